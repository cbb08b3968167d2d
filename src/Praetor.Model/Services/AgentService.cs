using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;

namespace Praetor.Model.Services;

/// <summary>An instance as its own agent shows it.</summary>
[JsonRecord(GoType = "api.AgentService")]
public sealed partial record AgentService
{
    /// <summary>What it is to the mesh.</summary>
    [JsonField(OmitEmpty = true)]
    public string Kind { get; init; } = "";

    /// <summary>Unique on its node.</summary>
    public string ID { get; init; } = "";

    /// <summary>The service's name.</summary>
    public string Service { get; init; } = "";

    /// <summary>Words that queries can select by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Pairs that queries can select by.</summary>
    public IReadOnlyDictionary<string, string>? Meta { get; init; }

    /// <summary>Its port.</summary>
    public int Port { get; init; }

    /// <summary>Its address; empty for the node's.</summary>
    public string Address { get; init; } = "";

    /// <summary>A Unix socket instead of a port.</summary>
    [JsonField(OmitEmpty = true)]
    public string SocketPath { get; init; } = "";

    /// <summary>Further addresses.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyDictionary<string, ServiceAddress>? TaggedAddresses { get; init; }

    /// <summary>How often DNS names it.</summary>
    public Weights Weights { get; init; } = Weights.Empty;

    /// <summary>Whether the catalog's tags win over the agent's.</summary>
    public bool EnableTagOverride { get; init; }

    /// <summary>The Raft index that made it.</summary>
    [JsonField(OmitEmpty = true)]
    public ulong CreateIndex { get; init; }

    /// <summary>The Raft index that changed it last.</summary>
    [JsonField(OmitEmpty = true)]
    public ulong ModifyIndex { get; init; }

    /// <summary>What it says, in short; only where one service is asked for.</summary>
    [JsonField(OmitEmpty = true)]
    public string ContentHash { get; init; } = "";

    /// <summary>What it is a proxy for, if it is one.</summary>
    [JsonField(OmitEmpty = true)]
    public AgentServiceProxy? Proxy { get; init; }

    /// <summary>What it has to do with the mesh otherwise.</summary>
    [JsonField(OmitEmpty = true)]
    public ServiceConnect? Connect { get; init; }

    /// <summary>The peer it was imported from.</summary>
    [JsonField(OmitEmpty = true)]
    public string PeerName { get; init; } = "";

    /// <summary>Its datacenter.</summary>
    [JsonField(OmitEmpty = true)]
    public string Datacenter { get; init; } = "";

    /// <summary>Where it runs, if that is known.</summary>
    [JsonField(OmitEmpty = true)]
    public Locality? Locality { get; init; }
}
