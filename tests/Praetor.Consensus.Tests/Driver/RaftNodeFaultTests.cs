using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Consensus.Driver;
using Praetor.Consensus.Log;
using Praetor.Foundation.Storage;
using Praetor.TestKit.Consensus;
using Praetor.TestKit.Logging;
using Praetor.TestKit.Simulation;
using Praetor.TestKit.Storage;
using Xunit;

namespace Praetor.Consensus.Tests.Driver;

/// <summary>The whole driver over a disk that fails, is slow, and loses power.</summary>
public sealed class RaftNodeFaultTests
{
    private static readonly ServerId One = new("one");

    [Fact]
    public void A_failed_sync_ends_the_node_and_acknowledges_nothing()
    {
        var world = new SimWorld(1);
        var disk = new SimDisk(new Random(1), world);
        world.Run(
            async () =>
            {
                await using var node = NewNode(world, disk, new ListMachine());
                var running = await RunAsync(node);
                disk.FailsSyncs = true;
                var proposal = await ProposeAsync(node, "a");
                Assert.Equal(ProposeStatus.Stopped, proposal.Status);
                var failure = await Assert.ThrowsAsync<StorageException>(() => running);
                Assert.Contains("input/output error", failure.Message, StringComparison.Ordinal);
                Assert.Equal(ProposeStatus.Stopped, (await ProposeAsync(node, "b")).Status);
            },
            TimeSpan.FromMinutes(1)
        );
    }

    [Fact]
    public void Many_proposals_share_the_syncs_of_a_slow_disk()
    {
        var world = new SimWorld(1);
        var disk = new SimDisk(new Random(1), world) { SyncTakes = TimeSpan.FromMilliseconds(20) };
        world.Run(
            async () =>
            {
                await using var node = NewNode(world, disk, new ListMachine());
                using var stop = new CancellationTokenSource();
                var running = await RunAsync(node, stop.Token);
                var before = disk.Syncs;
                await Task.WhenAll(Enumerable.Range(0, 200).Select(n => ProposeAsync(node, $"{n}").AsTask()));

                // One for the first, one for all the others, and one for each of the small segments that they fill.
                Assert.InRange(disk.Syncs - before, 2, 8);
                stop.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
            },
            TimeSpan.FromMinutes(1)
        );
    }

    [Fact]
    public void A_stalled_disk_costs_the_leadership_and_gets_it_back()
    {
        var world = new SimWorld(1);
        var disk = new SimDisk(new Random(1), world);
        world.Run(
            async () =>
            {
                await using var node = NewNode(world, disk, new ListMachine());
                using var stop = new CancellationTokenSource();
                var running = await RunAsync(node, stop.Token);
                disk.SyncTakes = TimeSpan.FromSeconds(8);
                Assert.Equal(ProposeStatus.LeadershipLost, (await ProposeAsync(node, "a")).Status);
                Assert.False((await node.LeadershipChanges.ReadAsync()).IsLeader);
                disk.SyncTakes = TimeSpan.Zero;
                Assert.True((await node.LeadershipChanges.ReadAsync()).IsLeader);
                Assert.True((await ProposeAsync(node, "b")).IsApplied);
                stop.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
            },
            TimeSpan.FromMinutes(2)
        );
    }

    [Fact]
    public void A_snapshot_that_finds_no_room_costs_nothing_else()
    {
        var world = new SimWorld(1);
        var disk = new SimDisk(new Random(1), world);
        world.Run(
            async () =>
            {
                await using var node = NewNode(world, disk, new ListMachine());
                using var stop = new CancellationTokenSource();
                var running = await RunAsync(node, stop.Token);
                await ProposeAsync(node, "a");
                disk.BytesLeft = 3;
                await Assert.ThrowsAsync<StorageException>(() =>
                    node.TakeSnapshotAsync(CancellationToken.None).AsTask()
                );
                disk.BytesLeft = long.MaxValue;
                Assert.Empty(disk.List("raft/snapshots"));
                Assert.True((await ProposeAsync(node, "b")).IsApplied);
                Assert.Equal(node.Applied, (await node.TakeSnapshotAsync(CancellationToken.None)).Index);
                stop.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
            },
            TimeSpan.FromMinutes(1)
        );
    }

    /// <summary>
    /// Goal: with the real loops too, a power failure loses nothing that a caller was told. Method: eight callers write,
    /// snapshots are taken, the power fails at a random change of the disk; then the node starts again and is asked.
    /// </summary>
    [Fact]
    public void A_power_failure_under_load_loses_nothing_acknowledged()
    {
        var acknowledged = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var world = new SimWorld(seed);
            var disk = new SimDisk(new Random(seed), world) { SyncTakes = TimeSpan.FromMilliseconds(2) };
            var told = new SortedDictionary<ulong, string>();
            for (var life = 0; life < 4; life++)
            {
                world.Run(() => LiveAsync(world, disk, told), TimeSpan.FromMinutes(10));
                disk.Crash();
            }

            acknowledged += told.Count;
        }

