using System.Net;
using Praetor.Foundation.Network;

namespace Praetor.Agent.Configuration.Build;

/// <summary>Where an address template begins: the machine's addresses, or one of them as text.</summary>
internal static class AddressSources
{
    /// <summary>The addresses or the text that the function stands for; null when there is no such function.</summary>
    public static object? Find(string function, IReadOnlyList<string> arguments, INetworkFacts network)
    {
        IReadOnlyList<InterfaceAddress> all = [.. network.Addresses()];
        return (function, arguments) switch
        {
            ("GetAllInterfaces", []) => all,
            ("GetDefaultInterfaces", []) => Default(all),
            ("GetPrivateInterfaces", []) => Private(all),
            ("GetPublicInterfaces", []) => Public(all),
            ("GetPrivateIP", []) => First(Private(all)),
            ("GetPrivateIPs", []) => Joined(Private(all)),
            ("GetPublicIP", []) => First(Public(all)),
            ("GetPublicIPs", []) => Joined(Public(all)),
            ("GetInterfaceIP", [var name]) => First(Named(all, name)),
            ("GetInterfaceIPs", [var name]) => Joined(Named(all, name)),
            _ => null,
        };
    }

    /// <summary>RFC 6890 as far as go-sockaddr goes with it: not for the Internet, and forwardable.</summary>
    public static bool IsForwardableAndPrivate(IPAddress address) =>
        address.IsPrivate() || address.GetAddressBytes() is [100, >= 64 and <= 127, _, _] or [198, 18 or 19, _, _];

    private static IReadOnlyList<InterfaceAddress> Default(IReadOnlyList<InterfaceAddress> all) =>
        AddressFilters.Ordered([.. all.Where(one => one.HasDefaultRoute && one.IsUp)]);

    private static IReadOnlyList<InterfaceAddress> Private(IReadOnlyList<InterfaceAddress> all) =>
        [.. Default(all).Where(one => one.Address.IsIPv4() && IsForwardableAndPrivate(one.Address))];

    private static IReadOnlyList<InterfaceAddress> Public(IReadOnlyList<InterfaceAddress> all) =>
        [
            .. Default(all)
                .Where(one => !one.IsLoopback && !IsForwardableAndPrivate(one.Address) && !one.Address.IsIPv6LinkLocal),
        ];

    private static IReadOnlyList<InterfaceAddress> Named(IReadOnlyList<InterfaceAddress> all, string name) =>
        AddressFilters.Ordered([.. all.Where(one => one.Interface == name && !one.Address.IsIPv6LinkLocal)]);

    private static string First(IReadOnlyList<InterfaceAddress> addresses) =>
        addresses.Count == 0 ? "" : addresses[0].Address.ToString();

    private static string Joined(IReadOnlyList<InterfaceAddress> addresses) =>
        string.Join(' ', addresses.Select(one => one.Address));
}
