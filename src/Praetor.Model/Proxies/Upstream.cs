using Praetor.Foundation.Wire;

namespace Praetor.Model.Proxies;

/// <summary>A service that a proxy reaches out to.</summary>
[WireRecord]
[JsonRecord(DecodesItself = true)]
public sealed partial record Upstream
{
    /// <summary><c>service</c>, <c>prepared_query</c> or empty for a service.</summary>
    [JsonField(Aliases = ["destination_type"])]
    public string DestinationType { get; init; } = "";

    /// <summary>Its namespace; empty in the community edition.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["destination_namespace"])]
    public string DestinationNamespace { get; init; } = "";

    /// <summary>Its partition; empty in the community edition.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["destination_partition"])]
    public string DestinationPartition { get; init; } = "";

    /// <summary>The peer it is imported from.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["destination_peer"])]
    public string DestinationPeer { get; init; } = "";

    /// <summary>Its name.</summary>
    [JsonField(Aliases = ["destination_name"])]
    public string DestinationName { get; init; } = "";

    /// <summary>Its datacenter; empty for our own.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>Where the proxy listens for it; empty is 127.0.0.1.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["local_bind_address"])]
    public string LocalBindAddress { get; init; } = "";

    /// <summary>At which port.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["local_bind_port"])]
    public int LocalBindPort { get; init; }

    /// <summary>At which Unix socket instead.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["local_bind_socket_path"])]
    public string LocalBindSocketPath { get; init; } = "";

    /// <summary>With which permissions, in octal.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["local_bind_socket_mode"])]
    public string LocalBindSocketMode { get; init; } = "";

    /// <summary>What the proxy itself understands.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyDictionary<string, object?>? Config { get; init; }

    /// <summary>How it is reached in another datacenter.</summary>
    [JsonField(Aliases = ["mesh_gateway"])]
    public MeshGatewayConfig MeshGateway { get; init; } = MeshGatewayConfig.Empty;

    /// <summary>The host names an ingress gateway answers to.</summary>
    [JsonField(Ignore = true)]
    public IReadOnlyList<string>? IngressHosts { get; init; }

    /// <summary>Whether central configuration brought it about.</summary>
    [JsonField(OmitEmpty = true)]
    public bool CentrallyConfigured { get; init; }
}
