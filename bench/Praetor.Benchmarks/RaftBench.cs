using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Consensus;
using Praetor.Consensus.Driver;
using Praetor.Consensus.Log;
using Praetor.Foundation.Storage;
using Praetor.Platform.Loops;
using Praetor.Platform.Storage;

namespace Praetor.Benchmarks;

/// <summary>
/// How many proposals a group of one takes in a second, beside the floor: the same bytes written by the same number of
/// callers through one loop with a grouped fdatasync, and nothing else.
/// </summary>
internal static class RaftBench
{
    public sealed record Options(string Folder, int Callers, int Bytes, TimeSpan Length);

    public static Options Parse(string[] args)
    {
        string Value(string name, string fallback) =>
            Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : fallback;
        int Number(string name, int fallback) =>
            int.Parse(Value(name, fallback.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

        return new Options(
            Value("--folder", Path.GetTempPath()),
            Number("--callers", 64),
            Number("--bytes", 128),
            TimeSpan.FromSeconds(Number("--seconds", 3))
        );
    }

    public static async Task RunAsync(Options options)
    {
        for (var round = 1; round <= 3; round++)
        {
            Print(round, "floor", await FloorAsync(options));
            Print(round, "raft", await RaftAsync(options, new FileDisk(NewFolder(options))));
            Print(round, "raft in memory", await RaftAsync(options, new MemoryDisk()));
        }
    }

    private static string NewFolder(Options options) =>
        Directory.CreateDirectory(Path.Join(options.Folder, $"praetor-bench-{Guid.NewGuid():N}")).FullName;

    private static async Task<List<TimeSpan>> RaftAsync(Options options, IDisk disk)
    {
        var id = new ServerId("one");
        await using var node = new RaftNode(
            new RaftOptions
            {
                LocalId = id,
                LocalAddress = "127.0.0.1:8300",
                Founding = new ServerConfiguration([new RaftServer(id, "127.0.0.1:8300", Suffrage.Voter)]),
            },
            new RaftSeams
            {
                Disk = disk,
                Machine = new CountingMachine(),
                Time = TimeProvider.System,
                Random = new Random(1),
                Threads = new DedicatedThreads(),
                Loggers = NullLoggerFactory.Instance,
            }
        );
        await node.StartAsync(CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var running = node.RunAsync(stop.Token);
        while (!(await node.LeadershipChanges.ReadAsync()).IsLeader) { }

        var command = new byte[options.Bytes];
        var times = await CallAsync(
            options,
            async () =>
            {
                var outcome = await node.ProposeAsync(command, LogEntryType.Command, CancellationToken.None);
                if (!outcome.IsApplied)
                {
                    throw new InvalidOperationException(outcome.ToString());
                }
            }
        );
        await stop.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // We asked for it.
        }

        if (disk is FileDisk)
        {
            Directory.Delete(disk.Description, recursive: true);
        }

        return times;
    }

    private static async Task<List<TimeSpan>> FloorAsync(Options options)
    {
        var disk = new FileDisk(NewFolder(options));
        List<TimeSpan> times;
        using (var file = disk.OpenAppend("floor"))
        {
            var writer = new GroupedWriter(file);
            var record = new byte[options.Bytes + 56];
            times = await CallAsync(options, () => writer.WriteAsync(record));
            writer.Stop();
        }

        Directory.Delete(disk.Description, recursive: true);
        return times;
    }

    private static async Task<List<TimeSpan>> CallAsync(Options options, Func<Task> call)
    {
        var until = Stopwatch.GetTimestamp() + (long)(options.Length.TotalSeconds * Stopwatch.Frequency);
        var callers = Enumerable
            .Range(0, options.Callers)
            .Select(async _ =>
            {
                await Task.Yield();
                var times = new List<TimeSpan>();
                while (Stopwatch.GetTimestamp() < until)
                {
                    var began = Stopwatch.GetTimestamp();
                    await call();
                    times.Add(Stopwatch.GetElapsedTime(began));
                }

                return times;
            })
            .ToList();
        var all = (await Task.WhenAll(callers)).SelectMany(times => times).ToList();
        all.Sort();
        return [options.Length, .. all];
    }

    private static void Print(int round, string what, List<TimeSpan> times)
    {
        var count = times.Count - 1;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"round {round}  {what, -15} {count / times[0].TotalSeconds, 9:F0}/s   p50 {times[1 + count / 2].TotalMilliseconds:F3} ms   p99 {times[1 + count * 99 / 100].TotalMilliseconds:F3} ms"
            )
        );
    }

    private sealed class CountingMachine : IStateMachine
    {
        private long _count;

        public object? Apply(LogEntry entry)
        {
            _count++;
            return null;
        }

        public void BatchApplied(LogIndex applied) { }

        public ISnapshotSource Snapshot() => new Picture(_count);

        public void Restore(Stream state, LogIndex index) => _count = 0;

        private sealed class Picture(long count) : ISnapshotSource
        {
            public ValueTask WriteAsync(Stream destination, CancellationToken stopping) =>
                destination.WriteAsync(BitConverter.GetBytes(count), stopping);

            public void Dispose() { }
        }
    }

    /// <summary>The floor: one thread that writes what has queued up and syncs once for all of it.</summary>
    private sealed class GroupedWriter
    {
        private readonly object _gate = new();
        private readonly IDiskFile _file;
        private List<(byte[] Record, TaskCompletionSource Done)> _queue = [];
        private bool _isStopped;

        public GroupedWriter(IDiskFile file)
        {
            _file = file;
            new Thread(Run) { IsBackground = true }.Start();
        }

        public Task WriteAsync(byte[] record)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
            {
                _queue.Add((record, done));
                Monitor.Pulse(_gate);
            }

            return done.Task;
        }

        public void Stop()
        {
            lock (_gate)
            {
                _isStopped = true;
                Monitor.Pulse(_gate);
            }
        }

        private void Run()
        {
            var buffer = new MemoryStream();
            List<(byte[] Record, TaskCompletionSource Done)> taken = [];
            while (true)
            {
                lock (_gate)
                {
                    while (_queue.Count == 0 && !_isStopped)
                    {
                        Monitor.Wait(_gate);
                    }

                    if (_isStopped)
                    {
                        return;
                    }

                    (taken, _queue) = (_queue, taken);
                }

                buffer.SetLength(0);
                foreach (var (record, _) in taken)
                {
                    buffer.Write(record);
                }

                _file.Append(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
#pragma warning disable VSTHRD002 // The real disk blocks; the task is complete when we get it.
                _file.SyncAsync().AsTask().GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
                foreach (var (_, done) in taken)
                {
                    done.SetResult();
                }

                taken.Clear();
            }
        }
    }
}
