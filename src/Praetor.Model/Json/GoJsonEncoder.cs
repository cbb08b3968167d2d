using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Praetor.Model.Json;

/// <summary>
/// Escapes exactly what Go's encoder escapes: quotes, backslash, control characters, <c>&lt;</c>, <c>&gt;</c>,
/// <c>&amp;</c>, U+2028 and U+2029, and what is no text as U+FFFD. .NET's own encoders escape more, and in capitals.
/// </summary>
/// <remarks>https://pkg.go.dev/encoding/json#Marshal. The base class has pointers in its signatures.</remarks>
internal sealed unsafe class GoJsonEncoder : JavaScriptEncoder
{
    private const int Replacement = 0xfffd;

    public static readonly GoJsonEncoder Shared = new();

    // Every byte above 127 is suspicious: it may begin U+2028, or nothing that is text.
    private static readonly SearchValues<byte> Suspicious = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(i => (byte)i),
        .. "\"\\<>&"u8,
        .. Enumerable.Range(0x80, 0x80).Select(i => (byte)i),
    ]);

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => 6;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) =>
        unicodeScalar is < 0x20 or '"' or '\\' or '<' or '>' or '&' or 0x2028 or 0x2029 or Replacement;

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        for (var i = 0; i < span.Length; i++)
        {
            if (
                Rune.DecodeFromUtf16(span[i..], out var rune, out var used) != OperationStatus.Done
                || WillEncode(rune.Value)
            )
            {
                return i;
            }

            i += used - 1;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        var i = 0;
        while (i < utf8Text.Length)
        {
            var suspicious = utf8Text[i..].IndexOfAny(Suspicious);
            if (suspicious < 0)
            {
                return -1;
            }

            i += suspicious;
            if (
                Rune.DecodeFromUtf8(utf8Text[i..], out var rune, out var used) != OperationStatus.Done
                || WillEncode(rune.Value)
            )
            {
                return i;
            }

            i += used;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override bool TryEncodeUnicodeScalar(
        int unicodeScalar,
        char* buffer,
        int bufferLength,
        out int numberOfCharactersWritten
    )
    {
        var escaped = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => @"\\",
            '\n' => @"\n",
            '\r' => @"\r",
            '\t' => @"\t",
            '\b' => @"\b",
            '\f' => @"\f",
            _ => null,
        };
        var destination = new Span<char>(buffer, bufferLength);
        var fits = escaped is not null ? escaped.TryCopyTo(destination) : TryWriteHex(unicodeScalar, destination);
        numberOfCharactersWritten = fits ? escaped?.Length ?? 6 : 0;
        return fits;
    }

    private static bool TryWriteHex(int scalar, Span<char> destination)
    {
        if (destination.Length < 6)
        {
            return false;
        }

        @"\u".CopyTo(destination);
        return scalar.TryFormat(destination[2..], out _, "x4", System.Globalization.CultureInfo.InvariantCulture);
    }
}
