using Praetor.Consensus.Core;
using Praetor.Consensus.Log;
using Praetor.Foundation.Storage;
using Praetor.TestKit.Storage;
using Xunit;
using static Praetor.Consensus.Tests.Log.LogTesting;

namespace Praetor.Consensus.Tests.Log;

public sealed class SegmentedLogTests
{
    private readonly SimDisk _disk = new(new Random(1));

    [Fact]
    public async Task Entries_are_the_same_after_a_restart()
    {
        LogEntry[] written =
        [
            Entry(1),
            Entry(2, term: 3, data: "", extensions: "ext"),
            Entry(3, term: 3, data: "ünï\0code"),
        ];
        using (var open = await OpenAsync(_disk))
        {
            await open.AppendAsync(written);
        }

        using var again = await OpenAsync(_disk);
        Assert.Equal(written.Select(Describe), again.ReadAll().Select(Describe));
        Assert.Equal(new LogIndex(3), again.Recovered.Tail.Last);
        Assert.Equal(new Term(1), again.Recovered.Tail.TermAt(new LogIndex(1)));
        Assert.Equal(new Term(3), again.Recovered.Tail.LastTerm);
    }

    [Fact]
    public async Task Writes_that_only_append_share_one_sync()
    {
        using var open = await OpenAsync(_disk, segmentBytes: 1 << 20);
        await open.AppendAsync(Entry(1));
        var before = _disk.Syncs;
        var writes = Enumerable.Range(2, 50).Select(n => Append((ulong)n)).ToList();
        await open.Log.WriteAsync(writes);
        Assert.Equal(before + 1, _disk.Syncs);
    }

    [Fact]
    public async Task Segments_are_rolled_and_only_the_last_is_kept_open()
    {
        using var open = await OpenAsync(_disk);
        for (var n = 1UL; n <= 100; n++)
        {
            await open.AppendAsync(Entry(n, data: new string('x', 50)));
        }

        Assert.True(_disk.List("raft/log").Count > 10);
        Assert.Equal(1, _disk.OpenFiles);
        var read = open.Log.Read(new LogIndex(30), new LogIndex(60), 1 << 20)!;
        Assert.Equal(Enumerable.Range(30, 31).Select(n => (ulong)n), read.Select(entry => entry.Index.Value));
        Assert.Equal(1, _disk.OpenFiles);
    }

    [Fact]
    public async Task A_read_is_bounded_but_gives_one_entry_at_least()
    {
        using var open = await OpenAsync(_disk, segmentBytes: 1 << 20);
        await open.AppendAsync(Enumerable.Range(1, 20).Select(n => Entry((ulong)n, data: new string('x', 1000))));
        Assert.Equal(3, open.Log.Read(new LogIndex(1), new LogIndex(20), 3200)!.Count);
        Assert.Single(open.Log.Read(new LogIndex(5), new LogIndex(20), 1)!);
        Assert.Null(open.Log.Read(new LogIndex(21), new LogIndex(21), 100));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(17)]
    [InlineData(29)]
    public async Task A_truncated_tail_is_gone_after_a_restart_and_others_take_its_place(int from)
    {
        using (var open = await OpenAsync(_disk))
        {
            await open.AppendAsync(Enumerable.Range(1, 30).Select(n => Entry((ulong)n)));
            await open.PerformAsync(
                new LogOperation.TruncateFrom(new LogIndex((ulong)from), new Term(1)),
                new LogOperation.Append(Entry((ulong)from, term: 2, data: "other"))
            );
        }

        using var again = await OpenAsync(_disk);
        var entries = again.ReadAll();
        Assert.Equal(from, entries.Count);
        Assert.Equal(("other", new Term(2)), (entries[^1].Text(), entries[^1].Term));
        Assert.Equal("data", entries[^2].Text());
    }

    [Fact]
    public async Task Compaction_deletes_whole_segments_and_no_more()
    {
        using var open = await OpenAsync(_disk);
        await open.AppendAsync(Enumerable.Range(1, 60).Select(n => Entry((ulong)n)));
        await SnapshotAsync(open, 40);
        var before = _disk.List("raft/log").Count;
        await open.PerformAsync(new LogOperation.CompactTo(new LogIndex(40)));
        Assert.InRange(_disk.List("raft/log").Count, 2, before - 3);
        Assert.Null(open.Log.Read(new LogIndex(1), new LogIndex(60), 1000));
        Assert.Equal("data", open.Log.Read(new LogIndex(41), new LogIndex(60), 1000)![0].Text());
        open.Dispose();

        using var again = await OpenAsync(_disk);
        Assert.Equal(new LogIndex(60), again.Recovered.Tail.Last);
        Assert.InRange(again.Recovered.Tail.Previous.Value, 25UL, 40UL);
    }

