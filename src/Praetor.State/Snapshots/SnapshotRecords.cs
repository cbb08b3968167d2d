using System.Buffers;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.Model.Kv;
using Praetor.State.Store;
using Praetor.State.Tables;

namespace Praetor.State.Snapshots;

/// <summary>Encodes a version of the state as the records of Consul's <c>state.bin</c>, in Consul's order.</summary>
internal static class SnapshotRecords
{
    /// <summary>The header, then one record at a time. Each is valid until the next is asked for.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Encode(StoreView view, ulong lastIndex)
    {
        var output = new ArrayBufferWriter<byte>();
        WriteHeader(output, lastIndex);
        yield return output.WrittenMemory;
        foreach (var type in SnapshotRecordType.Order.ToArray())
        {
            foreach (var record in RecordsOf(view, type, output))
            {
                yield return record;
            }
        }
    }

    private static void WriteHeader(ArrayBufferWriter<byte> output, ulong lastIndex)
    {
        var writer = new MsgPackWriter(output);
        writer.WriteMapHeader(1);
        writer.WriteString("LastIndex");
        writer.WriteUInt64(lastIndex);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> RecordsOf(
        StoreView view,
        byte type,
        ArrayBufferWriter<byte> output
    ) =>
        type switch
        {
            SnapshotRecordType.Register => Catalog(view, output),
            SnapshotRecordType.Coordinates => Each(Schema.Coordinates.Prefix(view, []), type, output, WriteCoordinate),
            SnapshotRecordType.Session => Each(Schema.Sessions.Prefix(view, []), type, output, WireRecords.Encode),
            SnapshotRecordType.Kv => Each(Schema.Kv.Prefix(view, []), type, output, WireRecords.Encode),
            SnapshotRecordType.Tombstone => Each(Schema.Tombstones.Prefix(view, []), type, output, WriteTombstone),
            SnapshotRecordType.Autopilot => Each(Schema.Autopilot.Prefix(view, []), type, output, WireRecords.Encode),
            SnapshotRecordType.SystemMetadata => Each(
                Schema.Metadata.Prefix(view, []),
                type,
                output,
                WireRecords.Encode
            ),
            SnapshotRecordType.Index => Each(Schema.Indexes.Prefix(view, []), type, output, WireRecords.Encode),
            _ => Each(
                Schema.Opaque.Prefix(view, [type]),
                type,
                output,
                static (record, to) => to.Write(record.Encoded)
            ),
        };

    private static IEnumerable<ReadOnlyMemory<byte>> Each<T>(
        TableCursor<T> records,
        byte type,
        ArrayBufferWriter<byte> output,
        Action<T, IBufferWriter<byte>> write
    )
        where T : class
    {
        while (records.MoveNext())
        {
            yield return Record(type, output, records.Current, write);
        }
    }

    /// <summary>For each node: itself, its services, its checks. Each record names the node again.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Catalog(StoreView view, ArrayBufferWriter<byte> output)
    {
        var nodes = Schema.Nodes.Prefix(view, []);
        while (nodes.MoveNext())
        {
            var node = nodes.Current;
            var request = new RegisterRequest
            {
                ID = node.ID,
                Node = node.Name,
                Address = node.Address,
                Datacenter = node.Datacenter,
                TaggedAddresses = node.TaggedAddresses,
                NodeMeta = node.Meta,
                Locality = node.Locality,
                PeerName = node.PeerName,
                CreateIndex = node.CreateIndex,
                ModifyIndex = node.ModifyIndex,
            };
            yield return Record(SnapshotRecordType.Register, output, request, WireRecords.Encode);
            var services = Schema.Services.Prefix(view, Keys.Of(node.PeerName, node.Name));
            while (services.MoveNext())
            {
                var withService = request with { Service = services.Current.Service };
                yield return Record(SnapshotRecordType.Register, output, withService, WireRecords.Encode);
            }

            var checks = Schema.Checks.Prefix(view, Keys.Of(node.PeerName, node.Name));
            while (checks.MoveNext())
            {
                var withCheck = request with { Check = checks.Current };
                yield return Record(SnapshotRecordType.Register, output, withCheck, WireRecords.Encode);
            }
        }
    }

    private static ReadOnlyMemory<byte> Record<T>(
        byte type,
        ArrayBufferWriter<byte> output,
        T record,
        Action<T, IBufferWriter<byte>> write
    )
    {
        output.ResetWrittenCount();
        output.Write([type]);
        write(record, output);
        return output.WrittenMemory;
    }

    private static void WriteCoordinate(Coordinate coordinate, IBufferWriter<byte> output)
    {
        new MsgPackWriter(output).WriteArrayHeader(1);
        WireRecords.Encode(coordinate, output);
    }

    private static void WriteTombstone(Tombstone tombstone, IBufferWriter<byte> output) =>
        WireRecords.Encode(new DirEntry { Key = tombstone.Key, ModifyIndex = tombstone.Index }, output);
}