        Assert.True(acknowledged > 2000);
    }

    [Fact]
    public void A_torn_tail_is_cut_with_a_warning_that_says_where_and_how_much()
    {
        const string Segment = "raft/log/00000000000000000001.log";
        var world = new SimWorld(1);
        var disk = new SimDisk(new Random(1), world);
        using var log = new LogRecorder();
        world.Run(
            async () =>
            {
                await LiveBrieflyAsync(world, disk, NullLoggerFactory.Instance);
                long end;
                using (var file = disk.OpenAppend(Segment))
                {
                    end = file.Length;
                    file.Append("half a record"u8);
                }

                await LiveBrieflyAsync(world, disk, log);
                var line = Assert.Single(log.Lines, line => line.Level == LogLevel.Warning);
                Assert.Equal(
                    $"The last write to the log was torn, as a crash leaves it: {disk.Description}/{Segment} was cut at "
                        + $"offset {end}, 13 bytes are gone",
                    line.Text
                );
            },
            TimeSpan.FromMinutes(1)
        );
    }

    [Fact]
    public void A_log_that_is_whole_is_opened_without_a_warning()
    {
        var world = new SimWorld(1);
        var disk = new SimDisk(new Random(1), world);
        using var log = new LogRecorder();
        world.Run(
            async () =>
            {
                await LiveBrieflyAsync(world, disk, log);
                await LiveBrieflyAsync(world, disk, log);
                Assert.NotEmpty(log.Lines);
                Assert.DoesNotContain(log.Lines, line => line.Level >= LogLevel.Warning);
            },
            TimeSpan.FromMinutes(1)
        );
    }

    [Fact]
    public void A_folder_of_a_larger_group_is_refused()
    {
        var world = new SimWorld(1);
        var group = new ServerConfiguration([
            new RaftServer(One, "a:8300", Suffrage.Voter),
            new RaftServer(new ServerId("two"), "b:8300", Suffrage.Voter),
        ]);
        var failure = Assert.Throws<NotSupportedException>(() =>
            world.Run(
                async () =>
                {
                    await using var node = NewNode(world, new MemoryDisk(), new ListMachine(), group);
                    await node.StartAsync(CancellationToken.None);
                },
                TimeSpan.FromMinutes(1)
            )
        );
        Assert.Contains("two at b:8300", failure.Message, StringComparison.Ordinal);
    }

    private static async Task LiveAsync(SimWorld world, SimDisk disk, SortedDictionary<ulong, string> told)
    {
        var machine = new ListMachine();
        await using var node = NewNode(world, disk, machine);
        using var stop = new CancellationTokenSource();
        var running = await RunAsync(node, stop.Token);
        var states = machine.Applied.ToDictionary(entry => entry.Index, entry => entry.Command);
        Assert.All(told, entry => Assert.Equal(entry.Value, states.GetValueOrDefault(entry.Key)));

        disk.ChangesUntilPowerFails = world.Random.Next(150);
        var callers = Enumerable.Range(0, 8).Select(caller => WriteAsync(world, node, caller, told)).ToList();
        callers.Add(SnapshotAsync(world, node));
        await Task.WhenAll(callers);
        await Assert.ThrowsAnyAsync<Exception>(() => running);
    }

    private static async Task WriteAsync(
        SimWorld world,
        RaftNode node,
        int caller,
        SortedDictionary<ulong, string> told
    )
    {
        for (var n = 0; ; n++)
        {
            var command = $"{world.Now.Ticks} {caller} {n} {new string('x', world.Random.Next(100))}";
            var outcome = await ProposeAsync(node, command);
            if (!outcome.IsApplied)
            {
                return;
            }

            told.Add(outcome.Index.Value, command);
        }
    }

    private static async Task SnapshotAsync(SimWorld world, RaftNode node)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(world.Random.Next(1, 30)), world);
                await node.TakeSnapshotAsync(CancellationToken.None);
            }
        }
        catch (Exception ended)
            when (ended
                    is PowerFailedException
                        or OperationCanceledException
                        or System.Threading.Channels.ChannelClosedException
            )
        {
            // The node has ended, by this loop's disk or another's.
        }
    }

    private static ValueTask<ProposeOutcome> ProposeAsync(RaftNode node, string command) =>
        node.ProposeAsync(Encoding.UTF8.GetBytes(command), LogEntryType.Command, CancellationToken.None);

    private static async Task<Task> RunAsync(RaftNode node, CancellationToken stopping = default)
    {
        await node.StartAsync(CancellationToken.None);
        var running = node.RunAsync(stopping);
        while (!(await node.LeadershipChanges.ReadAsync(CancellationToken.None)).IsLeader)
        {
            // The level says when.
        }

        return running;
    }

    private static async Task LiveBrieflyAsync(SimWorld world, SimDisk disk, ILoggerFactory loggers)
    {
        await using var node = NewNode(world, disk, new ListMachine(), loggers: loggers);
        using var stop = new CancellationTokenSource();
        var running = await RunAsync(node, stop.Token);
        Assert.True((await ProposeAsync(node, "a")).IsApplied);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static RaftNode NewNode(
        SimWorld world,
        IDisk disk,
        ListMachine machine,
        ServerConfiguration? founding = null,
        ILoggerFactory? loggers = null
    ) =>
        new(
            new RaftOptions
            {
                LocalId = One,
                LocalAddress = "127.0.0.1:8300",
                SegmentBytes = 2000,
                TrailingLogs = 20,
                Founding = founding ?? new ServerConfiguration([new RaftServer(One, "127.0.0.1:8300", Suffrage.Voter)]),
            },
            new RaftSeams
            {
                Disk = disk,
                Machine = machine,
                Time = world,
                Random = world.Random,
                Threads = new SimLoops(world),
                Loggers = loggers ?? NullLoggerFactory.Instance,
            }
        );
}
