using System.Buffers;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.Model.Kv;
using Praetor.Model.Operations;
using Praetor.Model.Rpc;
using Praetor.Model.Sessions;
using Praetor.Model.Transactions;

namespace Praetor.Model.Tests.Captures;

/// <summary>What each kind of captured message decodes to: takes bytes, decodes them, and encodes the result.</summary>
internal static class Reencoding
{
    public delegate byte[] Again(ReadOnlySpan<byte> bytes);

    public static readonly SortedList<string, Again> OfLog = new(StringComparer.Ordinal)
    {
        ["Register"] = Record<RegisterRequest>,
        ["Deregister"] = Record<DeregisterRequest>,
        ["KVS"] = Record<KvsRequest>,
        ["Session"] = Record<SessionRequest>,
        ["Tombstone"] = Record<TombstoneRequest>,
        ["Txn"] = Record<TxnRequest>,
        ["Autopilot"] = Record<AutopilotSetConfigRequest>,
        ["SystemMetadata"] = Record<SystemMetadataRequest>,
        ["CoordinateBatchUpdate"] = List<Coordinate>,
        ["UpdateVirtualIP"] = Record<ServiceVirtualIP>,
    };

    public static readonly SortedList<string, Again> OfSnapshot = new(StringComparer.Ordinal)
    {
        ["Register"] = Record<RegisterRequest>,
        ["KVS"] = Record<DirEntry>,
        ["Session"] = Record<Session>,
        ["Tombstone"] = Record<DirEntry>,
        ["Autopilot"] = Record<AutopilotConfig>,
        ["SystemMetadata"] = Record<SystemMetadataEntry>,
        ["CoordinateBatchUpdate"] = List<Coordinate>,
        ["Index"] = Record<IndexEntry>,
        ["ServiceVirtualIP"] = Record<ServiceVirtualIP>,
        ["FreeVirtualIP"] = Record<FreeVirtualIP>,
    };

    public static (Again Request, Again Reply) OfMethod(string name) =>
        ServerMethods.Find(name) is { } method ? OfMethod((dynamic)method) : throw new KeyNotFoundException(name);

    private static (Again Request, Again Reply) OfMethod<TRequest, TReply>(RpcMethod<TRequest, TReply> method) =>
        (bytes => Codec(bytes, method.RequestCodec), bytes => Codec(bytes, method.ReplyCodec));

    private static byte[] Record<T>(ReadOnlySpan<byte> bytes)
        where T : IWireRecord<T> => WireRecords.Encode(WireRecords.Decode<T>(bytes));

    private static byte[] List<T>(ReadOnlySpan<byte> bytes)
        where T : IWireRecord<T> => Codec(bytes, WireCodecs.List(WireCodecs.Record<T>()));

    private static byte[] Codec<T>(ReadOnlySpan<byte> bytes, WireCodec<T> codec)
    {
        var reader = new MsgPackReader(bytes);
        var value = codec.Read(ref reader);
        if (!reader.IsAtEnd)
        {
            throw new WireFormatException(reader.Position, "bytes after the end");
        }

        var output = new ArrayBufferWriter<byte>();
        var writer = new MsgPackWriter(output);
        codec.Write(ref writer, value);
        return output.WrittenSpan.ToArray();
    }
}
