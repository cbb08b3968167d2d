using System.Globalization;
using System.Net;

namespace Praetor.Agent.Configuration.Build;

/// <summary>Reads addresses and says what sort they are.</summary>
internal static class AddressText
{
    /// <summary>Reads an address in its usual form. .NET also reads <c>1</c> and <c>0x7f.1</c>, which Go does not.</summary>
    public static bool TryParse(string text, out IPAddress address)
    {
        var bare = text is ['[', .. var inner, ']'] ? inner : text;
        var usual =
            bare.Contains(':', StringComparison.Ordinal)
            || bare.Split('.') is { Length: 4 } parts && parts.All(IsOctet);
        if (usual && IPAddress.TryParse(bare, out var parsed))
        {
            address = parsed;
            return true;
        }

        address = IPAddress.None;
        return false;
    }

    /// <summary>Reads <c>address/bits</c>; bits of the host are cut off.</summary>
    public static bool TryParseNetwork(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (
            slash < 0
            || !TryParse(text[..slash], out var address)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            || bits > address.GetAddressBytes().Length * 8
        )
        {
            return false;
        }

        var bytes = address.GetAddressBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            var kept = Math.Clamp(bits - at * 8, 0, 8);
            bytes[at] &= (byte)(0xff << (8 - kept));
        }

        network = new IPNetwork(new IPAddress(bytes), bits);
        return true;
    }

    public static bool IsIPv4(this IPAddress address) => address.GetAddressBytes().Length == 4;

    public static bool IsAny(this IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    /// <summary>RFC 1918 and, for IPv6, RFC 4193.</summary>
    public static bool IsPrivate(this IPAddress address) =>
        address.GetAddressBytes()
            is [10, ..]
                or [172, >= 16 and <= 31, ..]
                or [192, 168, ..]
                or { Length: 16 }
                and [>= 0xfc and <= 0xfd, ..];

    public static bool IsPublicIPv6(this IPAddress address) =>
        !address.IsIPv4()
        && !address.IsIPv6LinkLocal
        && !address.IsIPv6Multicast
        && !IPAddress.IsLoopback(address)
        && !address.IsPrivate();

    private static bool IsOctet(string part) => part.Length is >= 1 and <= 3 && part.All(char.IsAsciiDigit);
}