    [Fact]
    public async Task A_log_that_a_snapshot_is_past_gives_way_to_it()
    {
        using (var open = await OpenAsync(_disk))
        {
            await open.AppendAsync(Enumerable.Range(1, 10).Select(n => Entry((ulong)n)));
            await SnapshotAsync(open, 25, term: 4);
        }

        using var again = await OpenAsync(_disk);
        Assert.Equal(new LogIndex(25), again.Recovered.Tail.Previous);
        Assert.Equal(new LogIndex(25), again.Recovered.Tail.Last);
        Assert.Equal(new Term(4), again.Recovered.Tail.LastTerm);
        Assert.Empty(_disk.List("raft/log"));
        await again.AppendAsync(Entry(26, term: 5));
        Assert.Equal(["00000000000000000026.log"], _disk.List("raft/log"));
    }

    [Fact]
    public async Task A_log_that_begins_behind_the_newest_snapshot_is_refused()
    {
        using (var open = await OpenAsync(_disk))
        {
            await open.AppendAsync(Enumerable.Range(1, 60).Select(n => Entry((ulong)n)));
        }

        _disk.Delete("raft/log/00000000000000000001.log");
        var failure = await Assert.ThrowsAsync<StorageException>(() => OpenAsync(_disk).AsTask());
        Assert.True(failure.IsCorrupt);
        Assert.Contains("the newest snapshot ends at 0", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_segment_in_the_middle_is_refused()
    {
        using (var open = await OpenAsync(_disk))
        {
            await open.AppendAsync(Enumerable.Range(1, 60).Select(n => Entry((ulong)n)));
        }

        _disk.Delete($"raft/log/{_disk.List("raft/log")[2]}");
        Assert.True((await Assert.ThrowsAsync<StorageException>(() => OpenAsync(_disk).AsTask())).IsCorrupt);
    }

    [Fact]
    public async Task Term_and_vote_survive_and_a_damaged_file_is_refused()
    {
        using (var open = await OpenAsync(_disk))
        {
            await open.Log.WriteAsync([new LogWrite(1) { State = new HardState(new Term(7), new ServerId("s2")) }]);
            await open.Log.WriteAsync([new LogWrite(2) { State = new HardState(new Term(8), null) }]);
        }

        using (var again = await OpenAsync(_disk))
        {
            Assert.Equal(new HardState(new Term(8), null), again.Recovered.State);
        }

        _disk.Corrupt("raft/term", 10);
        var failure = await Assert.ThrowsAsync<StorageException>(() => OpenAsync(_disk).AsTask());
        Assert.Contains("raft/term", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_servers_cannot_share_a_folder()
    {
        using var open = await OpenAsync(_disk);
        await Assert.ThrowsAsync<StorageException>(() => OpenAsync(_disk).AsTask());
    }

    [Fact]
    public async Task A_full_disk_fails_the_write_and_leaves_a_log_that_opens()
    {
        using (var open = await OpenAsync(_disk))
        {
            await open.AppendAsync(Entry(1), Entry(2));
            _disk.BytesLeft = 70;
            await Assert.ThrowsAsync<StorageException>(() => open.AppendAsync(Entry(3), Entry(4)).AsTask());
        }

        _disk.BytesLeft = long.MaxValue;
        using var again = await OpenAsync(_disk);
        Assert.InRange(again.Recovered.Tail.Last.Value, 2UL, 3UL);
    }

    [Fact]
    public async Task A_failed_sync_is_told_and_never_retried()
    {
        using var open = await OpenAsync(_disk);
        await open.AppendAsync(Entry(1));
        _disk.FailsSyncs = true;
        await Assert.ThrowsAsync<StorageException>(() => open.AppendAsync(Entry(2)).AsTask());
    }

    private static (LogIndex, Term, LogEntryType, string, string, Praetor.Foundation.Wire.GoTime) Describe(
        LogEntry entry
    ) =>
        (
            entry.Index,
            entry.Term,
            entry.Type,
            entry.Text(),
            System.Text.Encoding.UTF8.GetString(entry.Extensions.Span),
            entry.AppendedAt
        );

    private static LogWrite Append(ulong index)
    {
        var write = new LogWrite(index);
        write.Operations.Add(new LogOperation.Append(Entry(index)));
        return write;
    }

    private static async Task SnapshotAsync(RaftDisk open, ulong index, ulong term = 1)
    {
        var mark = new SnapshotMark(new LogIndex(index), new Term(term), ServerConfiguration.Empty, default);
        using var writer = open.Snapshots.Create(mark, DateTimeOffset.UnixEpoch);
        writer.State.Write("state"u8);
        await writer.CompleteAsync();
    }
}
