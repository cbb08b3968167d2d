using Praetor.Foundation.Wire;

namespace Praetor.Model.Rpc;

/// <summary>A read of something that a datacenter has one of.</summary>
[WireRecord]
public sealed partial record DCSpecificRequest : QueryOptions, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>Only nodes with all of these metadata pairs.</summary>
    public IReadOnlyDictionary<string, string>? NodeMetaFilters { get; init; }

    /// <summary>Where the read comes from.</summary>
    public QuerySource Source { get; init; } = QuerySource.Empty;

    /// <summary>The peer whose imported data is meant; empty for our own.</summary>
    public string PeerName { get; init; } = "";
}
