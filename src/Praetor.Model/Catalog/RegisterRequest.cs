using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Catalog;

/// <summary>Puts a node, and with it an instance and checks, into the catalog (<c>Catalog.Register</c>, log entry 0).</summary>
[WireRecord]
[JsonRecord]
public sealed partial record RegisterRequest : WriteRequest, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The node's ID.</summary>
    [JsonField(GoType = "types.NodeID")]
    public string ID { get; init; } = "";

    /// <summary>The node's name.</summary>
    public string Node { get; init; } = "";

    /// <summary>The node's address.</summary>
    public string Address { get; init; } = "";

    /// <summary>The node's further addresses.</summary>
    public IReadOnlyDictionary<string, string>? TaggedAddresses { get; init; }

    /// <summary>The node's metadata.</summary>
    public IReadOnlyDictionary<string, string>? NodeMeta { get; init; }

    /// <summary>The instance to register.</summary>
    public NodeService? Service { get; init; }

    /// <summary>A check to register.</summary>
    public HealthCheck? Check { get; init; }

    /// <summary>Checks to register.</summary>
    [JsonField(GoType = "structs.HealthChecks")]
    public IReadOnlyList<HealthCheck>? Checks { get; init; }

    /// <summary>Whether a node that exists stays as it is.</summary>
    public bool SkipNodeUpdate { get; init; }

    /// <summary>Where the node runs, if that is known.</summary>
    public Locality? Locality { get; init; }

    /// <summary>The peer it is imported from; clients may not set it.</summary>
    public string PeerName { get; init; } = "";

    /// <summary>The Raft index that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The Raft index that changed it last.</summary>
    public ulong ModifyIndex { get; init; }
}
