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
        )
        .HasEffect();

    public static readonly ConfigKey<string> DestinationNamespace = Keys.Text(
            "destination_namespace",
            "",
            "An Enterprise feature."
        )
        .HasEffect();

    public static readonly ConfigKey<string> DestinationPartition = Keys.Text(
            "destination_partition",
            "",
            "An Enterprise feature."
        )
        .HasEffect();

    public static readonly ConfigKey<string> DestinationPeer = Keys.Text(
            "destination_peer",
            "",
            "The peer it is imported from."
        )
        .HasEffect();

    public static readonly ConfigKey<string> DestinationName = Keys.Text("destination_name", "", "Its name.")
        .HasEffect();

    public static readonly ConfigKey<string> Datacenter = Keys.Text(
            "datacenter",
            "",
            "Its datacenter; this one when absent."
        )
        .HasEffect();

    public static readonly ConfigKey<string> LocalBindAddress = Keys.Text(
            "local_bind_address",
            "",
            "Where the proxy listens for it; 127.0.0.1 when absent."
        )
        .HasEffect();

    public static readonly ConfigKey<int> LocalBindPort = Keys.Integer("local_bind_port", 0, "At which port.")
        .HasEffect();

    public static readonly ConfigKey<string> LocalBindSocketPath = Keys.Text(
            "local_bind_socket_path",
            "",
            "At which unix socket instead."
        )
        .HasEffect();

    public static readonly ConfigKey<string> LocalBindSocketMode = Keys.Text(
            "local_bind_socket_mode",
            "",
            "With which permissions, octal."
        )
        .HasEffect();

    public static readonly ConfigKey<ObjectNode> Config = Keys.Opaque("config", "What the proxy itself understands.")
        .HasEffect();

    public static readonly ConfigKey<string> MeshGatewayMode = Keys.Text(
            "mesh_gateway.mode",
            "",
            "How it is reached in another datacenter."
        )
        .HasEffect();

    /// <summary>The object that these keys make up.</summary>
    public static ConfigSchema Schema { get; } = new(joinedNames: true, Keys);
}
