using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>Where the agent binds, and what it tells others.</summary>
internal static class AddressKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<string> Bind = Keys.Text(
            "bind_addr",
            "0.0.0.0",
            "The one IP address that gossip and RPC bind."
        )
        .Flag("bind")
        .Template()
        .InDev("127.0.0.1")
        .HasEffect();

    public static readonly ConfigKey<string> Client = Keys.Text(
            "client_addr",
            "127.0.0.1",
            "Addresses, separated by spaces, that DNS, HTTP and gRPC bind."
        )
        .Flag("client")
        .Template()
        .HasEffect();

    public static readonly ConfigKey<string> Dns = Keys.Text(
            "addresses.dns",
            "",
            "Addresses that the DNS server binds instead of client_addr."
        )
        .Template()
        .HasEffect();

    public static readonly ConfigKey<string> Http = Keys.Text(
            "addresses.http",
            "",
            "Addresses or unix:// sockets that the HTTP API binds instead of client_addr."
        )
        .Template()
        .HasEffect();

    public static readonly ConfigKey<string> Https = Keys.Text(
            "addresses.https",
            "",
            "Addresses or unix:// sockets that the HTTPS API binds instead of client_addr."
        )
        .Template();

    public static readonly ConfigKey<string> Grpc = Keys.Text(
            "addresses.grpc",
            "",
            "Addresses or unix:// sockets that the gRPC API binds instead of client_addr."
        )
        .Template();

    public static readonly ConfigKey<string> GrpcTls = Keys.Text(
            "addresses.grpc_tls",
            "",
            "Addresses or unix:// sockets that the gRPC API over TLS binds instead of client_addr."
        )
        .Template();

    public static readonly ConfigKey<string> Advertise = Keys.Text(
            "advertise_addr",
            "",
            "The address others reach this agent at; found out when absent."
        )
        .Flag("advertise")
        .Template()
        .HasEffect();

    public static readonly ConfigKey<string> AdvertiseIPv4 = Keys.Text(
            "advertise_addr_ipv4",
            "",
            "The same, when it is an IPv4 address."
        )
        .Template()
        .HasEffect();

    public static readonly ConfigKey<string> AdvertiseIPv6 = Keys.Text(
            "advertise_addr_ipv6",
            "",
            "The same, when it is an IPv6 address."
        )
        .Template()
        .HasEffect();

    public static readonly ConfigKey<string> AdvertiseWan = Keys.Text(
            "advertise_addr_wan",
            "",
            "The address other datacenters reach this agent at; advertise_addr when absent."
        )
        .Flag("advertise-wan")
        .Template()
        .HasEffect();

    public static readonly ConfigKey<string> AdvertiseWanIPv4 = Keys.Text(
            "advertise_addr_wan_ipv4",
            "",
            "The same, when it is an IPv4 address."
        )
        .Template()
        .HasEffect();

    public static readonly ConfigKey<string> AdvertiseWanIPv6 = Keys.Text(
            "advertise_addr_wan_ipv6",
            "",
            "The same, when it is an IPv6 address."
        )
        .Template()
        .HasEffect();

    public static readonly ConfigKey<string> SerfLan = Keys.Text(
            "serf_lan",
            "",
            "The address that gossip inside the datacenter binds instead of bind_addr."
        )
        .Flag("serf-lan-bind")
        .Template()
        .HasEffect();

    public static readonly ConfigKey<string> SerfWan = Keys.Text(
            "serf_wan",
            "",
            "The address that gossip between datacenters binds instead of bind_addr."
        )
        .Flag("serf-wan-bind")
        .Template()
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyList<string>> SerfLanAllowed = Keys.List(
            "serf_lan_allowed_cidrs",
            "Networks that members of the datacenter may come from; all when empty."
        )
        .Flag("serf-lan-allowed-cidrs")
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyList<string>> SerfWanAllowed = Keys.List(
            "serf_wan_allowed_cidrs",
            "Networks that members of other datacenters may come from; all when empty."
        )
        .Flag("serf-wan-allowed-cidrs")
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyDictionary<string, string>> Tagged = Keys.Map(
            "tagged_addresses",
            "More addresses of the node by name; lan and wan are filled in."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> TranslateWan = Keys.Bool(
        "translate_wan_addrs",
        false,
        "Answer for nodes of other datacenters with their wan address."
    );

    public static readonly ConfigKey<GoDuration> AdvertiseReconnectTimeout = Keys.Duration(
            "advertise_reconnect_timeout",
            "0s",
            "How long others keep this client in their lists after it failed; 0 leaves it to them."
        )
        .ClientOnly();

    public static readonly ConfigKey<string> UnixSocketUser = Keys.Text(
        "unix_sockets.user",
        "",
        "Owner of the unix sockets."
    );

    public static readonly ConfigKey<string> UnixSocketGroup = Keys.Text(
        "unix_sockets.group",
        "",
        "Group of the unix sockets."
    );

    public static readonly ConfigKey<string> UnixSocketMode = Keys.Text(
        "unix_sockets.mode",
        "",
        "Mode of the unix sockets, octal."
    );

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
