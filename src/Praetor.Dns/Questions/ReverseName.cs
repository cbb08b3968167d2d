using System.Globalization;
using System.Net;

namespace Praetor.Dns.Questions;

/// <summary>The names in which an address stands backwards (RFC 1035 section 3.5, RFC 3596 section 2.5).</summary>
internal static class ReverseName
{
    /// <summary>The address; null where there is none.</summary>
    /// <param name="labels">All of the name in front of <c>arpa</c>, in lower case.</param>
    public static IPAddress? Read(List<string> labels) =>
        labels switch
        {
            [var d, var c, var b, var a, "in-addr"] => ReadV4([a, b, c, d]),
            { Count: 33 } when labels[^1] == "ip6" => ReadV6(labels),
            _ => null,
        };

    private static IPAddress? ReadV4(ReadOnlySpan<string> parts)
    {
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return null;
            }
        }

        return new IPAddress(bytes);
    }

    private static IPAddress? ReadV6(List<string> labels)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < 32; i++)
        {
            if (labels[31 - i] is not [var digit] || !char.IsAsciiHexDigit(digit))
            {
                return null;
            }

            bytes[i / 2] = (byte)((bytes[i / 2] << 4) | Convert.ToInt32(digit.ToString(), 16));
        }

        return new IPAddress(bytes);
    }
}
