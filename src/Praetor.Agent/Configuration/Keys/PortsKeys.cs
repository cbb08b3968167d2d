using Praetor.Agent.Configuration.Schema;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys under <c>ports</c>.</summary>
internal static class PortsKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<int> Dns = Keys.Integer(
            "ports.dns",
            8600,
            "Port of the DNS server, UDP and TCP; -1 turns it off."
        )
        .Flag("dns-port")
        .HasEffect();

    public static readonly ConfigKey<int> Http = Keys.Integer(
            "ports.http",
            8500,
            "Port of the HTTP API; -1 turns it off."
        )
        .Flag("http-port")
        .HasEffect();

    public static readonly ConfigKey<int> Https = Keys.Integer(
            "ports.https",
            -1,
            "Port of the HTTPS API; -1 turns it off."
        )
        .Flag("https-port");

    public static readonly ConfigKey<int> Grpc = Keys.Integer(
            "ports.grpc",
            -1,
            "Port of the plaintext gRPC API; -1 turns it off."
        )
        .Flag("grpc-port")
        .InDev(8502);

    public static readonly ConfigKey<int> GrpcTls = Keys.Integer(
            "ports.grpc_tls",
            -1,
            "Port of the gRPC API over TLS: 8503 on servers unless set; -1 turns it off."
        )
        .Flag("grpc-tls-port");

    public static readonly ConfigKey<int> SerfLan = Keys.Integer(
            "ports.serf_lan",
            8301,
            "Port of gossip inside the datacenter, UDP and TCP."
        )
        .Flag("serf-lan-port")
        .HasEffect();

    public static readonly ConfigKey<int> SerfWan = Keys.Integer(
            "ports.serf_wan",
            8302,
            "Port of gossip between datacenters, UDP and TCP; -1 turns it off."
        )
        .Flag("serf-wan-port")
        .HasEffect();

    public static readonly ConfigKey<int> Server = Keys.Integer(
            "ports.server",
            8300,
            "Port of the server RPC and of Raft."
        )
        .Flag("server-port");

    public static readonly ConfigKey<int> ProxyMin = Keys.Integer(
        "ports.proxy_min_port",
        20000,
        "First port for managed proxies (of the past)."
    );

    public static readonly ConfigKey<int> ProxyMax = Keys.Integer(
        "ports.proxy_max_port",
        20255,
        "Last port for managed proxies (of the past)."
    );

    public static readonly ConfigKey<int> SidecarMin = Keys.Integer(
            "ports.sidecar_min_port",
            21000,
            "First port handed to sidecars registered without one; 0 turns that off."
        )
        .HasEffect();

    public static readonly ConfigKey<int> SidecarMax = Keys.Integer(
            "ports.sidecar_max_port",
            21255,
            "Last port handed to sidecars registered without one."
        )
        .HasEffect();

    public static readonly ConfigKey<int> ExposeMin = Keys.Integer(
        "ports.expose_min_port",
        21500,
        "First port for exposed check listeners."
    );

    public static readonly ConfigKey<int> ExposeMax = Keys.Integer(
        "ports.expose_max_port",
        21755,
        "Last port for exposed check listeners."
    );

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
