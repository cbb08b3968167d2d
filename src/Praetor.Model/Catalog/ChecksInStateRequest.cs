using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Catalog;

/// <summary>Reads the checks in one state (<c>Health.ChecksInState</c>).</summary>
[WireRecord]
public sealed partial record ChecksInStateRequest : QueryOptions, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>Only nodes with all of these metadata pairs.</summary>
    public IReadOnlyDictionary<string, string>? NodeMetaFilters { get; init; }

    /// <summary>See <see cref="HealthStatus"/>; <c>any</c> for all.</summary>
    public string State { get; init; } = "";

    /// <summary>Where the read comes from.</summary>
    public QuerySource Source { get; init; } = QuerySource.Empty;

    /// <summary>The peer whose imported data is meant; empty for our own.</summary>
    public string PeerName { get; init; } = "";
}
