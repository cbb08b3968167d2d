using Praetor.Foundation.Wire;

namespace Praetor.Model.Rpc;

/// <summary>A read of something that belongs to one node.</summary>
[WireRecord]
public sealed partial record NodeSpecificRequest : QueryOptions, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The node's name or ID.</summary>
    public string Node { get; init; } = "";

    /// <summary>The peer the node was imported from; empty for our own.</summary>
    public string PeerName { get; init; } = "";

    /// <summary>Whether central configuration is merged into the services.</summary>
    public bool MergeCentralConfig { get; init; }
}
