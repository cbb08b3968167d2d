using System.Buffers.Binary;

namespace Praetor.Dns.Messages;

/// <summary>
/// Writes a message into a buffer. Where the buffer ends it writes no further and says so: the caller then leaves records
/// out.
/// </summary>
/// <param name="buffer">Where the message goes.</param>
/// <param name="names">What names are compressed with (RFC 1035 section 4.1.4); null writes them in full.</param>
internal ref struct MessageWriter(Span<byte> buffer, NameTable? names)
{
    private const int PointerMax = 0x3FFF;

    private readonly Span<byte> _buffer = buffer;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the buffer was too small; what is in it then is no message.</summary>
    public bool IsOverflown { get; private set; }

    /// <summary>Writes a byte.</summary>
    public void Byte(byte value)
    {
        if (TryTake(1, out var target))
        {
            target[0] = value;
        }
    }

    /// <summary>Writes two bytes, the high one first.</summary>
    public void UInt16(ushort value)
    {
        if (TryTake(2, out var target))
        {
            BinaryPrimitives.WriteUInt16BigEndian(target, value);
        }
    }

    /// <summary>Writes four bytes, the highest first.</summary>
    public void UInt32(uint value)
    {
        if (TryTake(4, out var target))
        {
            BinaryPrimitives.WriteUInt32BigEndian(target, value);
        }
    }

    /// <summary>Writes bytes as they are.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        if (TryTake(value.Length, out var target))
        {
            value.CopyTo(target);
        }
    }

    /// <summary>Writes two bytes over what was written there.</summary>
    public readonly void Patch(int position, ushort value)
    {
        if (!IsOverflown)
        {
            BinaryPrimitives.WriteUInt16BigEndian(_buffer[position..], value);
        }
    }

    /// <summary>Writes a name, and remembers it for those after it.</summary>
    /// <param name="name">In its form on the wire.</param>
    /// <param name="mayPoint">Whether it may point to an earlier one: not in SRV data (RFC 2782).</param>
    public void Name(ReadOnlySpan<byte> name, bool mayPoint = true)
    {
        if (names is null)
        {
            Bytes(name);
            return;
        }

        // 1. The hashes of all suffixes, from the shortest to the whole.
        Span<byte> starts = stackalloc byte[DnsName.LengthMax / 2 + 1];
        Span<uint> hashes = stackalloc uint[DnsName.LengthMax / 2 + 1];
        var count = 0;
        for (var position = 0; name[position] != 0; position += name[position] + 1)
        {
            starts[count++] = (byte)position;
        }

        var hash = 2166136261;
        var end = name.Length - 1;
        for (var i = count - 1; i >= 0; i--)
        {
            foreach (var letter in name[starts[i]..end])
            {
                hash = (hash ^ letter) * 16777619;
            }

            hashes[i] = hash;
            end = starts[i];
        }

        // 2. The longest that stands in the message already.
        var start = Length;
        var known = -1;
        var fresh = 0;
        while (fresh < count && !IsOverflown)
        {
            known = names.Find(_buffer, name[starts[fresh]..], hashes[fresh]);
            if (known >= 0)
            {
                break;
            }

            fresh++;
        }

        // 3. It is pointed to, or written again where that is not allowed.
        if (known >= 0 && mayPoint)
        {
            Bytes(name[..starts[fresh]]);
            UInt16((ushort)(0xC000 | known));
        }
        else
        {
            Bytes(name);
        }

        // 4. What is new is remembered, now that its bytes are there to compare with.
        for (var i = 0; i < fresh && !IsOverflown && start + starts[i] <= PointerMax; i++)
        {
            names.Add(hashes[i], start + starts[i]);
        }
    }

    private bool TryTake(int length, out Span<byte> target)
    {
        if (IsOverflown || _buffer.Length - Length < length)
        {
            IsOverflown = true;
            target = default;
            return false;
        }

        target = _buffer.Slice(Length, length);
        Length += length;
        return true;
    }
}
