using Praetor.Foundation.Wire;

namespace Praetor.Model.Proxies;

/// <summary>What a sidecar or gateway is a proxy for, and how.</summary>
[WireRecord]
[JsonRecord(DecodesItself = true)]
public sealed partial record ConnectProxyConfig
{
    /// <summary>Changes to the generated Envoy configuration.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyList<EnvoyExtension>? EnvoyExtensions { get; init; }

    /// <summary>The service that is reached through it.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["destination_service_name"])]
    public string DestinationServiceName { get; init; } = "";

    /// <summary>The one instance it stands beside; empty for any.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["destination_service_id"])]
    public string DestinationServiceID { get; init; } = "";

    /// <summary>Where the instance listens; empty is 127.0.0.1.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["local_service_address"])]
    public string LocalServiceAddress { get; init; } = "";

    /// <summary>At which port.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["local_service_port"])]
    public int LocalServicePort { get; init; }

    /// <summary>At which Unix socket instead.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["local_service_socket_path"])]
    public string LocalServiceSocketPath { get; init; } = "";

    /// <summary><c>transparent</c>, <c>direct</c> or empty for the default.</summary>
    [JsonField(GoType = "structs.ProxyMode")]
    public string Mode { get; init; } = "";

    /// <summary>What the proxy itself understands.</summary>
    [JsonField(OmitEmpty = true)]
    public IReadOnlyDictionary<string, object?>? Config { get; init; }

    /// <summary>The services it reaches out to.</summary>
    [JsonField(OmitEmpty = true, GoType = "structs.Upstreams")]
    public IReadOnlyList<Upstream>? Upstreams { get; init; }

    /// <summary>How other datacenters are reached.</summary>
    [JsonField(Aliases = ["mesh_gateway"])]
    public MeshGatewayConfig MeshGateway { get; init; } = MeshGatewayConfig.Empty;

    /// <summary>Paths that are reachable without the mesh.</summary>
    public ExposeConfig Expose { get; init; } = ExposeConfig.Empty;

    /// <summary>How traffic is caught in transparent mode.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["transparent_proxy"])]
    public TransparentProxyConfig TransparentProxy { get; init; } = TransparentProxyConfig.Empty;

    /// <summary><c>strict</c>, <c>permissive</c> or empty for the default.</summary>
    [FieldName("MutualTLSMode")]
    [JsonField(Ignore = true)]
    public string MutualTlsMode { get; init; } = "";

    /// <summary>What the proxy logs.</summary>
    [JsonField(OmitEmpty = true, Aliases = ["access_logs"])]
    public AccessLogsConfig AccessLogs { get; init; } = AccessLogsConfig.Empty;
}
