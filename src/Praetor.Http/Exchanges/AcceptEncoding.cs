using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Praetor.Http.Exchanges;

/// <summary>Whether a client takes gzip (RFC 9110, section 12.5.3), as Consul's HTTP server reads it: gzip by name, with a weight above zero.</summary>
internal static class AcceptEncoding
{
    public static bool TakesGzip(StringValues header)
    {
        foreach (var line in header)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                if (IsGzip(line.AsSpan(range)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsGzip(ReadOnlySpan<char> coding)
    {
        var semicolon = coding.IndexOf(';');
        var name = (semicolon < 0 ? coding : coding[..semicolon]).Trim();
        if (!name.Equals("gzip", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var weight = semicolon < 0 ? default : coding[(semicolon + 1)..].Trim();
        return !weight.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            || !double.TryParse(weight[2..], NumberStyles.Float, CultureInfo.InvariantCulture, out var quality)
            || quality > 0;
    }
}
