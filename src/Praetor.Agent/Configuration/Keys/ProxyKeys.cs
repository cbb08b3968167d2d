using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys of a proxy in a file.</summary>
internal static class ProxyKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<string> DestinationName = Keys.Text(
        "destination_service_name",
        "",
        "The service that is reached through it."
    );

    public static readonly ConfigKey<string> DestinationId = Keys.Text(
        "destination_service_id",
        "",
        "The one instance it stands beside."
    );

    public static readonly ConfigKey<string> LocalAddress = Keys.Text(
        "local_service_address",
        "",
        "Where that listens; 127.0.0.1 when absent."
    );

    public static readonly ConfigKey<int> LocalPort = Keys.Integer("local_service_port", 0, "At which port.");

    public static readonly ConfigKey<string> LocalSocketPath = Keys.Text(
        "local_service_socket_path",
        "",
        "At which unix socket instead."
    );

    public static readonly ConfigKey<int> OutboundListenerPort = Keys.Integer(
        "transparent_proxy.outbound_listener_port",
        0,
        "Where caught traffic is redirected to."
    );

    public static readonly ConfigKey<bool> DialedDirectly = Keys.Bool(
        "transparent_proxy.dialed_directly",
        false,
        "Whether instances may be dialled by their own address."
    );

    public static readonly ConfigKey<string> Mode = Keys.Text(
        "mode",
        "",
        "transparent, direct or nothing for the default."
    );

    public static readonly ConfigKey<ObjectNode> Config = Keys.Opaque("config", "What the proxy itself understands.");

    public static readonly ConfigKey<IReadOnlyList<ObjectNode>> EnvoyExtensions = Keys.OpaqueList(
        "envoy_extensions",
        "Changes to the configuration of Envoy."
    );

    public static readonly ConfigKey<IReadOnlyList<RawConfig>> Upstreams = Keys.Records(
        "upstreams",
        () => UpstreamKeys.Schema,
        "The services it reaches out to."
    );

    public static readonly ConfigKey<string> MeshGatewayMode = Keys.Text(
        "mesh_gateway.mode",
        "",
        "How other datacenters are reached: none, local or remote."
    );

    public static readonly ConfigKey<bool> ExposeChecks = Keys.Bool(
        "expose.checks",
        false,
        "Whether the paths of checks are reachable without the mesh."
    );

    public static readonly ConfigKey<int> ExposePort = Keys.Integer("expose.port", 0, "Of the past; does nothing.");

    public static readonly ConfigKey<IReadOnlyList<RawConfig>> ExposePaths = Keys.Records(
        "expose.paths",
        () => ExposePathKeys.Schema,
        "Further paths that are reachable without the mesh."
    );

    public static readonly ConfigKey<bool> AccessLogsEnabled = Keys.Bool(
        "access_logs.enabled",
        false,
        "Whether the proxy logs requests."
    );

    public static readonly ConfigKey<bool> AccessLogsDisableListener = Keys.Bool(
        "access_logs.disable_listener_logs",
        false,
        "Leave out connections that match nothing."
    );

    public static readonly ConfigKey<string> AccessLogsType = Keys.Text(
        "access_logs.type",
        "",
        "stdout, stderr or file."
    );

    public static readonly ConfigKey<string> AccessLogsPath = Keys.Text("access_logs.path", "", "The file.");

    public static readonly ConfigKey<string> AccessLogsJson = Keys.Text(
        "access_logs.json_format",
        "",
        "The line, as JSON."
    );

    public static readonly ConfigKey<string> AccessLogsText = Keys.Text(
        "access_logs.text_format",
        "",
        "The line, as text."
    );

    /// <summary>The object that these keys make up.</summary>
    public static ConfigSchema Schema { get; } = new(joinedNames: true, Keys);
}
