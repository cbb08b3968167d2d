using System.Net;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>Where the agent binds, and what it tells others, with every template expanded and every default filled in.</summary>
public sealed record AddressesConfig
{
    /// <summary>What gossip and RPC bind unless told otherwise (<c>bind_addr</c>).</summary>
    public required IPAddress Bind { get; init; }

    /// <summary>What the listeners for clients bind unless told otherwise (<c>client_addr</c>): addresses or sockets.</summary>
    public required IReadOnlyList<string> Client { get; init; }

    /// <summary>Where DNS listens; empty when it is off.</summary>
    public required IReadOnlyList<ListenAddress> Dns { get; init; }

    /// <summary>Where the HTTP API listens; empty when it is off.</summary>
    public required IReadOnlyList<ListenAddress> Http { get; init; }

    /// <summary>Where the HTTPS API listens; empty when it is off.</summary>
    public required IReadOnlyList<ListenAddress> Https { get; init; }

    /// <summary>Where the gRPC API listens; empty when it is off.</summary>
    public required IReadOnlyList<ListenAddress> Grpc { get; init; }

    /// <summary>Where the gRPC API over TLS listens; empty when it is off.</summary>
    public required IReadOnlyList<ListenAddress> GrpcTls { get; init; }

    /// <summary>The address others in the datacenter use; never an any-address.</summary>
    public required IPAddress Advertise { get; init; }

    /// <summary>The address other datacenters use; never an any-address.</summary>
    public required IPAddress AdvertiseWan { get; init; }

    /// <summary>What gossip inside the datacenter binds.</summary>
    public required IPAddress SerfLanBind { get; init; }

    /// <summary>What gossip between datacenters binds.</summary>
    public required IPAddress SerfWanBind { get; init; }

    /// <summary>Networks that members of the datacenter may come from; all when empty.</summary>
    public required IReadOnlyList<IPNetwork> SerfLanAllowed { get; init; }

    /// <summary>Networks that members of other datacenters may come from; all when empty.</summary>
    public required IReadOnlyList<IPNetwork> SerfWanAllowed { get; init; }

    /// <summary>The node's addresses by name, <c>lan</c>, <c>wan</c> and their <c>_ipv4</c> or <c>_ipv6</c> forms among them.</summary>
    public required IReadOnlyDictionary<string, string> Tagged { get; init; }

    /// <summary>Answer for nodes of other datacenters with their wan address.</summary>
    public required bool TranslateWan { get; init; }

    /// <summary>How long others keep this client in their lists after it failed; zero leaves it to them.</summary>
    public required GoDuration AdvertiseReconnectTimeout { get; init; }

    /// <summary>Owner of unix sockets; empty for the agent's own.</summary>
    public required string UnixSocketUser { get; init; }

    /// <summary>Group of unix sockets; empty for the agent's own.</summary>
    public required string UnixSocketGroup { get; init; }

    /// <summary>Mode of unix sockets, octal; empty for the system's default.</summary>
    public required string UnixSocketMode { get; init; }
}
