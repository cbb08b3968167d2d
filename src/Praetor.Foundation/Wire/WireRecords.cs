using System.Buffers;

namespace Praetor.Foundation.Wire;

/// <summary>Whole messages to bytes and back.</summary>
public static class WireRecords
{
    /// <summary>The record's bytes.</summary>
    public static byte[] Encode<T>(T record)
        where T : IWireRecord<T>
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MsgPackWriter(buffer);
        record.WriteMsgPack(ref writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Appends the record's bytes.</summary>
    public static void Encode<T>(T record, IBufferWriter<byte> output)
        where T : IWireRecord<T>
    {
        var writer = new MsgPackWriter(output);
        record.WriteMsgPack(ref writer);
    }

    /// <summary>Reads a record that takes up all of the bytes.</summary>
    /// <exception cref="WireFormatException">The bytes are no such record, or something follows it.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> bytes)
        where T : IWireRecord<T>
    {
        var reader = new MsgPackReader(bytes);
        var record = T.ReadMsgPack(ref reader);
        return reader.IsAtEnd
            ? record
            : throw new WireFormatException(reader.Position, $"{bytes.Length - reader.Position} bytes after the end");
    }
}
