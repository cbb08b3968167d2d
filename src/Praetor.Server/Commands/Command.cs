using System.Buffers;
using Praetor.Foundation.Wire;

namespace Praetor.Server.Commands;

/// <summary>A command as it stands in the log: its type, then its record in msgpack.</summary>
internal static class Command
{
    /// <summary>This bit of the first byte says that a server which does not know the type may pass it over.</summary>
    public const byte IgnoreUnknownFlag = 128;

    public static ReadOnlyMemory<byte> Encode<T>(CommandType type, T record)
        where T : IWireRecord<T>
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        buffer.GetSpan(1)[0] = (byte)type;
        buffer.Advance(1);
        WireRecords.Encode(record, buffer);
        return buffer.WrittenMemory;
    }

    /// <summary>A command that is a list of records, and that a server may pass over: what it says is said again soon.</summary>
    public static ReadOnlyMemory<byte> EncodeList<T>(CommandType type, IReadOnlyList<T> records)
        where T : IWireRecord<T>
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        buffer.GetSpan(1)[0] = (byte)((byte)type | IgnoreUnknownFlag);
        buffer.Advance(1);
        var writer = new MsgPackWriter(buffer);
        MsgPackCollections.WriteList(ref writer, records, static (ref to, record) => record.WriteMsgPack(ref to));
        return buffer.WrittenMemory;
    }
}
