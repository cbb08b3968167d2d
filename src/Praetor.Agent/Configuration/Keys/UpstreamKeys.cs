using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Hcl;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys of an upstream in a file.</summary>
internal static class UpstreamKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<string> DestinationType = Keys.Text(
        "destination_type",
        "",
        "service, prepared_query or nothing for a service."
    );

    public static readonly ConfigKey<string> DestinationNamespace = Keys.Text(
        "destination_namespace",
        "",
        "An Enterprise feature."
    );

    public static readonly ConfigKey<string> DestinationPartition = Keys.Text(
        "destination_partition",
        "",
        "An Enterprise feature."
    );

    public static readonly ConfigKey<string> DestinationPeer = Keys.Text(
        "destination_peer",
        "",
        "The peer it is imported from."
    );

    public static readonly ConfigKey<string> DestinationName = Keys.Text("destination_name", "", "Its name.");

    public static readonly ConfigKey<string> Datacenter = Keys.Text(
        "datacenter",
        "",
        "Its datacenter; this one when absent."
    );

    public static readonly ConfigKey<string> LocalBindAddress = Keys.Text(
        "local_bind_address",
        "",
        "Where the proxy listens for it; 127.0.0.1 when absent."
    );

    public static readonly ConfigKey<int> LocalBindPort = Keys.Integer("local_bind_port", 0, "At which port.");

    public static readonly ConfigKey<string> LocalBindSocketPath = Keys.Text(
        "local_bind_socket_path",
        "",
        "At which unix socket instead."
    );

    public static readonly ConfigKey<string> LocalBindSocketMode = Keys.Text(
        "local_bind_socket_mode",
        "",
        "With which permissions, octal."
    );

    public static readonly ConfigKey<ObjectNode> Config = Keys.Opaque("config", "What the proxy itself understands.");

    public static readonly ConfigKey<string> MeshGatewayMode = Keys.Text(
        "mesh_gateway.mode",
        "",
        "How it is reached in another datacenter."
    );

    /// <summary>The object that these keys make up.</summary>
    public static ConfigSchema Schema { get; } = new(joinedNames: true, Keys);
}
