using Praetor.Consensus;
using Praetor.Consensus.Core;
using Praetor.Consensus.Log;
using Praetor.TestKit.Storage;

namespace Praetor.TestKit.Consensus;

/// <summary>
/// A group of real cores over simulated disks and a simulated network: one queue, one clock, one seed. Every step is
/// followed by the checks of <see cref="SafetyChecker"/>.
/// </summary>
internal sealed class SimCluster
{
    private const int TraceMax = 60;

    // Looking whether the end is reached costs more than a step.
    private const int StepsBetweenLooks = 16;
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(25);

    private readonly PriorityQueue<(SimServer? Server, Action Action), (TimeSpan Due, long Sequence)> _queue = new();
    private readonly Queue<string> _trace = new();
    private readonly List<SimServer> _servers = [];
    private long _sequence;

    /// <param name="seed">Everything follows from it.</param>
    /// <param name="founders">How many servers found the group.</param>
    /// <param name="others">How many more there are, that may be added to it.</param>
    public SimCluster(int seed, int founders, int others = 0)
    {
        Random = new Random(seed);
        Founders = founders;
        Network = new SimNetwork(this);
        var servers = Enumerable.Range(1, founders + others).Select(n => new ServerId($"s{n}")).ToList();
        var founding = new ServerConfiguration([
            .. servers.Take(founders).Select(id => new RaftServer(id, $"{id}:8300", Suffrage.Voter)),
        ]);
        foreach (var id in servers)
        {
            var disk = new SimDisk(new Random(Random.Next()));
            _servers.Add(new SimServer(this, id, disk, _servers.Count < founders ? founding : null));
        }
    }

    public Random Random { get; }

    public SimNetwork Network { get; }

    /// <summary>How many of the servers, the first ones, have founded the group.</summary>
    public int Founders { get; }

    public SafetyChecker Checker { get; } = new();

    public IReadOnlyList<SimServer> Servers => _servers;

    public TimeSpan Now { get; private set; }

    public DateTimeOffset WallClock => DateTimeOffset.UnixEpoch + Now;

    public int Steps { get; private set; }

    public int ReadsConfirmed { get; set; }

    /// <summary>How slow disks are at the moment.</summary>
    public TimeSpan DiskDelayMax { get; set; } = TimeSpan.FromMilliseconds(3);

    /// <summary>The leader of the highest term, as far as one thinks to be it.</summary>
    public SimServer? Leader =>
        _servers.Where(server => server.Core?.Role is LeaderRole).MaxBy(server => server.Core!.Term.Value);

    /// <summary>The result of a task that never waits here.</summary>
    public static T Finished<T>(Task<T> task)
    {
        Finished((Task)task);
#pragma warning disable VSTHRD002, VSTHRD104 // It is complete.
        return task.Result;
#pragma warning restore VSTHRD002, VSTHRD104
    }

    public static void Finished(Task task)
    {
        if (!task.IsCompleted)
        {
            throw new InvalidOperationException("A simulated disk completes its work at once here.");
        }

#pragma warning disable VSTHRD002 // It is complete.
        task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    public static CoreOptions OptionsFor(ServerId id) =>
        new()
        {
            LocalId = id,
            TrailingLogs = 8,
            BatchEntriesMax = 5,
            BatchBytesMax = 600,
            KeptEntriesMax = 6,
            DiskStallMax = TimeSpan.FromSeconds(2),
        };

    public SimServer? Find(ServerId id) => _servers.Find(server => server.Id == id);

    /// <summary>One server whose disk hangs.</summary>
    public ServerId? Stalled { get; set; }

    public TimeSpan DiskDelay(SimServer server) =>
        Random.NextSpan(server.Id == Stalled ? TimeSpan.FromSeconds(3) : DiskDelayMax);

    public void StartAll()
    {
        foreach (var server in _servers)
        {
            Start(server);
        }
    }

    public void Start(SimServer server)
    {
        Guard(server, server.Start);
        if (server.IsUp)
        {
            Trace($"{server.Id} starts");
            TickLater(server, server.Life);
        }
    }

    /// <summary>Whether an entry is on the disks of a majority of the voters.</summary>
    public bool IsOnMajorityOfDisks(RaftCore core, LogEntry entry) =>
        CommitRule.IsMajority(core.Configuration, id => Find(id)?.HasOnDisk(entry.Index, entry.Term) ?? false);

    /// <summary>Does something later; a power failure in it is that server's.</summary>
    public void After(TimeSpan delay, SimServer? server, Action action) =>
        _queue.Enqueue((server, action), (Now + delay, ++_sequence));

    /// <summary>Runs until a moment.</summary>
    public void RunUntil(TimeSpan until)
    {
        while (_queue.TryPeek(out _, out var next) && next.Due <= until)
        {
            RunNext();
        }

        Now = until;
    }

    /// <summary>Runs until something is so, or a time has passed.</summary>
    /// <returns>Whether it is so.</returns>
    public bool RunUntil(Func<bool> condition, TimeSpan atMost)
    {
        var until = Now + atMost;
        while (!condition())
        {
            for (var step = 0; step < StepsBetweenLooks; step++)
            {
                if (!_queue.TryPeek(out _, out var next) || next.Due > until)
                {
                    return condition();
                }

                RunNext();
            }
        }

        return true;
    }

    public void Trace(string what)
    {
        _trace.Enqueue($"{Now.TotalSeconds:F4} {what}");
        if (_trace.Count > TraceMax)
        {
            _trace.Dequeue();
        }
    }

    /// <summary>What happened last, and what each server thinks.</summary>
    public string Describe()
    {
        var views = _servers.Select(server =>
            server.Core is { } core
                ? $"{server.Id}: {core.Role.Kind} term {core.Term} log ({core.Log.Previous}, {core.Log.Last}] durable {core.Log.Durable} commit {core.Commit} applied {server.Machine.Index}"
                : $"{server.Id}: down"
        );
        var progress = (Leader?.Core?.Role as LeaderRole)?.Followers.Select(follower =>
            $"{Leader!.Id} feeds {follower.Key}: {follower.Value.Mode} match {follower.Value.Match} next {follower.Value.Next}{(follower.Value.IsWaiting ? " waiting" : "")}"
        );
        return string.Join(Environment.NewLine, _trace.Concat(views).Concat(progress ?? []));
    }

    private void RunNext()
    {
        _queue.TryDequeue(out var next, out var key);
        Now = key.Due;
        Steps++;
        Guard(next.Server, next.Action);
    }

    private static void Guard(SimServer? server, Action action)
    {
        try
        {
            action();
        }
        catch (PowerFailedException) when (server is not null)
        {
            server.Crash();
        }
    }

    private void TickLater(SimServer server, int life) =>
        After(
            TickEvery,
            server,
            () =>
            {
                if (server.Life == life && server.IsUp)
                {
                    server.Step(RaftInput.Tick.Instance);
                    TickLater(server, life);
                }
            }
        );
}
