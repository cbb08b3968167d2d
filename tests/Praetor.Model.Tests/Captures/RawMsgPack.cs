using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Praetor.Model.Tests.Captures;

/// <summary>
/// Msgpack in a form in which two messages are the same text exactly if they are the same bytes, maps compared as
/// sets of pairs. Knows nothing of the codec under test: every code byte is in the text.
/// </summary>
internal static class RawMsgPack
{
    public static string Describe(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        var text = Describe(bytes, ref position, 0);
        return position == bytes.Length ? text : text + $" and {bytes.Length - position} bytes more";
    }

    private static string Describe(ReadOnlySpan<byte> bytes, ref int position, int depth)
    {
        var code = bytes[position++];
        switch (code)
        {
            case <= 0x7f or >= 0xe0 or 0xc0 or 0xc2 or 0xc3:
                return Hex([code]);
            case >= 0x80 and <= 0x8f:
                return Map(bytes, ref position, code, code & 0x0f, depth);
            case >= 0x90 and <= 0x9f:
                return List(bytes, ref position, code, code & 0x0f, depth);
            case >= 0xa0 and <= 0xbf:
                return Raw(bytes, ref position, code, code & 0x1f);
            case 0xcc or 0xd0:
                return Number(bytes, ref position, code, 1);
            case 0xcd or 0xd1:
                return Number(bytes, ref position, code, 2);
            case 0xce or 0xd2 or 0xca:
                return Number(bytes, ref position, code, 4);
            case 0xcf or 0xd3 or 0xcb:
                return Number(bytes, ref position, code, 8);
            case 0xda:
                return Raw(bytes, ref position, code, Sixteen(bytes, ref position));
            case 0xdb:
                return Raw(bytes, ref position, code, ThirtyTwo(bytes, ref position));
            case 0xdc:
                return List(bytes, ref position, code, Sixteen(bytes, ref position), depth);
            case 0xdd:
                return List(bytes, ref position, code, ThirtyTwo(bytes, ref position), depth);
            case 0xde:
                return Map(bytes, ref position, code, Sixteen(bytes, ref position), depth);
            case 0xdf:
                return Map(bytes, ref position, code, ThirtyTwo(bytes, ref position), depth);
            default:
                throw new InvalidDataException($"code {code:x2} is not of the old dialect");
        }
    }

    private static string Map(ReadOnlySpan<byte> bytes, ref int position, byte code, int count, int depth)
    {
        var pairs = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var key = Describe(bytes, ref position, depth + 1);
            pairs.Add(key + ": " + Describe(bytes, ref position, depth + 1));
        }

        pairs.Sort(StringComparer.Ordinal);
        return Lines(code, count, pairs, depth);
    }

    private static string List(ReadOnlySpan<byte> bytes, ref int position, byte code, int count, int depth)
    {
        var elements = new List<string>();
        for (var i = 0; i < count; i++)
        {
            elements.Add(Describe(bytes, ref position, depth + 1));
        }

        return Lines(code, count, elements, depth);
    }

    private static string Lines(byte code, int count, List<string> lines, int depth)
    {
        var indent = "\n" + new string(' ', 2 * (depth + 1));
        return Hex([code])
            + " x"
            + count.ToString(CultureInfo.InvariantCulture)
            + string.Concat(lines.Select(l => indent + l));
    }

    private static string Raw(ReadOnlySpan<byte> bytes, ref int position, byte code, int length)
    {
        var raw = bytes.Slice(position, length);
        position += length;
        return Hex([code]) + " " + Hex(raw) + " '" + Encoding.Latin1.GetString(raw) + "'";
    }

    private static string Number(ReadOnlySpan<byte> bytes, ref int position, byte code, int length)
    {
        position += length;
        return Hex([code]) + Hex(bytes.Slice(position - length, length));
    }

    private static int Sixteen(ReadOnlySpan<byte> bytes, ref int position)
    {
        position += 2;
        return BinaryPrimitives.ReadUInt16BigEndian(bytes[(position - 2)..]);
    }

    private static int ThirtyTwo(ReadOnlySpan<byte> bytes, ref int position)
    {
        position += 4;
        return BinaryPrimitives.ReadInt32BigEndian(bytes[(position - 4)..]);
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);
}
