using System.Buffers;
using CsCheck;
using Praetor.Consensus.Log;
using Praetor.Foundation.Storage;
using Praetor.TestKit.Fuzzing;
using Praetor.TestKit.Storage;
using Xunit;
using static Praetor.Consensus.Tests.Log.LogTesting;

namespace Praetor.Consensus.Tests.Log;

/// <summary>What a crash may have done is mended; what no crash can have done is refused.</summary>
public sealed class LogRecoveryTests
{
    private const string First = "raft/log/00000000000000000001.log";
    private const int RecordBytes = LogRecord.HeadBytes + 4;

    [Fact]
    public async Task A_tail_torn_at_any_byte_is_cut_after_the_last_good_record()
    {
        for (var torn = 1; torn < RecordBytes; torn++)
        {
            var disk = await WrittenAsync(segmentBytes: 1 << 20, entries: 5);
            using (var file = disk.OpenAppend(First))
            {
                file.Truncate(file.Length - torn);
            }

            using (var open = await OpenAsync(disk, 1 << 20))
            {
                Assert.Equal(new LogIndex(4), open.Recovered.Tail.Last);
                Assert.Equal(new CutTail(First, LogSegment.HeadBytes + 4 * RecordBytes, RecordBytes - torn), open.Cut);
                await open.AppendAsync(Entry(5, data: "new!"));
            }

            using var again = await OpenAsync(disk, 1 << 20);
            Assert.Equal("new!", again.ReadAll()[^1].Text());
            Assert.Null(again.Cut);
        }
    }

    [Fact]
    public async Task A_hole_in_a_write_that_was_never_confirmed_is_cut_there()
    {
        // One write of three records, of which the middle did not reach the disk.
        var disk = new SimDisk(new Random(1));
        using (var open = await OpenAsync(disk, 1 << 20))
        {
            await open.AppendAsync(Entry(1));
            await open.AppendAsync(Entry(2), Entry(3), Entry(4));
        }

        disk.Corrupt(First, LogSegment.HeadBytes + 2 * RecordBytes + 20);
        using var again = await OpenAsync(disk, 1 << 20);
        Assert.Equal(new LogIndex(2), again.Recovered.Tail.Last);
    }

    [Fact]
    public async Task A_corrupt_middle_is_refused_with_file_and_offset_whatever_byte_it_is() =>
        await Gen.Int[LogSegment.HeadBytes, LogSegment.HeadBytes + 8 * RecordBytes - 1]
            .SampleAsync(
                async offset =>
                {
                    var disk = await WrittenAsync(segmentBytes: 1 << 20, entries: 10);
                    disk.Corrupt(First, offset);
                    var failure = await Assert.ThrowsAsync<StorageException>(() => OpenAsync(disk, 1 << 20).AsTask());
                    var record = LogSegment.HeadBytes + (offset - LogSegment.HeadBytes) / RecordBytes * RecordBytes;
                    Assert.True(failure.IsCorrupt);
                    Assert.Contains(
                        $"{First} is corrupt at offset {record}:",
                        failure.Message,
                        StringComparison.Ordinal
                    );
                },
                iter: 200
            );

