using System.Buffers;
using System.Buffers.Text;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Json;

/// <summary>Standard base64 with padding, and Go's words for what is none.</summary>
/// <remarks>https://pkg.go.dev/encoding/base64#StdEncoding: line breaks are read over, other space is not.</remarks>
public static class GoBase64
{
    /// <summary>The bytes.</summary>
    /// <exception cref="JsonFormatException">The text is no base64.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (
            !text.ContainsAny(" \t"u8)
            && Base64.DecodeFromUtf8(text, decoded, out _, out var written) == OperationStatus.Done
        )
        {
            return written == decoded.Length ? decoded : decoded[..written];
        }

        return DecodeSlowly(text);
    }

    /// <summary>Finds the first offence, or accepts what only .NET refuses: stray bits in the last character.</summary>
    private static byte[] DecodeSlowly(ReadOnlySpan<byte> text)
    {
        var decoded = new List<byte>();
        var quantum = 0;
        var sextets = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is (byte)'\r' or (byte)'\n')
            {
                continue;
            }

            if (text[i] == '=')
            {
                CheckPadding(text, i, sextets);
                Flush(decoded, quantum << 6 * (4 - sextets), sextets - 1);
                return [.. decoded];
            }

            var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8.IndexOf(text[i]);
            if (value < 0)
            {
                throw Corrupt(i);
            }

            quantum = quantum << 6 | value;
            if (++sextets == 4)
            {
                Flush(decoded, quantum, 3);
                quantum = 0;
                sextets = 0;
            }
        }

        return sextets == 0 ? [.. decoded] : throw Corrupt(text.Length - sextets);
    }

    private static void CheckPadding(ReadOnlySpan<byte> text, int first, int sextets)
    {
        if (sextets < 2)
        {
            throw Corrupt(first);
        }

        var rest = first + 1;
        for (var missing = 3 - sextets; missing > 0; missing--)
        {
            rest = SkipBreaks(text, rest);
            if (rest == text.Length || text[rest] != '=')
            {
                throw Corrupt(rest);
            }

            rest++;
        }

        rest = SkipBreaks(text, rest);
        if (rest < text.Length)
        {
            throw Corrupt(rest);
        }
    }

    private static int SkipBreaks(ReadOnlySpan<byte> text, int position)
    {
        while (position < text.Length && "\r\n"u8.Contains(text[position]))
        {
            position++;
        }

        return position;
    }

    private static void Flush(List<byte> decoded, int quantum, int count)
    {
        for (var shift = 16; count > 0; count--, shift -= 8)
        {
            decoded.Add((byte)(quantum >> shift));
        }
    }

    private static JsonFormatException Corrupt(int position) => new($"illegal base64 data at input byte {position}");
}
