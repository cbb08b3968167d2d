using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.Model.Kv;
using Praetor.Model.Operations;
using Praetor.Model.Sessions;
using Praetor.State.Snapshots;
using Praetor.State.Store;
using Praetor.State.Tables;

namespace Praetor.State;

/// <summary>
/// Builds other content of the store from the bytes of a <c>state.bin</c>, ours or Consul's, in pieces as they arrive.
/// The present content stays in use until <see cref="Commit"/>, and if that is never called.
/// </summary>
/// <remarks>Building may go on beside the loop that applies; <see cref="Commit"/> is called by that loop.</remarks>
public sealed class StateRestore
{
    private readonly VersionedStore _versions;
    private readonly StoreTransaction _content;
    private readonly SortedDictionary<byte, ulong> _opaqueCounts = [];
    private bool _hasHeader;

    internal StateRestore(VersionedStore versions)
    {
        _versions = versions;
        _content = versions.BeginReplacement();
    }

    /// <summary>The index of the last entry in the snapshot; 0 before the header was read.</summary>
    public ulong LastIndex { get; private set; }

    /// <summary>How many records were taken in.</summary>
    public long RecordCount { get; private set; }

    /// <summary>
    /// Takes in all records that are complete, and returns how many bytes that were; the caller brings the rest again,
    /// with more behind it. What is left at the end of the file is a torn record.
    /// </summary>
    /// <exception cref="WireFormatException">The bytes are no snapshot, or a record's type does not exist.</exception>
    public int Read(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        if (!_hasHeader)
        {
            if (MsgPackLength.Measure(bytes) is not { } length)
            {
                return 0;
            }

            ReadHeader(bytes[..length]);
            _hasHeader = true;
            position = length;
        }

        while (position < bytes.Length && MsgPackLength.Measure(bytes[(position + 1)..]) is { } length)
        {
            Put(bytes[position], bytes.Slice(position + 1, length), position);
            position += 1 + length;
            RecordCount++;
        }

        return position;
    }

    /// <summary>Replaces the store's content by what was read, and wakes everybody who waits.</summary>
    /// <exception cref="WireFormatException">Not even a header was read.</exception>
    public void Commit()
    {
        if (!_hasHeader)
        {
            throw new WireFormatException(0, "a snapshot has no header");
        }

        OlderIndexes.Complete(_content);
        foreach (var record in StateSnapshot.ListOf(Schema.Services.Prefix(_content, [])))
        {
            Schema.Instances.Put(_content, Instances.Join(_content, record));
        }

        _versions.Replace(_content);
    }

    private void ReadHeader(ReadOnlySpan<byte> header)
    {
        var reader = new MsgPackReader(header);
        for (var pairs = reader.EnterMap(); pairs > 0; pairs--)
        {
            if (reader.ReadString() == nameof(LastIndex))
            {
                LastIndex = reader.ReadUInt64();
            }
            else
            {
                reader.Skip();
            }
        }

        reader.Leave();
    }

    private void Put(byte type, ReadOnlySpan<byte> value, int position)
    {
        switch (type)
        {
            case SnapshotRecordType.Register:
                PutRegistration(WireRecords.Decode<RegisterRequest>(value), position);
                break;
            case SnapshotRecordType.Kv:
                Schema.Kv.Put(_content, WireRecords.Decode<DirEntry>(value));
                break;
            case SnapshotRecordType.Session:
                Schema.Sessions.Put(_content, WireRecords.Decode<Session>(value));
                break;
            case SnapshotRecordType.Tombstone:
                var entry = WireRecords.Decode<DirEntry>(value);
                Schema.Tombstones.Put(_content, new Tombstone(entry.Key, entry.ModifyIndex));
                break;
            case SnapshotRecordType.Coordinates:
                PutCoordinates(value);
                break;
            case SnapshotRecordType.Autopilot:
                Schema.Autopilot.Put(_content, WireRecords.Decode<AutopilotConfig>(value));
                break;
            case SnapshotRecordType.Index:
                Schema.Indexes.Put(_content, WireRecords.Decode<IndexEntry>(value));
                break;
            case SnapshotRecordType.SystemMetadata:
                Schema.Metadata.Put(_content, WireRecords.Decode<SystemMetadataEntry>(value));
                break;
            case var known when SnapshotRecordType.Order.Contains(known):
                var place = _opaqueCounts.GetValueOrDefault(type);
                _opaqueCounts[type] = place + 1;
                Schema.Opaque.Put(_content, new OpaqueRecord(type, place, value.ToArray()));
                break;
            default:
                throw new WireFormatException(position, $"a snapshot record has type {type}, which does not exist");
        }
    }

    private void PutRegistration(RegisterRequest request, int position)
    {
        var peer = request.PeerName;
        if (Schema.Nodes.Find(_content, Keys.Of(peer, request.Node)) is null)
        {
            if (request.ID.Length > 0 && Schema.NodesById.Find(_content, Keys.Of(peer, request.ID)) is { } other)
            {
                throw new WireFormatException(
                    position,
                    $"a snapshot has node ID {request.ID} for both {other.Name} and {request.Node}"
                );
            }

            Schema.Nodes.Put(_content, RegisteredNode.Of(request));
        }

        if (request.Service is { } service)
        {
            Schema.Services.Put(_content, new ServiceRecord(request.Node, service with { PeerName = peer }));
        }

        foreach (var check in request.Check is null ? request.Checks ?? [] : [request.Check, .. request.Checks ?? []])
        {
            Schema.Checks.Put(_content, check with { Node = request.Node, PeerName = peer });
        }
    }

    private void PutCoordinates(ReadOnlySpan<byte> value)
    {
        var reader = new MsgPackReader(value);
        for (var count = reader.EnterArray(); count > 0; count--)
        {
            Schema.Coordinates.Put(_content, Coordinate.ReadMsgPack(ref reader));
        }

        reader.Leave();
    }
}
