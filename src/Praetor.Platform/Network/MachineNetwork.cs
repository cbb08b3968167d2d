using System.Net;
using System.Net.NetworkInformation;
using Praetor.Foundation.Network;

namespace Praetor.Platform.Network;

/// <summary>The machine's own name, interfaces and addresses.</summary>
public sealed class MachineNetwork : INetworkFacts
{
    private const string RouteTable = "/proc/net/route";
    private const string DefaultDestination = "00000000";

    /// <inheritdoc/>
    public string HostName => Dns.GetHostName();

    /// <inheritdoc/>
    public IReadOnlyList<InterfaceAddress> Addresses()
    {
        var routed = InterfacesWithDefaultRoute();
        var addresses = new List<InterfaceAddress>();
        foreach (var found in NetworkInterface.GetAllNetworkInterfaces())
        {
            var properties = found.GetIPProperties();
            foreach (var address in properties.UnicastAddresses)
            {
                addresses.Add(
                    new InterfaceAddress(
                        found.Name,
                        IndexOf(properties),
                        WithoutScope(address.Address),
                        address.PrefixLength,
                        // Linux does not know the state of virtual interfaces; those that have an address are in use.
                        found.OperationalStatus
                            is OperationalStatus.Up
                                or OperationalStatus.Unknown,
                        found.NetworkInterfaceType == NetworkInterfaceType.Loopback,
                        routed?.Contains(found.Name) ?? properties.GatewayAddresses.Count > 0
                    )
                );
            }
        }

        return addresses;
    }

    private static int IndexOf(IPInterfaceProperties properties)
    {
        try
        {
            return properties.GetIPv4Properties().Index;
        }
        catch (NetworkInformationException)
        {
            // The interface has no IPv4 side: its number is that of the other.
            return properties.GetIPv6Properties().Index;
        }
    }

    private static IPAddress WithoutScope(IPAddress address) =>
        address.IsIPv6LinkLocal ? new IPAddress(address.GetAddressBytes()) : address;

    /// <summary>Linux's own table, since .NET names gateways of all routes; null on other systems.</summary>
    private static HashSet<string>? InterfacesWithDefaultRoute() =>
        !File.Exists(RouteTable)
            ? null
            :
            [
                .. File.ReadLines(RouteTable)
                    .Select(line => line.Split('\t'))
                    .Where(fields => fields.Length > 2 && fields[1] == DefaultDestination)
                    .Select(fields => fields[0]),
            ];
}
