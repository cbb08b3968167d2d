using System.Buffers;

namespace Praetor.Gossip.Wire;

/// <summary>
/// LZW as memberlist has it (and GIF): codes from the low bit, literals of 8 bits, codes of 9 to 12 bits that grow when
/// the next one would not fit, 256 to start over, 257 at the end.
/// </summary>
internal static class LzwDecoder
{
    internal const int ClearCode = 256;
    internal const int EndCode = 257;
    internal const int WidthMin = 9;
    internal const int WidthMax = 12;

    private const int None = -1;

    /// <summary>Unfolds the bytes.</summary>
    /// <param name="source">A whole stream, from its first code to its end code.</param>
    /// <param name="bytesMax">What it may unfold to.</param>
    /// <exception cref="GossipFormatException">It is no such stream, has no end, or unfolds to more.</exception>
    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> source, int bytesMax)
    {
        Span<ushort> prefixes = stackalloc ushort[1 << WidthMax];
        Span<byte> suffixes = stackalloc byte[1 << WidthMax];
        Span<byte> unfolded = stackalloc byte[1 << WidthMax];
        var output = new ArrayBufferWriter<byte>(Math.Min(bytesMax, source.Length * 2) + 1);
        var bits = new BitSource(source);
        var (width, next, last) = (WidthMin, EndCode, None);
        while (true)
        {
            var code = bits.Take(width);
            if (code == EndCode)
            {
                return output.WrittenMemory;
            }

            if (code == ClearCode)
            {
                (width, next, last) = (WidthMin, EndCode, None);
                continue;
            }

            // The code about to be defined may be used at once: it is then the last text and its own first byte.
            var isNew = code == next && last != None && code > EndCode;
            if (code > EndCode && !isNew && code >= next)
            {
                throw new GossipFormatException(GossipFault.Malformed, $"lzw: code {code} before it is defined");
            }

            var from = Unfold(isNew ? last : code, prefixes, suffixes, unfolded, isNew);
            var text = unfolded[from..];
            if (isNew)
            {
                unfolded[^1] = text[0];
            }

            if (output.WrittenCount + text.Length > bytesMax)
            {
                throw new GossipFormatException(GossipFault.TooLarge, $"lzw: unfolds to more than {bytesMax} bytes");
            }

            output.Write(text);
            if (last != None && next < 1 << WidthMax)
            {
                (prefixes[next], suffixes[next]) = ((ushort)last, text[0]);
            }

            // A full table stays as it is until it is cleared.
            last = code;
            if (next < 1 << WidthMax && ++next == 1 << width && width < WidthMax)
            {
                width++;
            }
        }
    }

    /// <summary>Writes a code's text at the end of the buffer, and returns where it begins.</summary>
    private static int Unfold(
        int code,
        ReadOnlySpan<ushort> prefixes,
        ReadOnlySpan<byte> suffixes,
        Span<byte> into,
        bool withRoom
    )
    {
        var at = into.Length - (withRoom ? 1 : 0);
        while (code >= ClearCode)
        {
            into[--at] = suffixes[code];
            code = prefixes[code];
        }

        into[--at] = (byte)code;
        return at;
    }

    private ref struct BitSource(ReadOnlySpan<byte> source)
    {
        private readonly ReadOnlySpan<byte> _source = source;
        private int _at;
        private uint _held;
        private int _count;

        public int Take(int width)
        {
            while (_count < width)
            {
                if (_at == _source.Length)
                {
                    throw new GossipFormatException(GossipFault.Malformed, "lzw: no end code");
                }

                _held |= (uint)_source[_at++] << _count;
                _count += 8;
            }

            var code = (int)(_held & ((1u << width) - 1));
            _held >>= width;
            _count -= width;
            return code;
        }
    }
}
