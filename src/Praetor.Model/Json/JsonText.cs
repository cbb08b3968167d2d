using System.Text;
using System.Text.Json;

namespace Praetor.Model.Json;

/// <summary>
/// Text in JSON as Go takes it: bytes that are no UTF-8, and escapes that are half a character, become U+FFFD. .NET's
/// reader refuses both.
/// </summary>
internal static class JsonText
{
    /// <summary>The text or name that the reader stands on.</summary>
    public static string Read(ref Utf8JsonReader reader) =>
        reader.ValueSpan.IsEmpty ? "" : Encoding.UTF8.GetString(Utf8(ref reader));

    /// <summary>Its bytes with the escapes undone.</summary>
    public static ReadOnlySpan<byte> Utf8(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Unescape(reader.ValueSpan) : reader.ValueSpan;

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped)
    {
        // No escape is shorter than what it stands for.
        var plain = new byte[escaped.Length];
        var length = 0;
        while (!escaped.IsEmpty)
        {
            if (escaped[0] != '\\')
            {
                var run = escaped.IndexOf((byte)'\\');
                run = run < 0 ? escaped.Length : run;
                escaped[..run].CopyTo(plain.AsSpan(length));
                length += run;
                escaped = escaped[run..];
            }
            else if (escaped[1] != 'u')
            {
                plain[length++] = escaped[1] switch
                {
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    var itself => itself,
                };
                escaped = escaped[2..];
            }
            else
            {
                length += TakeScalar(ref escaped).EncodeToUtf8(plain.AsSpan(length));
            }
        }

        return plain.AsSpan(0, length);
    }

    private static Rune TakeScalar(ref ReadOnlySpan<byte> escaped)
    {
        var first = Hex(escaped[2..6]);
        escaped = escaped[6..];
        if (
            char.IsHighSurrogate(first)
            && escaped.StartsWith("\\u"u8)
            && Hex(escaped[2..6]) is var second
            && char.IsLowSurrogate(second)
        )
        {
            escaped = escaped[6..];
            return new Rune(first, second);
        }

        return char.IsSurrogate(first) ? Rune.ReplacementChar : new Rune(first);
    }

    private static char Hex(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            value = value * 16 + Convert.ToInt32(((char)digit).ToString(), 16);
        }

        return (char)value;
    }
}
