using System.Buffers.Binary;
using Praetor.Foundation.Text;

namespace Praetor.Foundation.Wire;

/// <summary>
/// Reads the msgpack dialect of Consul's Go components from bytes that nobody vouches for. A nil reads as the zero
/// value; bin, str8 and wider integers than needed are understood too, because newer writers send them.
/// </summary>
/// <remarks>
/// Nothing is allocated for a length that the remaining bytes cannot hold: every element takes at least one byte.
/// Nesting deeper than <see cref="MaxDepth"/> is refused, before the stack could run out.
/// </remarks>
public ref struct MsgPackReader(ReadOnlySpan<byte> source)
{
    /// <summary>
    /// How deep maps and arrays may nest: Consul's deepest message is a transaction with a service whose sidecar has
    /// upstreams with free configuration, about 20.
    /// </summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _source = source;
    private int _depth;

    /// <summary>How many bytes are read.</summary>
    public int Position { get; private set; }

    /// <summary>Whether all bytes are read.</summary>
    public readonly bool IsAtEnd => Position == _source.Length;

    /// <summary>What comes next.</summary>
    public readonly MsgPackKind NextKind =>
        Peek() switch
        {
            0xc0 => MsgPackKind.Nil,
            0xc2 or 0xc3 => MsgPackKind.Boolean,
            <= 0x7f or >= 0xe0 or (>= 0xcc and <= 0xd3) => MsgPackKind.Whole,
            0xca or 0xcb => MsgPackKind.Fraction,
            <= 0x8f or 0xde or 0xdf => MsgPackKind.Map,
            <= 0x9f or 0xdc or 0xdd => MsgPackKind.Array,
            <= 0xbf or (>= 0xd9 and <= 0xdb) or (>= 0xc4 and <= 0xc6) => MsgPackKind.Raw,
            var code => throw Failed($"unknown code 0x{code:x2}"),
        };

    /// <summary>Whether an unsigned integer of 64 bits comes next, which may not fit a <see cref="long"/>.</summary>
    public readonly bool IsNextUInt64 => Peek() == 0xcf;

    /// <summary>Reads a nil if one comes next.</summary>
    public bool TryReadNil()
    {
        if (Peek() != 0xc0)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Reads a boolean.</summary>
    public bool ReadBoolean() =>
        Take() switch
        {
            0xc0 or 0xc2 => false,
            0xc3 => true,
            var code => throw Unexpected(code, "a boolean"),
        };

    /// <summary>Reads an integer.</summary>
    public long ReadInt64()
    {
        var start = Position;
        var code = Take();
        switch (code)
        {
            case <= 0x7f:
                return code;
            case >= 0xe0:
                return unchecked((sbyte)code);
            case 0xc0:
                return 0;
            case 0xcc:
                return Take();
            case 0xcd:
                return BinaryPrimitives.ReadUInt16BigEndian(Take(2));
            case 0xce:
                return BinaryPrimitives.ReadUInt32BigEndian(Take(4));
            case 0xcf:
                var value = BinaryPrimitives.ReadUInt64BigEndian(Take(8));
                return value <= long.MaxValue
                    ? (long)value
                    : throw new WireFormatException(start, "an integer that needs 64 bits and a sign");
            case 0xd0:
                return unchecked((sbyte)Take());
            case 0xd1:
                return BinaryPrimitives.ReadInt16BigEndian(Take(2));
            case 0xd2:
                return BinaryPrimitives.ReadInt32BigEndian(Take(4));
            case 0xd3:
                return BinaryPrimitives.ReadInt64BigEndian(Take(8));
            default:
                throw Unexpected(code, "an integer");
        }
    }

    /// <summary>Reads an integer that is not negative.</summary>
    public ulong ReadUInt64()
    {
        if (Peek() == 0xcf)
        {
            Position++;
            return BinaryPrimitives.ReadUInt64BigEndian(Take(8));
        }

        var start = Position;
        var value = ReadInt64();
        return value >= 0 ? (ulong)value : throw new WireFormatException(start, "a negative integer");
    }

    /// <summary>Reads an integer of 32 bits.</summary>
    public int ReadInt32()
    {
        var start = Position;
        var value = ReadInt64();
        return value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw new WireFormatException(start, "an integer over 32 bits");
    }

    /// <summary>Reads an integer of 32 bits that is not negative.</summary>
    public uint ReadUInt32()
    {
        var start = Position;
        var value = ReadUInt64();
        return value <= uint.MaxValue ? (uint)value : throw new WireFormatException(start, "an integer over 32 bits");
    }

    /// <summary>Reads a duration of nanoseconds.</summary>
    public GoDuration ReadDuration() => new(ReadInt64());

    /// <summary>Reads a floating point number, or an integer where one stands for it.</summary>
    public double ReadDouble()
    {
        switch (Peek())
        {
            case 0xcb:
                Position++;
                return BinaryPrimitives.ReadDoubleBigEndian(Take(8));
            case 0xca:
                Position++;
                return BinaryPrimitives.ReadSingleBigEndian(Take(4));
            case 0xcf:
                return ReadUInt64();
            default:
                return ReadInt64();
        }
    }

    /// <summary>Reads a time in Go's binary form.</summary>
    public GoTime ReadTime()
    {
        if (TryReadNil())
        {
            return GoTime.Zero;
        }

        var start = Position;
        return GoTime.TryRead(ReadRaw(), out var time) ? time : throw new WireFormatException(start, "no time");
    }

    /// <summary>Reads text; bytes that are no UTF-8 become U+FFFD.</summary>
    public string ReadString() => TextPool.Get(ReadRaw());

    /// <summary>Reads bytes; null for a nil.</summary>
    public byte[]? ReadBytes() => TryReadNil() ? null : ReadRaw().ToArray();

    /// <summary>Reads bytes or text without copying; nothing for a nil.</summary>
    public ReadOnlySpan<byte> ReadRaw()
    {
        var start = Position;
        var code = Take();
        var length = code switch
        {
            0xc0 => 0u,
            >= 0xa0 and <= 0xbf => (uint)code & 0x1f,
            0xd9 or 0xc4 => Take(),
            0xda or 0xc5 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xdb or 0xc6 => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            _ => throw Unexpected(code, "text or bytes"),
        };
        return length <= (uint)(_source.Length - Position)
            ? Take((int)length)
            : throw new WireFormatException(start, $"a length of {length} with {_source.Length - Position} bytes left");
    }

    /// <summary>
    /// Enters a map: that many pairs of key and value follow, then <see cref="Leave"/>. A nil is an empty map.
    /// </summary>
    public int EnterMap()
    {
        var start = Position;
        var code = Take();
        var count = code switch
        {
            0xc0 => 0u,
            >= 0x80 and <= 0x8f => (uint)code & 0x0f,
            0xde => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xdf => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            _ => throw Unexpected(code, "a map"),
        };
        return Enter(start, count, 2);
    }

    /// <summary>
    /// Enters an array: that many elements follow, then <see cref="Leave"/>. A nil is an empty array.
    /// </summary>
    public int EnterArray()
    {
        var start = Position;
        var code = Take();
        var count = code switch
        {
            0xc0 => 0u,
            >= 0x90 and <= 0x9f => (uint)code & 0x0f,
            0xdc => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xdd => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            _ => throw Unexpected(code, "an array"),
        };
        return Enter(start, count, 1);
    }

    /// <summary>Leaves the map or array entered last.</summary>
    public void Leave() => _depth--;

    /// <summary>Reads over one value, whatever it is.</summary>
    public void Skip()
    {
        // Counted, not recursive: a skipped value may nest as deep as it likes.
        for (long left = 1; left > 0; left--)
        {
            switch (NextKind)
            {
                case MsgPackKind.Map:
                    left += 2L * EnterMap();
                    Leave();
                    break;
                case MsgPackKind.Array:
                    left += EnterArray();
                    Leave();
                    break;
                case MsgPackKind.Raw:
                    ReadRaw();
                    break;
                case MsgPackKind.Fraction:
                    ReadDouble();
                    break;
                case MsgPackKind.Whole when IsNextUInt64:
                    ReadUInt64();
                    break;
                case MsgPackKind.Whole:
                    ReadInt64();
                    break;
                default:
                    Position++;
                    break;
            }
        }
    }

    private int Enter(int start, uint count, int bytesEach)
    {
        if ((long)count * bytesEach > _source.Length - Position)
        {
            throw new WireFormatException(start, $"a count of {count} with {_source.Length - Position} bytes left");
        }

        return ++_depth <= MaxDepth
            ? (int)count
            : throw new WireFormatException(start, $"nesting deeper than {MaxDepth}");
    }

    private readonly byte Peek() => Position < _source.Length ? _source[Position] : throw Failed("the end");

    private byte Take()
    {
        var value = Peek();
        Position++;
        return value;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _source.Length - Position)
        {
            throw Failed("the end");
        }

        var taken = _source.Slice(Position, length);
        Position += length;
        return taken;
    }

    private readonly WireFormatException Failed(string problem) => new(Position, problem);

    private readonly WireFormatException Unexpected(byte code, string wanted) =>
        new(Position - 1, $"code 0x{code:x2} instead of {wanted}");
}
