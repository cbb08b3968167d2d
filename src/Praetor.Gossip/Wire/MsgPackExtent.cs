using System.Buffers.Binary;

namespace Praetor.Gossip.Wire;

/// <summary>
/// How long a msgpack value is whose end has perhaps not arrived. It goes on where it stopped, so that a peer that sends a
/// byte at a time costs no more than one that sends all at once.
/// </summary>
internal struct MsgPackExtent()
{
    private long _at;

    // Counted, not recursive; each value is at least a byte, so those still to come bound the length from below.
    private long _left = 1;

    /// <summary>
    /// The value's length if it is all there, else more than is there: at least what its parts seen so far need.
    /// </summary>
    /// <param name="bytes">The value's first bytes, those of the last call among them; perhaps more than it.</param>
    /// <param name="bytesMax">Longer ones are refused.</param>
    /// <exception cref="GossipFormatException">It is no value, or longer.</exception>
    public int Measure(ReadOnlySpan<byte> bytes, int bytesMax)
    {
        while (_left > 0)
        {
            if (_at + _left > bytesMax)
            {
                throw new GossipFormatException(GossipFault.TooLarge, $"a value of over {bytesMax} bytes");
            }

            if (_at >= bytes.Length)
            {
                return (int)(_at + _left);
            }

            var code = bytes[(int)_at];
            var header = 1 + SizeBytesOf(code);
            if (_at + header > bytes.Length)
            {
                return (int)(_at + header);
            }

            var (length, values) = ContentOf(code, bytes.Slice((int)_at + 1, header - 1));
            _at += header + length;
            _left += values - 1;
        }

        return _at <= bytesMax
            ? (int)_at
            : throw new GossipFormatException(GossipFault.TooLarge, $"a value of {_at} bytes");
    }

    private static int SizeBytesOf(byte code) =>
        code switch
        {
            0xc4 or 0xd9 => 1,
            0xc5 or 0xda or 0xdc or 0xde => 2,
            0xc6 or 0xdb or 0xdd or 0xdf => 4,
            _ => 0,
        };

    /// <summary>How many bytes and how many values follow a header.</summary>
    private static (long Bytes, long Values) ContentOf(byte code, ReadOnlySpan<byte> size) =>
        code switch
        {
            <= 0x7f or >= 0xe0 or 0xc0 or 0xc2 or 0xc3 => (0, 0),
            <= 0x8f => (0, 2 * (code & 0x0f)),
            <= 0x9f => (0, code & 0x0f),
            <= 0xbf => (code & 0x1f, 0),
            0xcc or 0xd0 => (1, 0),
            0xcd or 0xd1 => (2, 0),
            0xce or 0xd2 or 0xca => (4, 0),
            0xcf or 0xd3 or 0xcb => (8, 0),
            0xc4 or 0xd9 => (size[0], 0),
            0xc5 or 0xda => (BinaryPrimitives.ReadUInt16BigEndian(size), 0),
            0xc6 or 0xdb => (BinaryPrimitives.ReadUInt32BigEndian(size), 0),
            0xdc => (0, BinaryPrimitives.ReadUInt16BigEndian(size)),
            0xdd => (0, BinaryPrimitives.ReadUInt32BigEndian(size)),
            0xde => (0, 2L * BinaryPrimitives.ReadUInt16BigEndian(size)),
            0xdf => (0, 2L * BinaryPrimitives.ReadUInt32BigEndian(size)),
            _ => throw new GossipFormatException(GossipFault.Malformed, $"msgpack: unknown code 0x{code:x2}"),
        };
}
