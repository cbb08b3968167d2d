using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Consensus.Driver;
using Praetor.Consensus.Log;
using Praetor.Platform.Loops;
using Praetor.Platform.Storage;
using Praetor.TestKit.Consensus;
using Xunit;

namespace Praetor.Consensus.Tests.Driver;

/// <summary>The node as the agent runs it: a thread for each loop, and a real disk.</summary>
public sealed class RealWorldTests : IDisposable
{
    private static readonly ServerId One = new("one");
    private readonly string _root = Directory.CreateTempSubdirectory("praetor-raft-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Many_callers_are_answered_and_a_restart_finds_everything()
    {
        const int Callers = 16;
        const int Each = 100;
        var machine = new ListMachine();
        await RunAsync(
            machine,
            async node =>
            {
                await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => WriteAsync(node, caller, Each)));
                await node.TakeSnapshotAsync(CancellationToken.None);
                await WriteAsync(node, Callers, Each);
            }
        );
        Assert.Equal((Callers + 1) * Each, machine.Commands.Distinct().Count());

        var restarted = new ListMachine();
        await RunAsync(
            restarted,
            async node =>
            {
                Assert.True((await node.ReadIndexAsync(CancellationToken.None)).IsConfirmed);
                Assert.Equal(machine.Applied, restarted.Applied);
                Assert.Equal(1, restarted.Restores);
            }
        );
    }

    [Fact]
    public async Task A_second_server_in_the_same_folder_is_refused() =>
        await RunAsync(
            new ListMachine(),
            async _ =>
            {
                await using var second = NewNode(new ListMachine());
                await Assert.ThrowsAsync<Praetor.Foundation.Storage.StorageException>(() =>
                    second.StartAsync(CancellationToken.None).AsTask()
                );
            }
        );

    private static async Task WriteAsync(RaftNode node, int caller, int count)
    {
        for (var n = 0; n < count; n++)
        {
            var command = Encoding.UTF8.GetBytes($"{caller} {n}");
            var outcome = await node.ProposeAsync(command, LogEntryType.Command, CancellationToken.None);
            Assert.Equal($"did {caller} {n}", outcome.Response);
            Assert.True(node.Applied >= outcome.Index);
        }
    }

    private async Task RunAsync(ListMachine machine, Func<RaftNode, Task> test)
    {
        await using var node = NewNode(machine);
        await node.StartAsync(CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var running = node.RunAsync(stop.Token);
        while (!(await node.LeadershipChanges.ReadAsync()).IsLeader)
        {
            // The level says when.
        }

        await test(node);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private RaftNode NewNode(ListMachine machine) =>
        new(
            new RaftOptions
            {
                LocalId = One,
                LocalAddress = "127.0.0.1:8300",
                SegmentBytes = 20_000,
                Founding = new ServerConfiguration([new RaftServer(One, "127.0.0.1:8300", Suffrage.Voter)]),
            },
            new RaftSeams
            {
                Disk = new FileDisk(_root),
                Machine = machine,
                Time = TimeProvider.System,
                Random = new Random(1),
                Threads = new DedicatedThreads(),
                Loggers = NullLoggerFactory.Instance,
            }
        );
}
