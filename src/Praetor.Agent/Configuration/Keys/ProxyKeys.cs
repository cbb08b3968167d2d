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
        )
        .HasEffect();

    public static readonly ConfigKey<string> DestinationId = Keys.Text(
            "destination_service_id",
            "",
            "The one instance it stands beside."
        )
        .HasEffect();

    public static readonly ConfigKey<string> LocalAddress = Keys.Text(
            "local_service_address",
            "",
            "Where that listens; 127.0.0.1 when absent."
        )
        .HasEffect();

    public static readonly ConfigKey<int> LocalPort = Keys.Integer("local_service_port", 0, "At which port.")
        .HasEffect();

    public static readonly ConfigKey<string> LocalSocketPath = Keys.Text(
            "local_service_socket_path",
            "",
            "At which unix socket instead."
        )
        .HasEffect();

    public static readonly ConfigKey<int> OutboundListenerPort = Keys.Integer(
            "transparent_proxy.outbound_listener_port",
            0,
            "Where caught traffic is redirected to."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> DialedDirectly = Keys.Bool(
            "transparent_proxy.dialed_directly",
            false,
            "Whether instances may be dialled by their own address."
        )
        .HasEffect();

    public static readonly ConfigKey<string> Mode = Keys.Text(
            "mode",
            "",
            "transparent, direct or nothing for the default."
        )
        .HasEffect();

    public static readonly ConfigKey<ObjectNode> Config = Keys.Opaque("config", "What the proxy itself understands.")
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyList<ObjectNode>> EnvoyExtensions = Keys.OpaqueList(
            "envoy_extensions",
            "Changes to the configuration of Envoy."
        )
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyList<RawConfig>> Upstreams = Keys.Records(
            "upstreams",
            () => UpstreamKeys.Schema,
            "The services it reaches out to."
        )
        .HasEffect();

    public static readonly ConfigKey<string> MeshGatewayMode = Keys.Text(
            "mesh_gateway.mode",
            "",
            "How other datacenters are reached: none, local or remote."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> ExposeChecks = Keys.Bool(
            "expose.checks",
            false,
            "Whether the paths of checks are reachable without the mesh."
        )
        .HasEffect();

    public static readonly ConfigKey<int> ExposePort = Keys.Integer("expose.port", 0, "Of the past; does nothing.")
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyList<RawConfig>> ExposePaths = Keys.Records(
            "expose.paths",
            () => ExposePathKeys.Schema,
            "Further paths that are reachable without the mesh."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> AccessLogsEnabled = Keys.Bool(
            "access_logs.enabled",
            false,
            "Whether the proxy logs requests."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> AccessLogsDisableListener = Keys.Bool(
            "access_logs.disable_listener_logs",
            false,
            "Leave out connections that match nothing."
        )
        .HasEffect();

    public static readonly ConfigKey<string> AccessLogsType = Keys.Text(
            "access_logs.type",
            "",
            "stdout, stderr or file."
        )
        .HasEffect();

    public static readonly ConfigKey<string> AccessLogsPath = Keys.Text("access_logs.path", "", "The file.")
        .HasEffect();

    public static readonly ConfigKey<string> AccessLogsJson = Keys.Text(
            "access_logs.json_format",
            "",
            "The line, as JSON."
        )
        .HasEffect();

    public static readonly ConfigKey<string> AccessLogsText = Keys.Text(
            "access_logs.text_format",
            "",
            "The line, as text."
        )
        .HasEffect();

    /// <summary>The object that these keys make up.</summary>
    public static ConfigSchema Schema { get; } = new(joinedNames: true, Keys);
}
