using Praetor.Foundation.Wire;
using Praetor.Model.Proxies;

namespace Praetor.Model.Catalog;

/// <summary>An instance of a service on a node, as the catalog keeps it.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record NodeService : IRaftIndexed
{
    /// <summary>What it is to the mesh; empty for an ordinary service, see <see cref="ServiceKinds"/>.</summary>
    [JsonField(OmitEmpty = true, GoType = "structs.ServiceKind")]
    public string Kind { get; init; } = "";

    /// <summary>Unique on its node.</summary>
    public string ID { get; init; } = "";

    /// <summary>The service's name.</summary>
    public string Service { get; init; } = "";

    /// <summary>Words that queries can select by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Its address; empty for the node's.</summary>
    public string Address { get; init; } = "";

    /// <summary>Further addresses: <c>lan</c>, <c>wan</c>, <c>consul-virtual</c>, ...</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyDictionary<string, ServiceAddress>? TaggedAddresses { get; init; }

    /// <summary>Pairs that queries can select by.</summary>
    public IReadOnlyDictionary<string, string>? Meta { get; init; }

    /// <summary>Its port; 0 for none.</summary>
    [JsonField(OmitEmpty = true)]
    public int Port { get; init; }

    /// <summary>A Unix socket instead of a port.</summary>
    [JsonField(OmitEmpty = true)]
    public string SocketPath { get; init; } = "";

    /// <summary>How often DNS names it.</summary>
    public Weights? Weights { get; init; }

    /// <summary>Whether the catalog's tags win over the agent's.</summary>
    public bool EnableTagOverride { get; init; }

    /// <summary>Where it runs, if that is known.</summary>
    [JsonField(OmitEmpty = true)]
    public Locality? Locality { get; init; }

    /// <summary>What it is a proxy for, if it is one.</summary>
    public ConnectProxyConfig Proxy { get; init; } = ConnectProxyConfig.Empty;

    /// <summary>What it has to do with the mesh otherwise.</summary>
    public ServiceConnect Connect { get; init; } = ServiceConnect.Empty;

    /// <summary>Whether its registration came along with that of the service it stands beside.</summary>
    [JsonField(Ignore = true)]
    public bool LocallyRegisteredAsSidecar { get; init; }

    /// <summary>The peer it was imported from; empty for our own.</summary>
    public string PeerName { get; init; } = "";

    /// <summary>The Raft index that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The Raft index that changed it last.</summary>
    public ulong ModifyIndex { get; init; }
}
