using System.Text;
using System.Text.Json;
using Praetor.Consensus.Core;
using Praetor.Consensus.Snapshots;
using Praetor.Consensus.Tests.Captures;
using Praetor.Foundation.Storage;
using Praetor.TestKit.Fuzzing;
using Praetor.TestKit.Storage;
using Xunit;

namespace Praetor.Consensus.Tests.Snapshots;

public sealed class SnapshotStoreTests
{
    private readonly SimDisk _disk = new(new Random(1));

    [Fact]
    public void The_meta_of_a_real_snapshot_on_disk_is_read_and_written_to_the_same_bytes()
    {
        var bytes = Capture.Bytes("disk-meta.json");
        var meta = SnapshotMeta.FromJson(bytes);
        Assert.Equal((298UL, 2UL, 756_269L), (meta.Index.Value, meta.Term.Value, meta.Size));
        Assert.Equal(0xf8ec5db3491aae04UL, meta.Checksum);
        Assert.Equal(Encoding.UTF8.GetString(bytes).TrimEnd(), Encoding.UTF8.GetString(meta.ToJson()).TrimEnd());
    }

    [Fact]
    public void The_checksum_is_the_one_of_Gos_ECMA_table()
    {
        // The check value of CRC-64/XZ, which is the same.
        var checksum = new Crc64();
        checksum.Append("12345"u8);
        checksum.Append("6789"u8);
        Assert.Equal(0x995dc9bbdf1939faUL, checksum.Value);
    }

    [Fact]
    public async Task A_snapshot_is_listed_opened_and_verified()
    {
        var store = NewStore();
        var meta = await TakeAsync(store, 7, "the state");
        Assert.Equal("3-7-0", meta.Id);
        Assert.Equal(meta, Assert.Single(store.List()));
        store.Verify(meta);
        using var state = new StreamReader(store.Open(meta));
        Assert.Equal("the state", await state.ReadToEndAsync());
        Assert.Equal(["meta.json", "state.bin"], _disk.List("raft/snapshots/3-7-0"));
    }

    [Fact]
    public void A_snapshot_that_was_broken_off_is_never_listed()
    {
        var store = NewStore();
        using (var writer = store.Create(Mark(7), DateTimeOffset.UnixEpoch))
        {
            writer.State.Write("half"u8);
            Assert.Empty(store.List());
        }

        Assert.Empty(_disk.List("raft/snapshots"));
    }

    [Fact]
    public async Task A_damaged_state_is_found()
    {
        var store = NewStore();
        var meta = await TakeAsync(store, 7, "the state");
        _disk.Corrupt("raft/snapshots/3-7-0/state.bin", 3);
        Assert.True(Assert.Throws<StorageException>(() => store.Verify(meta)).IsCorrupt);
    }

    [Fact]
    public async Task Only_the_newest_are_kept_and_the_newest_is_first()
    {
        var store = NewStore();
        foreach (var index in (ulong[])[7, 9, 8, 20])
        {
            await TakeAsync(store, index, "state");
        }

        Assert.Equal([20UL, 9UL], store.List().Select(meta => meta.Index.Value));
    }

    /// <summary>Goal: whatever a power failure interrupts, the newest complete snapshot is there and whole.</summary>
    [Fact]
    public async Task A_power_failure_at_any_change_leaves_a_whole_snapshot()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var disk = new SimDisk(new Random(seed));
            var store = new SnapshotStore(disk, "raft", retained: 1);
            store.Prepare();
            await TakeAsync(store, 1, "first");
            disk.ChangesUntilPowerFails = seed % 25;
            try
            {
                await TakeAsync(store, 2, "second");
            }
            catch (PowerFailedException)
            {
                // That is the test.
            }

            disk.Crash();
            store.Prepare();
            var newest = store.List()[0];
            store.Verify(newest);
            Assert.InRange(newest.Index.Value, 1UL, 2UL);
        }
    }

    [Fact]
    [FuzzTarget(typeof(SnapshotMeta))]
    public void A_mutated_meta_is_read_or_refused()
    {
        var mutator = new Mutator(new Random(1), [Capture.Bytes("disk-meta.json")]);
        for (var round = 0; round < 5_000; round++)
        {
            try
            {
                Assert.NotNull(SnapshotMeta.FromJson(mutator.Next()));
            }
            catch (JsonException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    private static SnapshotMark Mark(ulong index) =>
        new(new LogIndex(index), new Term(3), ServerConfiguration.Empty, default);

    private static async Task<SnapshotMeta> TakeAsync(SnapshotStore store, ulong index, string state)
    {
        using var writer = store.Create(Mark(index), DateTimeOffset.UnixEpoch);
        writer.State.Write(Encoding.UTF8.GetBytes(state));
        return await writer.CompleteAsync();
    }

    private SnapshotStore NewStore()
    {
        var store = new SnapshotStore(_disk, "raft", retained: 2);
        store.Prepare();
        return store;
    }
}
