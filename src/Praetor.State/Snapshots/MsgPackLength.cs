using System.Buffers.Binary;

namespace Praetor.State.Snapshots;

/// <summary>
/// How long the msgpack value at the beginning of a buffer is. Records of a snapshot follow each other without lengths,
/// and a stream ends anywhere in the middle of one.
/// </summary>
internal static class MsgPackLength
{
    /// <summary>The value's length in bytes; null if it goes on beyond the buffer.</summary>
    public static int? Measure(ReadOnlySpan<byte> bytes)
    {
        var position = 0L;
        // Counts values instead of nesting calls, so that no depth of nesting matters. Each value takes a byte at
        // least: a count from the wire cannot keep this busy for longer than the buffer is long.
        var outstanding = 1L;
        while (outstanding > 0)
        {
            if (position >= bytes.Length)
            {
                return null;
            }

            var rest = bytes[(int)position..];
            if (!TryStep(rest, out var length, out var children))
            {
                return null;
            }

            position += length;
            outstanding += children - 1;
        }

        return position <= bytes.Length ? (int)position : null;
    }

    /// <summary>The bytes of one value without what it contains, and how many values it contains.</summary>
    private static bool TryStep(ReadOnlySpan<byte> bytes, out long length, out long children)
    {
        var code = bytes[0];
        var sizeOfLength = SizeOfLength(code);
        if (bytes.Length < 1 + sizeOfLength)
        {
            length = children = 0;
            return false;
        }

        long count = sizeOfLength switch
        {
            0 => 0,
            1 => bytes[1],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]),
            _ => BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]),
        };
        length = 1 + sizeOfLength;
        children = 0;
        switch (code)
        {
            case <= 0x7f or >= 0xe0 or 0xc0 or 0xc1 or 0xc2 or 0xc3:
                break;
            case <= 0x8f:
                children = 2 * (code & 0x0f);
                break;
            case <= 0x9f:
                children = code & 0x0f;
                break;
            case <= 0xbf:
                length += code & 0x1f;
                break;
            case (>= 0xc4 and <= 0xc6) or (>= 0xd9 and <= 0xdb):
                length += count;
                break;
            case >= 0xc7 and <= 0xc9:
                length += 1 + count;
                break;
            case 0xcc or 0xd0:
                length += 1;
                break;
            case 0xcd or 0xd1:
                length += 2;
                break;
            case 0xca or 0xce or 0xd2:
                length += 4;
                break;
            case 0xcb or 0xcf or 0xd3:
                length += 8;
                break;
            case >= 0xd4 and <= 0xd8:
                length += 1 + (1 << (code - 0xd4));
                break;
            case 0xdc or 0xdd:
                children = count;
                break;
            default:
                children = 2 * count;
                break;
        }

        return true;
    }

    private static int SizeOfLength(byte code) =>
        code switch
        {
            0xc4 or 0xc7 or 0xd9 => 1,
            0xc5 or 0xc8 or 0xda or 0xdc or 0xde => 2,
            0xc6 or 0xc9 or 0xdb or 0xdd or 0xdf => 4,
            _ => 0,
        };
}
