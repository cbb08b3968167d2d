using System.Globalization;
using System.Text;

namespace Praetor.Foundation.Text;

/// <summary>
/// Go's double-quoted string form (<c>%q</c>), which stands in many of Consul's error texts:
/// https://pkg.go.dev/strconv#Quote.
/// </summary>
public static class GoQuote
{
    /// <summary>The text in double quotes, with what cannot be printed escaped.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            Append(quoted, rune);
        }

        return quoted.Append('"').ToString();
    }

    private static void Append(StringBuilder quoted, Rune rune)
    {
        switch (rune.Value)
        {
            case '"' or '\\':
                quoted.Append('\\').Append((char)rune.Value);
                break;
            case '\a':
                quoted.Append(@"\a");
                break;
            case '\b':
                quoted.Append(@"\b");
                break;
            case '\f':
                quoted.Append(@"\f");
                break;
            case '\n':
                quoted.Append(@"\n");
                break;
            case '\r':
                quoted.Append(@"\r");
                break;
            case '\t':
                quoted.Append(@"\t");
                break;
            case '\v':
                quoted.Append(@"\v");
                break;
            case < 0x20 or 0x7f:
                quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
                break;
            case var value when GoUnicode.IsPrintable(rune):
                quoted.Append(char.ConvertFromUtf32(value));
                break;
            case <= 0xffff:
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
                break;
            default:
                quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
                break;
        }
    }
}
