using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Praetor.Foundation.Text;

namespace Praetor.Foundation.Wire;

/// <summary>
/// Writes the msgpack dialect of Consul's Go components: strings and bytes share the old raw family (no bin, no
/// str8), integers take their smallest form with non-negative ones unsigned. What is written is in the output at
/// once; there is nothing to flush.
/// </summary>
/// <remarks>Format: https://github.com/msgpack/msgpack/blob/master/spec-old.md; of the newer one, spec.md beside it, only what says so.</remarks>
public readonly ref struct MsgPackWriter(IBufferWriter<byte> output)
{
    private const int FixRawMax = 31;
    private const int RawHeaderMax = 5;

    /// <summary>Appends a nil: Go's absent pointer, slice or map.</summary>
    public void WriteNil() => Byte(0xc0);

    /// <summary>Appends a boolean.</summary>
    public void WriteBoolean(bool value) => Byte(value ? (byte)0xc3 : (byte)0xc2);

    /// <summary>Appends an integer.</summary>
    public void WriteInt64(long value)
    {
        switch (value)
        {
            case >= 0:
                WriteUInt64((ulong)value);
                break;
            case >= -32:
                Byte(unchecked((byte)value));
                break;
            case >= sbyte.MinValue:
                Small(0xd0, unchecked((byte)value));
                break;
            case >= short.MinValue:
                Sixteen(0xd1, unchecked((ushort)value));
                break;
            case >= int.MinValue:
                ThirtyTwo(0xd2, unchecked((uint)value));
                break;
            default:
                SixtyFour(0xd3, unchecked((ulong)value));
                break;
        }
    }

    /// <summary>Appends an integer.</summary>
    public void WriteUInt64(ulong value)
    {
        switch (value)
        {
            case <= 0x7f:
                Byte((byte)value);
                break;
            case <= byte.MaxValue:
                Small(0xcc, (byte)value);
                break;
            case <= ushort.MaxValue:
                Sixteen(0xcd, (ushort)value);
                break;
            case <= uint.MaxValue:
                ThirtyTwo(0xce, (uint)value);
                break;
            default:
                SixtyFour(0xcf, value);
                break;
        }
    }

    /// <summary>Appends a duration as its nanoseconds.</summary>
    public void WriteDuration(GoDuration value) => WriteInt64(value.Nanoseconds);

    /// <summary>Appends a 64-bit floating point number.</summary>
    public void WriteDouble(double value) => SixtyFour(0xcb, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Appends a 32-bit floating point number.</summary>
    public void WriteSingle(float value) => ThirtyTwo(0xca, BitConverter.SingleToUInt32Bits(value));

    /// <summary>Appends a time as a raw of 15 bytes.</summary>
    public void WriteTime(GoTime value)
    {
        var span = output.GetSpan(1 + GoTime.Size);
        span[0] = 0xa0 | GoTime.Size;
        value.WriteTo(span[1..]);
        output.Advance(1 + GoTime.Size);
    }

    /// <summary>Appends bytes, or text that is UTF-8 already.</summary>
    public void WriteRaw(ReadOnlySpan<byte> value)
    {
        var span = output.GetSpan(RawHeaderMax + value.Length);
        var header = PutRawHeader(span, value.Length);
        value.CopyTo(span[header..]);
        output.Advance(header + value.Length);
    }

    /// <summary>Appends text as UTF-8.</summary>
    public void WriteString(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        var span = output.GetSpan(RawHeaderMax + length);
        var header = PutRawHeader(span, length);
        Encoding.UTF8.GetBytes(value, span[header..]);
        output.Advance(header + length);
    }

    /// <summary>Appends text as the newer specification has it, which keeps it apart from bytes: user events are so.</summary>
    public void WriteNewText(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        if (length is <= FixRawMax or > byte.MaxValue)
        {
            // The families are the same there.
            WriteString(value);
            return;
        }

        Small(0xd9, (byte)length);
        Encoding.UTF8.GetBytes(value, output.GetSpan(length));
        output.Advance(length);
    }

    /// <summary>Appends bytes as the newer specification has it.</summary>
    public void WriteNewBytes(ReadOnlySpan<byte> value)
    {
        switch (value.Length)
        {
            case <= byte.MaxValue:
                Small(0xc4, (byte)value.Length);
                break;
            case <= ushort.MaxValue:
                Sixteen(0xc5, (ushort)value.Length);
                break;
            default:
                ThirtyTwo(0xc6, (uint)value.Length);
                break;
        }

        output.Write(value);
    }

    /// <summary>Opens a map; that many pairs of key and value follow.</summary>
    public void WriteMapHeader(int count) => Header(count, 0x80, 0xde);

    /// <summary>Opens an array; that many elements follow.</summary>
    public void WriteArrayHeader(int count) => Header(count, 0x90, 0xdc);

    /// <summary>Appends bytes that are msgpack already.</summary>
    public void WriteEncoded(ReadOnlySpan<byte> messages) => output.Write(messages);

    private static int PutRawHeader(Span<byte> span, int length)
    {
        if (length <= FixRawMax)
        {
            span[0] = (byte)(0xa0 | length);
            return 1;
        }

        if (length <= ushort.MaxValue)
        {
            span[0] = 0xda;
            BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)length);
            return 3;
        }

        span[0] = 0xdb;
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)length);
        return RawHeaderMax;
    }

    private void Header(int count, byte fix, byte sixteen)
    {
        if (count <= 15)
        {
            Byte((byte)(fix | count));
        }
        else if (count <= ushort.MaxValue)
        {
            Sixteen(sixteen, (ushort)count);
        }
        else
        {
            ThirtyTwo((byte)(sixteen + 1), (uint)count);
        }
    }

    private void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    private void Small(byte code, byte value)
    {
        var span = output.GetSpan(2);
        span[0] = code;
        span[1] = value;
        output.Advance(2);
    }

    private void Sixteen(byte code, ushort value)
    {
        var span = output.GetSpan(3);
        span[0] = code;
        BinaryPrimitives.WriteUInt16BigEndian(span[1..], value);
        output.Advance(3);
    }

    private void ThirtyTwo(byte code, uint value)
    {
        var span = output.GetSpan(5);
        span[0] = code;
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], value);
        output.Advance(5);
    }

    private void SixtyFour(byte code, ulong value)
    {
        var span = output.GetSpan(9);
        span[0] = code;
        BinaryPrimitives.WriteUInt64BigEndian(span[1..], value);
        output.Advance(9);
    }
}
