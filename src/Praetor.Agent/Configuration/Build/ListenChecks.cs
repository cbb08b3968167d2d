using System.Globalization;
using System.Net;

namespace Praetor.Agent.Configuration.Build;

/// <summary>What must hold of ports and addresses.</summary>
internal static class ListenChecks
{
    public static IEnumerable<ConfigProblem> All(AgentConfig config)
    {
        var addresses = config.Addresses;
        if (addresses.Advertise.IsAny())
        {
            yield return new("Advertise address cannot be 0.0.0.0, :: or [::]", "advertise_addr");
        }

        if (addresses.AdvertiseWan.IsAny() && !addresses.AdvertiseWan.Equals(addresses.Advertise))
        {
            yield return new("Advertise WAN address cannot be 0.0.0.0, :: or [::]", "advertise_addr_wan");
        }

        if (addresses.Dns.Any(address => address.SocketPath is not null))
        {
            yield return new("DNS address cannot be a unix socket", "addresses.dns");
        }

        foreach (var recursor in config.Dns.Recursors)
        {
            if (recursor.StartsWith("unix://", StringComparison.Ordinal))
            {
                yield return new("DNS recursor address cannot be a unix socket", "recursors");
            }
            else if (AddressText.TryParse(recursor, out var address) && address.IsAny())
            {
                yield return new("DNS recursor address cannot be 0.0.0.0, :: or [::]", "recursors");
            }
        }

        foreach (var problem in Ports(config.Ports).Concat(Duplicates(config)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<ConfigProblem> Ports(PortsConfig ports)
    {
        foreach (var (name, port) in new[] { ("serf_lan", ports.SerfLan), ("server", ports.Server) })
        {
            if (port <= 0)
            {
                yield return new($"ports.{name} must be a valid port from 1 to 65535", $"ports.{name}");
            }
        }

        foreach (
            var (name, port) in new[]
            {
                ("dns", ports.Dns),
                ("http", ports.Http),
                ("https", ports.Https),
                ("grpc", ports.Grpc),
                ("grpc_tls", ports.GrpcTls),
                ("serf_lan", ports.SerfLan),
                ("serf_wan", ports.SerfWan),
                ("server", ports.Server),
            }
        )
        {
            if (port > IPEndPoint.MaxPort)
            {
                yield return new(
                    string.Create(CultureInfo.InvariantCulture, $"ports.{name}: invalid port {port}"),
                    $"ports.{name}"
                );
            }
        }

        foreach (
            var (name, first, last) in new[]
            {
                ("proxy", ports.ProxyMin, ports.ProxyMax),
                ("sidecar", ports.SidecarMin, ports.SidecarMax),
                ("expose", ports.ExposeMin, ports.ExposeMax),
            }
        )
        {
            if (last < first)
            {
                yield return new(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}_min_port must be less than {name}_max_port. To disable, set both to zero."
                    ),
                    $"ports.{name}_min_port"
                );
            }
        }
    }

    private static IEnumerable<ConfigProblem> Duplicates(AgentConfig config)
    {
        var addresses = config.Addresses;
        var rpc = ListenAddress.On(addresses.Advertise, Math.Clamp(config.Ports.Server, 0, IPEndPoint.MaxPort));
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var (owner, listeners) in new[]
            {
                ("DNS", addresses.Dns),
                ("HTTP", addresses.Http),
                ("HTTPS", addresses.Https),
                ("gRPC", addresses.Grpc),
                ("gRPC-TLS", addresses.GrpcTls),
                ("RPC Advertise", [rpc]),
            }
        )
        {
            foreach (var listener in listeners)
            {
                if (!taken.TryAdd(listener.ToString(), owner))
                {
                    yield return new(
                        $"{owner} address {listener} already configured for {taken[listener.ToString()]}",
                        "ports"
                    );
                }
            }
        }
    }
}
