using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Consensus.Driver;
using Praetor.Consensus.Log;
using Praetor.Foundation.Storage;
using Praetor.Foundation.Wire;
using Praetor.TestKit.Consensus;
using Praetor.TestKit.Simulation;
using Xunit;

namespace Praetor.Consensus.Tests.Driver;

/// <summary>The whole driver of a group of one, in a simulated world.</summary>
public sealed class RaftNodeTests
{
    private static readonly ServerId One = new("one");
    private readonly MemoryDisk _disk = new();
    private readonly SimWorld _world = new(seed: 1);
    private ListMachine _machine = new();

    [Fact]
    public void A_group_of_one_leads_at_once()
    {
        Run(async node =>
        {
            await ReadyAsync(node);
            Assert.True(_world.Now < TimeSpan.FromMilliseconds(50), $"It took {_world.Now}.");
            Assert.True(node.View.IsReadyLeader);
            Assert.Equal(One, node.View.Leader?.Id);
            Assert.Equal(new Term(2), node.View.Term);
            Assert.Equal(TimeSpan.Zero, node.View.LastContact);
        });
    }

    [Fact]
    public void A_proposal_is_answered_with_its_index_and_the_machines_word()
    {
        Run(async node =>
        {
            await ReadyAsync(node);
            var outcome = await ProposeAsync(node, "a");
            Assert.Equal(new ProposeOutcome(ProposeStatus.Applied, new LogIndex(3), "did a"), outcome);
            Assert.Equal(["a"], _machine.Commands);
            Assert.Equal(outcome.Index, node.Applied);
            Assert.Equal(outcome.Index, _machine.Batch);
        });
    }

    [Fact]
    public void Proposals_of_many_callers_are_applied_in_the_order_of_their_indexes()
    {
        Run(async node =>
        {
            await ReadyAsync(node);
            var outcomes = await Task.WhenAll(
                Enumerable.Range(0, 1000).Select(n => ProposeAsync(node, $"{n}").AsTask())
            );
            Assert.All(outcomes, outcome => Assert.True(outcome.IsApplied));
            Assert.Equal(1000, outcomes.Select(outcome => outcome.Index).Distinct().Count());
            Assert.Equal(_machine.Applied.OrderBy(entry => entry.Index), _machine.Applied);
        });
    }

    [Fact]
    public void What_was_acknowledged_is_there_after_a_restart()
    {
        Run(async node =>
        {
            await ReadyAsync(node);
            await ProposeAsync(node, "a");
            await ProposeAsync(node, "b");
        });
        _machine = new ListMachine();
        Run(async node =>
        {
            await ReadyAsync(node);
            Assert.Equal(["a", "b"], _machine.Commands);
            Assert.Equal(new Term(3), node.View.Term);
            Assert.True((await ProposeAsync(node, "c")).IsApplied);
        });
    }

    [Fact]
    public void A_barrier_and_a_read_see_everything_before_them()
    {
        Run(async node =>
        {
            await ReadyAsync(node);
            var before = ProposeAsync(node, "a").AsTask();
            Assert.True((await node.BarrierAsync(CancellationToken.None)).IsApplied);
            Assert.True(before.IsCompletedSuccessfully);
            var read = await node.ReadIndexAsync(CancellationToken.None);
            Assert.Equal(ReadStatus.Confirmed, read.Status);
            Assert.True(node.Applied >= read.Index);
            Assert.Equal(["a"], _machine.Commands);
        });
    }

    [Fact]
    public void Snapshots_are_taken_when_due_and_the_log_before_them_goes()
    {
        Run(
            async node =>
            {
                await ReadyAsync(node);
                for (var n = 0; n < 300; n++)
                {
                    await ProposeAsync(node, $"command {n} {new string('x', 100)}");
                }

                Assert.True(_disk.List("raft/log").Count > 3);
                await Task.Delay(TimeSpan.FromSeconds(31), _world);
                Assert.Equal(new LogIndex(302), node.View.Snapshot);
                await ProposeAsync(node, "last");
            },
            Small
        );
        Assert.Single(_disk.List("raft/snapshots"));
        Assert.Equal(2, _disk.List("raft/log").Count);
        var before = _machine.Applied;
        _machine = new ListMachine();
        Run(
            async node =>
            {
                await ReadyAsync(node);
                Assert.Equal(1, _machine.Restores);
                Assert.Equal(before, _machine.Applied);
            },
            Small
        );
    }

    [Fact]
    public void Only_the_newest_snapshots_are_kept()
    {
        Run(async node =>
        {
            await ReadyAsync(node);
            for (var n = 0; n < 4; n++)
            {
                await ProposeAsync(node, $"{n}");
                var meta = await node.TakeSnapshotAsync(CancellationToken.None);
                Assert.Equal(node.Applied, meta.Index);
                Assert.Equal(meta, await node.TakeSnapshotAsync(CancellationToken.None));
            }

            Assert.Equal(2, _disk.List("raft/snapshots").Count);
        });
    }

