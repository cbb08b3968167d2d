using System.Buffers.Binary;
using System.Text;

namespace Praetor.State.Tables;

/// <summary>Builds keys of several parts that sort like the tuple of their parts, and of which no two can be confused.</summary>
/// <remarks>
/// A text ends with a zero byte. Bytes 0 and 1 within a text, which no sane name has but any client may send, become
/// 01 01 and 01 02: order is kept and a part cannot reach into the next.
/// </remarks>
internal ref struct KeyWriter(Span<byte> buffer)
{
    /// <summary>A size for the caller's stack buffer that holds nearly all keys; longer ones move to the heap.</summary>
    public const int StackSize = 256;

    private const byte End = 0;
    private const byte Escape = 1;

    private Span<byte> _buffer = buffer;
    private int _length;

    /// <summary>What was built, as long as the writer and its buffer live.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    /// <summary>What was built, to keep.</summary>
    public readonly byte[] ToArray() => Written.ToArray();

    /// <summary>A text whose upper and lower case are the same name: nodes, services, checks.</summary>
    public void Name(string text) => Text(text.ToLowerInvariant());

    /// <summary>A text, case and all.</summary>
    public void Text(string text)
    {
        Reserve(2 * Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        var start = _length;
        _length += Encoding.UTF8.GetBytes(text, _buffer[_length..]);
        if (_buffer[start.._length].IndexOfAnyInRange(End, Escape) >= 0)
        {
            EscapeFrom(start);
        }

        _buffer[_length++] = End;
    }

    /// <summary>A number that sorts as a number.</summary>
    public void Number(ulong number)
    {
        Reserve(sizeof(ulong));
        BinaryPrimitives.WriteUInt64BigEndian(_buffer[_length..], number);
        _length += sizeof(ulong);
    }

    /// <summary>Bytes as they are; only as the last part, because nothing marks their end.</summary>
    public void Rest(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer[_length..]);
        _length += bytes.Length;
    }

    private void EscapeFrom(int start)
    {
        var plain = _buffer[start.._length].ToArray();
        _length = start;
        foreach (var value in plain)
        {
            if (value <= Escape)
            {
                _buffer[_length++] = Escape;
            }

            _buffer[_length++] = value <= Escape ? (byte)(value + 1) : value;
        }
    }

    private void Reserve(int more)
    {
        if (_buffer.Length - _length < more)
        {
            var larger = new byte[Math.Max(2 * _buffer.Length, _length + more)];
            Written.CopyTo(larger);
            _buffer = larger;
        }
    }
}
