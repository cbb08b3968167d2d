using System.Buffers;
using Praetor.Foundation.Wire;
using Praetor.Model.Kv;
using Praetor.Model.Operations;
using Praetor.State.Snapshots;
using Praetor.State.Watches;
using Xunit;

namespace Praetor.State.Tests.Snapshots;

/// <summary>
/// Snapshots against the <c>state.bin</c> of a Consul 1.16.4 cluster that used nearly every feature, mesh and peering
/// included.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly byte[] Consul = File.ReadAllBytes(
        Path.Combine(AppContext.BaseDirectory, "Snapshots", "consul-1.16.4-state.bin")
    );

    [Fact]
    public void A_snapshot_of_Consul_is_restored_and_saved_again_record_for_record()
    {
        var saved = Save(Restore(Consul), 432);
        // What differs is the order within a map, which Consul leaves to chance, and that Consul puts peered nodes first.
        Assert.Equal(SortedNodes(Canonical(Consul)), SortedNodes(Canonical(saved)));
    }

    [Fact]
    public void Saving_is_deterministic()
    {
        var saved = Save(Restore(Consul), 432);
        Assert.Equal(saved, Save(Restore(saved), 432));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(4096)]
    public void Bytes_may_arrive_in_pieces(int size)
    {
        var store = new StateStore();
        var restore = store.BeginRestore();
        var pending = new ArrayBufferWriter<byte>();
        for (var position = 0; position < Consul.Length; position += size)
        {
            pending.Write(Consul.AsSpan(position, Math.Min(size, Consul.Length - position)));
            var rest = pending.WrittenSpan[restore.Read(pending.WrittenSpan)..].ToArray();
            pending.Clear();
            pending.Write(rest);
        }

        Assert.Equal(0, pending.WrittenCount);
        Assert.Equal(432UL, restore.LastIndex);
        Assert.Equal(259, restore.RecordCount);
    }

    [Fact]
    public void A_torn_record_is_left_over()
    {
        var restore = new StateStore().BeginRestore();
        Assert.NotEqual(Consul.Length - 1, restore.Read(Consul.AsSpan(0, Consul.Length - 1)));
    }

    [Fact]
    public void A_record_of_a_type_that_does_not_exist_is_refused()
    {
        var restore = new StateStore().BeginRestore();
        restore.Read(Consul.AsSpan(0, 14));
        var failure = Assert.Throws<WireFormatException>(() => restore.Read([200, 0xc0]));
        Assert.Contains("type 200", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_restored_answers_queries_with_its_indexes()
    {
        var snapshot = Restore(Consul).Snapshot();
        var redis = snapshot.CheckServiceNodes(null, "redis");
        Assert.Equal(279UL, redis.Index);
        Assert.Equal("redis1", Assert.Single(redis.Value).Service!.ID);
        Assert.Equal("Redis health", Assert.Single(redis.Value[0].Checks!).Name);
        Assert.Equal(277UL, snapshot.NodeServices(null, "n1").Index);
        Assert.Equal(2, snapshot.CheckServiceNodes(null, "api").Value.Count);
        Assert.Equal("en", Assert.Single(snapshot.Nodes(null, peer: "east").Value).Name);
        Assert.DoesNotContain(snapshot.Nodes(null).Value, node => node.PeerName == "east");
        Assert.Equal(431UL, snapshot.KvGet(null, "nothing").Index);
        Assert.Equal(420UL, snapshot.Coordinates(null).Index);
        Assert.Equal(
            ["c1", "c2", "n1", "s1", "s2", "s3"],
            snapshot.Coordinates(null).Value.Select(place => place.Node)
        );
        Assert.Equal(0.25, Assert.Single(snapshot.NodeCoordinates(null, "n1").Value).Coord!.Adjustment);
        Assert.Equal(116UL, snapshot.KvList(null, "del/").Index);
    }

    [Fact]
    public void A_version_is_saved_as_it_was_while_writes_go_on()
    {
        var store = Restore(Consul);
        var version = store.Snapshot();
        var before = Save(version);
        var output = new ArrayBufferWriter<byte>();
        foreach (var record in version.EncodeRecords(432))
        {
            output.Write(record.Span);
            using var transaction = store.Begin(1000 + (ulong)output.WrittenCount);
            transaction.KvSet(new DirEntry { Key = $"k{output.WrittenCount}" });
            transaction.DeleteNode("c1");
            transaction.Commit();
        }

        Assert.Equal(before, output.WrittenSpan.ToArray());
    }

    [Fact]
    public void Restoring_wakes_those_who_wait()
    {
        var store = new StateStore();
        using var watch = new WatchSet();
        store.Snapshot().KvGet(watch, "a");
        Assert.False(watch.Changed.IsCompleted);
        var restore = store.BeginRestore();
        restore.Read(Consul);
        Assert.False(watch.Changed.IsCompleted);
        restore.Commit();
        Assert.True(watch.Changed.IsCompletedSuccessfully);
    }

    [Fact]
    public void Any_cut_of_any_bytes_is_measured_without_harm()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            if (MsgPackLength.Measure(bytes) is { } length)
            {
                Assert.InRange(length, 1, bytes.Length);
                Assert.Equal(length, MsgPackLength.Measure(bytes.AsSpan(0, length)));
                Assert.Null(MsgPackLength.Measure(bytes.AsSpan(0, length - 1)));
            }
        }
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_left_over_but_break_nothing()
    {
        var random = new Random(11);
        for (var round = 0; round < 150; round++)
        {
            var bytes = Consul.AsSpan(0, 20_000).ToArray();
            for (var damage = random.Next(1, 4); damage > 0; damage--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var restore = new StateStore().BeginRestore();
            try
            {
                Assert.InRange(restore.Read(bytes), 0, bytes.Length);
                restore.Commit();
            }
            catch (WireFormatException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    [Fact]
    public void Nothing_at_all_is_no_snapshot()
    {
        var restore = new StateStore().BeginRestore();
        Assert.Equal(0, restore.Read([]));
        Assert.Throws<WireFormatException>(restore.Commit);
    }

    [Fact]
    public void A_snapshot_from_before_peering_gets_the_indexes_it_lacks()
    {
        var state = new StateStoreTesting();
        state.Register("n", "web", check: "c");
        state.Register("m", "db");
        state.Apply(transaction => transaction.DeleteService("m", "db"));
        var restored = Restore(WithoutPeers(state.Store)).Snapshot();
        Assert.Equal(2UL, restored.Nodes(null).Index);
        Assert.Equal(3UL, restored.Services(null).Index);
        Assert.Equal(1UL, restored.CheckServiceNodes(null, "web").Index);
        Assert.Equal(3UL, restored.CheckServiceNodes(null, "db").Index);
        Assert.Equal(1UL, restored.NodeServices(null, "n").Index);
        Assert.Equal(3UL, restored.NodeChecks(null, "n").Index);
    }

    /// <summary>What Consul 1.10 would have written: index records without peers, and none for nodes.</summary>
    private static byte[] WithoutPeers(StateStore store)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var record in store.Snapshot().EncodeRecords(3))
        {
            if (record.Span[0] != SnapshotRecordType.Index)
            {
                output.Write(record.Span);
                continue;
            }

            var entry = WireRecords.Decode<IndexEntry>(record.Span[1..]);
            var name = entry.Key.Replace("peer.~:", "", StringComparison.Ordinal);
            if (!name.StartsWith("node", StringComparison.Ordinal) || name == "nodes")
            {
                output.Write([SnapshotRecordType.Index]);
                WireRecords.Encode(entry with { Key = name }, output);
            }
        }

        return output.WrittenSpan.ToArray();
    }

    private static StateStore Restore(byte[] bytes)
    {
        var store = new StateStore();
        var restore = store.BeginRestore();
        Assert.Equal(bytes.Length, restore.Read(bytes));
        restore.Commit();
        return store;
    }

    private static byte[] Save(StateStore store, ulong index) => Save(store.Snapshot(), index);

    private static byte[] Save(StateSnapshot snapshot, ulong index = 432)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var record in snapshot.EncodeRecords(index))
        {
            output.Write(record.Span);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>One text for each record, with the pairs of its maps in order.</summary>
    private static List<string> Canonical(byte[] bytes)
    {
        var records = new List<string>();
        var position = 0;
        while (position < bytes.Length)
        {
            var type = records.Count == 0 ? "" : $"{bytes[position++]} ";
            // The reader is an independent measure of where a record ends.
            var reader = new MsgPackReader(bytes.AsSpan(position));
            records.Add(type + Text(ref reader));
            position += reader.Position;
        }

        return records;
    }

    private static List<string> SortedNodes(List<string> records)
    {
        var first = records.FindIndex(record => record.StartsWith("0 ", StringComparison.Ordinal));
        var last = records.FindLastIndex(record => record.StartsWith("0 ", StringComparison.Ordinal));
        records.Sort(first, last - first + 1, StringComparer.Ordinal);
        return records;
    }

    private static string Text(ref MsgPackReader reader)
    {
        var parts = new List<string>();
        switch (reader.NextKind)
        {
            case MsgPackKind.Map:
                for (var count = reader.EnterMap(); count > 0; count--)
                {
                    parts.Add($"{Text(ref reader)}: {Text(ref reader)}");
                }

                reader.Leave();
                parts.Sort(StringComparer.Ordinal);
                return "{" + string.Join(", ", parts) + "}";
            case MsgPackKind.Array:
                for (var count = reader.EnterArray(); count > 0; count--)
                {
                    parts.Add(Text(ref reader));
                }

                reader.Leave();
                return "[" + string.Join(", ", parts) + "]";
            case MsgPackKind.Raw:
                return Convert.ToHexStringLower(reader.ReadRaw());
            default:
                var start = reader.Position;
                var copy = reader;
                reader.Skip();
                return $"{copy.NextKind} {Scalar(ref copy)} ({reader.Position - start})";
        }
    }

    private static string Scalar(ref MsgPackReader reader) =>
        reader.NextKind switch
        {
            MsgPackKind.Nil => "",
            MsgPackKind.Boolean => reader.ReadBoolean().ToString(),
            MsgPackKind.Whole => reader.IsNextUInt64 ? $"{reader.ReadUInt64()}" : $"{reader.ReadInt64()}",
            _ => BitConverter.DoubleToInt64Bits(reader.ReadDouble()).ToString("x", null),
        };
}
