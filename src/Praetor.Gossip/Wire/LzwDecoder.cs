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

    private const int CodesMax = 1 << WidthMax;

    /// <summary>Unfolds the bytes.</summary>
    /// <param name="source">A whole stream, from its first code to its end code.</param>
    /// <param name="bytesMax">What it may unfold to. Nothing is held of what unfolds to more.</param>
    /// <exception cref="GossipFormatException">It is no such stream, has no end, or unfolds to more.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> source, int bytesMax)
    {
        Span<ushort> prefixes = stackalloc ushort[CodesMax];
        Span<byte> suffixes = stackalloc byte[CodesMax];
        Span<byte> unfolded = stackalloc byte[CodesMax];
        var output = new byte[Measure(source, bytesMax)];
        var at = 0;
        for (var codes = new CodeReader(source); codes.TryRead(out var read); )
        {
            var text = unfolded[Unfold(read.Code, prefixes, suffixes, unfolded, read.IsNew)..];
            if (read.IsNew)
            {
                unfolded[^1] = text[0];
            }

            text.CopyTo(output.AsSpan(at));
            at += text.Length;
            if (read.Defines != None)
            {
                (prefixes[read.Defines], suffixes[read.Defines]) = ((ushort)read.Prefix, text[0]);
            }
        }

        return output;
    }

    /// <summary>What the bytes unfold to, told from how long the text of each code is.</summary>
    private static int Measure(ReadOnlySpan<byte> source, int bytesMax)
    {
        Span<ushort> lengths = stackalloc ushort[CodesMax];
        lengths[..ClearCode].Fill(1);
        var total = 0;
        for (var codes = new CodeReader(source); codes.TryRead(out var read); )
        {
            total += lengths[read.Code] + (read.IsNew ? 1 : 0);
            if (total > bytesMax)
            {
                throw new GossipFormatException(GossipFault.TooLarge, $"lzw: unfolds to more than {bytesMax} bytes");
            }

            if (read.Defines != None)
            {
                lengths[read.Defines] = (ushort)(lengths[read.Prefix] + 1);
            }
        }

        return total;
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

    /// <summary>A code as it is used.</summary>
    /// <param name="Code">Whose text comes.</param>
    /// <param name="IsNew">Whether the first byte of that text comes once more behind it: the code was defined by its own use.</param>
    /// <param name="Defines">The code that is defined by it; none for the first after a start, and when all are.</param>
    /// <param name="Prefix">Whose text that begins with; its last byte is the first that comes now.</param>
    private readonly record struct LzwCode(int Code, bool IsNew, int Defines, int Prefix);

    /// <summary>Reads one code after another, to the end code.</summary>
    private ref struct CodeReader(ReadOnlySpan<byte> source)
    {
        private BitSource _bits = new(source);
        private int _width = WidthMin;
        private int _next = EndCode;
        private int _last = None;

        public bool TryRead(out LzwCode read)
        {
            var code = _bits.Take(_width);
            while (code == ClearCode)
            {
                (_width, _next, _last) = (WidthMin, EndCode, None);
                code = _bits.Take(_width);
            }

            // The code about to be defined may be used at once: it is then the last text and its own first byte.
            var isNew = code == _next && _last != None && code > EndCode;
            if (code > EndCode && !isNew && code >= _next)
            {
                throw new GossipFormatException(GossipFault.Malformed, $"lzw: code {code} before it is defined");
            }

            var defines = _last != None && _next < CodesMax ? _next : None;
            read = new LzwCode(isNew ? _last : code, isNew, defines, _last);

            // A full table stays as it is until it is cleared.
            _last = code;
            if (_next < CodesMax && ++_next == 1 << _width && _width < WidthMax)
            {
                _width++;
            }

            return code != EndCode;
        }
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
