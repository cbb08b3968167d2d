using Praetor.Foundation.Wire;
using Praetor.Model.Proxies;

namespace Praetor.Model.Catalog;

/// <summary>An instance together with its node: what reads of one service answer.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record ServiceNode : IRaftIndexed
{
    /// <summary>The node's ID.</summary>
    [JsonField(GoType = "types.NodeID")]
    public string ID { get; init; } = "";

    /// <summary>The node's name.</summary>
    public string Node { get; init; } = "";

    /// <summary>The node's address.</summary>
    public string Address { get; init; } = "";

    /// <summary>The node's datacenter.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The node's further addresses.</summary>
    public IReadOnlyDictionary<string, string>? TaggedAddresses { get; init; }

    /// <summary>The node's metadata.</summary>
    public IReadOnlyDictionary<string, string>? NodeMeta { get; init; }

    /// <summary>What the instance is to the mesh.</summary>
    public string ServiceKind { get; init; } = "";

    /// <summary>Unique on the node.</summary>
    public string ServiceID { get; init; } = "";

    /// <summary>The service's name.</summary>
    public string ServiceName { get; init; } = "";

    /// <summary>The instance's tags.</summary>
    public IReadOnlyList<string>? ServiceTags { get; init; }

    /// <summary>The instance's address; empty for the node's.</summary>
    public string ServiceAddress { get; init; } = "";

    /// <summary>The instance's further addresses.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyDictionary<string, ServiceAddress>? ServiceTaggedAddresses { get; init; }

    /// <summary>How often DNS names it.</summary>
    public Weights ServiceWeights { get; init; } = Weights.Empty;

    /// <summary>The instance's metadata.</summary>
    public IReadOnlyDictionary<string, string>? ServiceMeta { get; init; }

    /// <summary>The instance's port.</summary>
    public int ServicePort { get; init; }

    /// <summary>A Unix socket instead of a port.</summary>
    public string ServiceSocketPath { get; init; } = "";

    /// <summary>Whether the catalog's tags win over the agent's.</summary>
    public bool ServiceEnableTagOverride { get; init; }

    /// <summary>What it is a proxy for, if it is one.</summary>
    public ConnectProxyConfig ServiceProxy { get; init; } = ConnectProxyConfig.Empty;

    /// <summary>What it has to do with the mesh otherwise.</summary>
    public ServiceConnect ServiceConnect { get; init; } = ServiceConnect.Empty;

    /// <summary>Where the instance runs, if that is known.</summary>
    public Locality? ServiceLocality { get; init; }

    /// <summary>The peer it was imported from; empty for our own.</summary>
    [JsonField(OmitEmpty = true)]
    public string PeerName { get; init; } = "";

    /// <summary>The Raft index that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The Raft index that changed it last.</summary>
    public ulong ModifyIndex { get; init; }
}