    [Fact]
    public void A_folder_with_Consuls_store_is_refused_with_the_way_out()
    {
        _disk.CreateDirectory("raft");
        _disk.OpenAppend("raft/raft.db").Dispose();
        var failure = Assert.Throws<StorageException>(() => Run(_ => Task.CompletedTask));
        Assert.Contains("raft/raft.db", failure.Message, StringComparison.Ordinal);
        Assert.Contains("consul snapshot save", failure.Message, StringComparison.Ordinal);
        Assert.Contains("consul snapshot restore", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_is_too_large_is_refused()
    {
        Run(async node =>
        {
            await ReadyAsync(node);
            var outcome = await node.ProposeAsync(
                new byte[(64 << 20) + 1],
                LogEntryType.Command,
                CancellationToken.None
            );
            Assert.Equal(ProposeStatus.TooLarge, outcome.Status);
        });
    }

    [Fact]
    public void A_server_that_was_never_added_to_a_group_refuses_proposals()
    {
        Run(
            async node =>
            {
                Assert.Equal(ProposeStatus.NotLeader, (await ProposeAsync(node, "a")).Status);
                Assert.Equal(ReadStatus.NotLeader, (await node.ReadIndexAsync(CancellationToken.None)).Status);
            },
            options => options with { Founding = null }
        );
    }

    [Fact]
    public void Whoever_waits_when_the_node_stops_is_told_so()
    {
        List<Task<ProposeOutcome>> late = [];
        Run(
            async node =>
            {
                await ReadyAsync(node);
                late.AddRange(Enumerable.Range(0, 5000).Select(n => ProposeAsync(node, $"{n}").AsTask()));
            },
            afterwards: async () =>
            {
                var statuses = (await Task.WhenAll(late)).Select(outcome => outcome.Status).Distinct().ToList();
                Assert.Contains(ProposeStatus.Stopped, statuses);
                Assert.DoesNotContain(ProposeStatus.NotLeader, statuses);
            }
        );
    }

    [Fact]
    public void The_node_measures_commits_applies_and_snapshots()
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        var thread = Environment.CurrentManagedThreadId;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "praetor.raft")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => Note(instrument));
        listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => Note(instrument));
        listener.Start();
        Run(async node =>
        {
            await ReadyAsync(node);
            await ProposeAsync(node, "a");
            await node.TakeSnapshotAsync(CancellationToken.None);
        });
        Assert.Equal(
            [
                "praetor.raft.apply.duration",
                "praetor.raft.apply.entries",
                "praetor.raft.commit.duration",
                "praetor.raft.core.busy",
                "praetor.raft.snapshot.duration",
            ],
            seen
        );

        void Note(Instrument instrument)
        {
            // The instruments are the process's, and other tests measure beside this one; a world has one thread.
            if (Environment.CurrentManagedThreadId == thread)
            {
                seen.Add(instrument.Name);
            }
        }
    }

    [Fact]
    public void Entries_say_when_they_were_appended()
    {
        Run(async node =>
        {
            await ReadyAsync(node);
            await Task.Delay(TimeSpan.FromSeconds(5), _world);
            await ProposeAsync(node, "a");
        });
        using var disk = SimCluster.Finished(
            RaftDisk.OpenAsync(_disk, "raft", segmentBytes: 1000, snapshotsRetained: 1, founding: null).AsTask()
        );
        var times = disk
            .Log.Read(new LogIndex(1), new LogIndex(3), 1 << 20)!
            .Select(entry => entry.AppendedAt)
            .ToList();
        Assert.Equal(GoTime.Zero, times[0]);
        Assert.Equal(DateTimeOffset.UnixEpoch, times[1].ToDateTimeOffset());
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(5), times[2].ToDateTimeOffset());
    }

    private static RaftOptions Small(RaftOptions options) =>
        options with
        {
            SegmentBytes = 4096,
            SnapshotThreshold = 200,
            TrailingLogs = 20,
        };

    private static ValueTask<ProposeOutcome> ProposeAsync(RaftNode node, string command) =>
        node.ProposeAsync(Encoding.UTF8.GetBytes(command), LogEntryType.Command, CancellationToken.None);

    private static async Task ReadyAsync(RaftNode node)
    {
        while (!(await node.LeadershipChanges.ReadAsync()).IsLeader)
        {
            // The level says when.
        }
    }

    private void Run(
        Func<RaftNode, Task> test,
        Func<RaftOptions, RaftOptions>? change = null,
        Func<Task>? afterwards = null
    )
    {
        var options = new RaftOptions
        {
            LocalId = One,
            LocalAddress = "127.0.0.1:8300",
            Founding = new ServerConfiguration([new RaftServer(One, "127.0.0.1:8300", Suffrage.Voter)]),
        };
        _world.Run(
            async () =>
            {
                await using var node = new RaftNode(
                    change is null ? options : change(options),
                    new RaftSeams
                    {
                        Disk = _disk,
                        Machine = _machine,
                        Time = _world,
                        Random = _world.Random,
                        Threads = new SimLoops(_world),
                        Loggers = NullLoggerFactory.Instance,
                    }
                );
                await node.StartAsync(CancellationToken.None);
                using var stop = new CancellationTokenSource();
                var running = node.RunAsync(stop.Token);
                await test(node);
                stop.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
                await (afterwards?.Invoke() ?? Task.CompletedTask);
            },
            TimeSpan.FromMinutes(5)
        );
    }
}