    [Fact]
    public async Task Damage_in_a_segment_that_is_not_the_last_is_refused()
    {
        var disk = await WrittenAsync(segmentBytes: 300, entries: 20);
        using (var file = disk.OpenAppend(First))
        {
            file.Truncate(file.Length - 1);
        }

        var failure = await Assert.ThrowsAsync<StorageException>(() => OpenAsync(disk, 300).AsTask());
        Assert.Contains(First, failure.Message, StringComparison.Ordinal);
        Assert.Contains("goes on in another segment", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_head_with_confirmed_records_behind_it_is_refused()
    {
        var disk = await WrittenAsync(segmentBytes: 1 << 20, entries: 3);
        disk.Corrupt(First, 10);
        var failure = await Assert.ThrowsAsync<StorageException>(() => OpenAsync(disk, 1 << 20).AsTask());
        Assert.Contains($"{First} is corrupt at offset 0", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_whose_head_was_torn_is_as_if_it_had_not_been_begun()
    {
        var disk = await WrittenAsync(segmentBytes: 1 << 20, entries: 3);
        using (var file = disk.OpenAppend("raft/log/00000000000000000004.log"))
        {
            file.Append("PRAETL"u8);
        }

        using var open = await OpenAsync(disk, 1 << 20);
        Assert.Equal(new LogIndex(3), open.Recovered.Tail.Last);
        Assert.Equal(new CutTail("raft/log/00000000000000000004.log", 0, 6), open.Cut);
        Assert.Single(disk.List("raft/log"));
    }

    /// <summary>
    /// Disk seed 6. A killed process had written and not synced; its successor read that back, counted it as durable and
    /// acknowledged it. A power failure then took it away.
    /// </summary>
    [Fact]
    public async Task What_a_killed_process_left_unsynced_is_made_durable_before_it_counts()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var disk = new SimDisk(new Random(seed));
            using (var open = await OpenAsync(disk, 1 << 20))
            {
                await open.AppendAsync(Entry(1));
                disk.FailsSyncs = true;
                await Assert.ThrowsAsync<StorageException>(() => open.AppendAsync(Entry(2)).AsTask());
            }

            disk.FailsSyncs = false;
            disk.Kill();
            LogIndex counted;
            using (var open = await OpenAsync(disk, 1 << 20))
            {
                counted = open.Recovered.Tail.Durable;
            }

            disk.Crash();
            using var again = await OpenAsync(disk, 1 << 20);
            Assert.Equal(new LogIndex(2), counted);
            Assert.Equal(counted, again.Recovered.Tail.Last);
        }
    }

    [Fact]
    [FuzzTarget(typeof(LogRecord))]
    public void A_mutated_record_is_no_record_or_the_same_and_never_a_surprise()
    {
        var output = new ArrayBufferWriter<byte>();
        LogRecord.Write(Entry(7, extensions: "ext"), synced: 100, output);
        var good = output.WrittenSpan.ToArray();
        var mutator = new Mutator(new Random(1), [good, [.. good, .. good]]);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = mutator.Next();
            if (LogRecord.TryRead(bytes, out var size, out var synced) is { } entry)
            {
                Assert.Equal((good.Length, 100L, 7UL), (size, synced, entry.Index.Value));
            }
        }
    }

    [Fact]
    [FuzzTarget(typeof(LogSegment))]
    public void A_mutated_head_is_no_head_or_the_same_and_never_a_surprise()
    {
        var good = new LogSegment("path", new LogIndex(7), new Term(3)).Head();
        var mutator = new Mutator(new Random(1), [good]);
        for (var round = 0; round < 20_000; round++)
        {
            Assert.Contains(LogSegment.TryReadHead(mutator.Next(), new LogIndex(7)), new Term?[] { null, new Term(3) });
        }
    }

    [Fact]
    [FuzzTarget(typeof(HardStateFile))]
    public async Task A_mutated_term_file_is_refused_or_the_same()
    {
        var disk = new MemoryDisk();
        disk.CreateDirectory(Folder);
        var state = new HardState(new Term(3), new ServerId("s2"));
        await HardStateFile.WriteAsync(disk, Folder, state);
        using var file = disk.OpenAppend($"{Folder}/term");
        var good = new byte[file.Length];
        file.ReadAt(0, good);
        var mutator = new Mutator(new Random(1), [good]);
        for (var round = 0; round < 5_000; round++)
        {
            file.Truncate(0);
            file.Append(mutator.Next());
            try
            {
                Assert.Equal(state, HardStateFile.Read(disk, Folder));
            }
            catch (StorageException refused)
            {
                Assert.True(refused.IsCorrupt);
            }
        }
    }

    private static async Task<SimDisk> WrittenAsync(int segmentBytes, int entries)
    {
        var disk = new SimDisk(new Random(1));
        using var open = await OpenAsync(disk, segmentBytes);
        for (var n = 1; n <= entries; n++)
        {
            await open.AppendAsync(Entry((ulong)n));
        }

        return disk;
    }
}
