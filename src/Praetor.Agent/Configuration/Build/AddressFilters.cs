using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Praetor.Foundation.Network;

namespace Praetor.Agent.Configuration.Build;

/// <summary>What the later stages of an address template do with addresses.</summary>
internal static class AddressFilters
{
    /// <summary>The outcome of a stage; null when there is no such filter or its arguments are wrong.</summary>
    public static object? Apply(string filter, IReadOnlyList<string> arguments, object input) =>
        (filter, arguments, input) switch
        {
            ("include", [var by, var value], IReadOnlyList<InterfaceAddress> all) => Matching(all, by, value, true),
            ("exclude", [var by, var value], IReadOnlyList<InterfaceAddress> all) => Matching(all, by, value, false),
            ("sort", [var by], IReadOnlyList<InterfaceAddress> all) => Sorted(all, by),
            ("unique", [var by], IReadOnlyList<InterfaceAddress> all) => Unique(all, by),
            ("limit", [var count], IReadOnlyList<InterfaceAddress> all) when TryCount(count, out var limit) =>
                (IReadOnlyList<InterfaceAddress>)[.. all.Take(limit)],
            ("offset", [var count], IReadOnlyList<InterfaceAddress> all) when TryCount(count, out var offset) =>
                (IReadOnlyList<InterfaceAddress>)[.. all.Skip(offset)],
            ("attr", [var name], IReadOnlyList<InterfaceAddress> all) => all.Count == 0 ? "" : Attribute(all[0], name),
            ("join", [var name, var separator], IReadOnlyList<InterfaceAddress> all) => Joined(all, name, separator),
            _ => null,
        };

    /// <summary>The order of sources: by kind of address, then by value.</summary>
    public static IReadOnlyList<InterfaceAddress> Ordered(IReadOnlyList<InterfaceAddress> addresses) =>
        [.. addresses.OrderBy(one => one.Address.IsIPv4() ? 0 : 1).ThenBy(Bits, StringComparer.Ordinal)];

    private static IReadOnlyList<InterfaceAddress>? Matching(
        IReadOnlyList<InterfaceAddress> all,
        string by,
        string value,
        bool wanted
    ) => Matcher(by, value) is { } matches ? [.. all.Where(one => matches(one) == wanted)] : null;

    private static Func<InterfaceAddress, bool>? Matcher(string by, string value)
    {
        switch (by)
        {
            case "name" when Pattern(value) is { } name:
                return one => name.IsMatch(one.Interface);
            case "address" when Pattern(value) is { } address:
                return one => address.IsMatch(one.Address.ToString());
            case "type":
                return one => IsOfType(one.Address, value);
            case "flags" or "flag":
                return one => value.Split('|').All(flag => HasFlag(one, flag.Trim()));
            case "network" when AddressText.TryParseNetwork(value, out var network):
                return one => one.Address.IsIPv4() == network.BaseAddress.IsIPv4() && network.Contains(one.Address);
            case "rfc":
                return one => value.Split('|').Any(rfc => IsInRfc(one.Address, rfc.Trim()));
            case "size" when TryCount(value.TrimStart('/'), out var bits):
                return one => one.PrefixLength == bits;
            default:
                return null;
        }
    }

    /// <summary>The expression without backtracking, as Go's are; null when it is none.</summary>
    private static Regex? Pattern(string value)
    {
        try
        {
            return new Regex(value, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static bool IsOfType(IPAddress address, string type) =>
        type.Split('|')
            .Any(one =>
                one.Trim().ToUpperInvariant() switch
                {
                    "IP" => true,
                    "IPV4" => address.IsIPv4(),
                    "IPV6" => !address.IsIPv4(),
                    _ => false,
                }
            );

    private static bool HasFlag(InterfaceAddress one, string flag) =>
        flag switch
        {
            "up" => one.IsUp,
            "loopback" => one.IsLoopback,
            "forwardable" => !one.IsLoopback && !one.Address.IsIPv6LinkLocal && !IsLinkLocal(one.Address),
            "global unicast" => !one.IsLoopback && !one.Address.IsIPv6LinkLocal && !one.Address.IsIPv6Multicast,
            "link-local unicast" => one.Address.IsIPv6LinkLocal || IsLinkLocal(one.Address),
            _ => false,
        };

    private static bool IsInRfc(IPAddress address, string rfc) =>
        rfc switch
        {
            "1918" => address.IsIPv4() && address.IsPrivate(),
            "4193" => !address.IsIPv4() && address.IsPrivate(),
            "6598" => address.GetAddressBytes() is [100, >= 64 and <= 127, _, _],
            "6890" => AddressSources.IsForwardableAndPrivate(address) || IPAddress.IsLoopback(address),
            _ => false,
        };

    private static bool IsLinkLocal(IPAddress address) => address.GetAddressBytes() is [169, 254, _, _];

    private static IReadOnlyList<InterfaceAddress>? Sorted(IReadOnlyList<InterfaceAddress> all, string by)
    {
        IEnumerable<InterfaceAddress> sorted = all;
        foreach (var key in by.Split(',').Reverse())
        {
            Func<InterfaceAddress, string>? value = key.Trim().TrimStart('+', '-') switch
            {
                "name" => one => one.Interface,
                "address" => Bits,
                "type" => one => one.Address.IsIPv4() ? "0" : "1",
                "size" => one => one.PrefixLength.ToString("D3", CultureInfo.InvariantCulture),
                "private" => one => AddressSources.IsForwardableAndPrivate(one.Address) ? "0" : "1",
                "default" => one => one.HasDefaultRoute ? "0" : "1",
                _ => null,
            };
            if (value is null)
            {
                return null;
            }

            sorted = key.Trim().StartsWith('-')
                ? sorted.OrderByDescending(value, StringComparer.Ordinal)
                : sorted.OrderBy(value, StringComparer.Ordinal);
        }

        return [.. sorted];
    }

    private static IReadOnlyList<InterfaceAddress>? Unique(IReadOnlyList<InterfaceAddress> all, string by) =>
        by switch
        {
            "name" => [.. all.DistinctBy(one => one.Interface)],
            "address" => [.. all.DistinctBy(one => one.Address)],
            _ => null,
        };

    private static string? Joined(IReadOnlyList<InterfaceAddress> all, string name, string separator)
    {
        var attributes = all.Select(one => Attribute(one, name)).ToList();
        return attributes.Contains(null) ? null : string.Join(separator, attributes);
    }

    private static string? Attribute(InterfaceAddress one, string name) =>
        name switch
        {
            "address" => one.Address.ToString(),
            "name" => one.Interface,
            "size" or "mask_bits" => one.PrefixLength.ToString(CultureInfo.InvariantCulture),
            "type" => one.Address.IsIPv4() ? "IPv4" : "IPv6",
            "string" => string.Create(CultureInfo.InvariantCulture, $"{one.Address}/{one.PrefixLength}"),
            _ => null,
        };

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private static string Bits(InterfaceAddress one) => Convert.ToHexString(one.Address.GetAddressBytes());
}
