using Praetor.Foundation.Wire;
using Praetor.Model.Proxies;

namespace Praetor.Model.Services;

/// <summary>A service that a proxy reaches out to, as the proxy's own agent shows it.</summary>
[JsonRecord(GoType = "api.Upstream")]
public sealed partial record AgentUpstream
{
    /// <summary><c>service</c> or <c>prepared_query</c>.</summary>
    [JsonField(OmitEmpty = true)]
    public string DestinationType { get; init; } = "";

    /// <summary>Its partition; empty in the community edition.</summary>
    [JsonField(OmitEmpty = true)]
    public string DestinationPartition { get; init; } = "";

    /// <summary>Its namespace; empty in the community edition.</summary>
    [JsonField(OmitEmpty = true)]
    public string DestinationNamespace { get; init; } = "";

    /// <summary>The peer it is imported from.</summary>
    [JsonField(OmitEmpty = true)]
    public string DestinationPeer { get; init; } = "";

    /// <summary>Its name.</summary>
    public string DestinationName { get; init; } = "";

    /// <summary>Its datacenter; empty for our own.</summary>
    [JsonField(OmitEmpty = true)]
    public string Datacenter { get; init; } = "";

    /// <summary>Where the proxy listens for it; empty is 127.0.0.1.</summary>
    [JsonField(OmitEmpty = true)]
    public string LocalBindAddress { get; init; } = "";

    /// <summary>At which port.</summary>
    [JsonField(OmitEmpty = true)]
    public int LocalBindPort { get; init; }

    /// <summary>At which Unix socket instead.</summary>
    [JsonField(OmitEmpty = true)]
    public string LocalBindSocketPath { get; init; } = "";

    /// <summary>With which permissions, in octal.</summary>
    [JsonField(OmitEmpty = true)]
    public string LocalBindSocketMode { get; init; } = "";

    /// <summary>What the proxy itself understands.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyDictionary<string, object?>? Config { get; init; }

    /// <summary>How it is reached in another datacenter.</summary>
    public MeshGatewayConfig MeshGateway { get; init; } = MeshGatewayConfig.Empty;

    /// <summary>Whether central configuration brought it about.</summary>
    [JsonField(OmitEmpty = true)]
    public bool CentrallyConfigured { get; init; }

    /// <summary>What the agent shows of an upstream.</summary>
    public static AgentUpstream From(Upstream upstream) =>
        new()
        {
            DestinationType = upstream.DestinationType,
            DestinationPartition = upstream.DestinationPartition,
            DestinationNamespace = upstream.DestinationNamespace,
            DestinationPeer = upstream.DestinationPeer,
            DestinationName = upstream.DestinationName,
            Datacenter = upstream.Datacenter,
            LocalBindAddress = upstream.LocalBindAddress,
            LocalBindPort = upstream.LocalBindPort,
            LocalBindSocketPath = upstream.LocalBindSocketPath,
            LocalBindSocketMode = upstream.LocalBindSocketMode,
            Config = upstream.Config,
            MeshGateway = upstream.MeshGateway,
            CentrallyConfigured = upstream.CentrallyConfigured,
        };
}
