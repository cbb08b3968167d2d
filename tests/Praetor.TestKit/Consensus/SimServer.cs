using Praetor.Consensus;
using Praetor.Consensus.Core;
using Praetor.Consensus.Log;
using Praetor.Consensus.Snapshots;
using Praetor.TestKit.Storage;

namespace Praetor.TestKit.Consensus;

/// <summary>
/// One server of a simulated group: the real core, log, recovery and snapshots over a simulated disk, and the driver's
/// order of effects without its loops.
/// </summary>
internal sealed class SimServer(SimCluster cluster, ServerId id, SimDisk disk, ServerConfiguration? founding)
{
    // Small, so that segments roll, snapshots fall due and followers outlive their leaders' logs within a short run.
    private const int SegmentBytes = 700;
    private const string Folder = "raft";

    private readonly Queue<(ProposeRequest Request, LogIndex Index, Term Term)> _awaited = new();
    private readonly Dictionary<RaftRequest, LogIndex> _reads = [];
    private readonly List<LogWrite> _owed = [];
    private readonly RaftEffects _effects = new();

    // The terms of the entries that the core has asked to be written, durable or not, and of the one before them.
    private readonly SortedDictionary<ulong, Term> _inMemory = [];
    private RaftDisk? _open;
    private SnapshotMark _at = SnapshotMark.None;
    private bool _isFlushing;

    public ServerId Id => id;

    public SimDisk Disk => disk;

    public RaftCore? Core { get; private set; }

    public bool IsUp => Core is not null;

    public ChainMachine Machine { get; private set; } = new();

    /// <summary>Counts starts: what was under way before a crash is for another life.</summary>
    public int Life { get; private set; }

    /// <summary>What is on this server's disk for certain: the terms of its entries.</summary>
    public SortedDictionary<ulong, Term> OnDisk { get; } = [];

    /// <summary>The snapshot that stands for everything before on this server's disk.</summary>
    public LogIndex SnapshotOnDisk { get; private set; }

    public void Start()
    {
        Life++;
        var opening = RaftDisk.OpenAsync(disk, Folder, SegmentBytes, snapshotsRetained: 2, founding).AsTask();
        _open = SimCluster.Finished(opening);
        Machine = new ChainMachine();
        var recovered = _open.Recovered;
        _at = recovered.Snapshot;
        SnapshotOnDisk = recovered.Snapshot.Index;
        if (_open.Snapshots.List() is [var newest, ..])
        {
            _open.Snapshots.Verify(newest);
            RestoreMachine(newest);
        }

        OnDisk.Clear();
        _inMemory.Clear();
        _inMemory[recovered.Tail.Previous.Value] = recovered.Tail.PreviousTerm;
        for (var index = recovered.Tail.Previous.Next; index <= recovered.Tail.Last; index = index.Next)
        {
            OnDisk[index.Value] = _inMemory[index.Value] = recovered.Tail.TermAt(index)!.Value;
        }

        Core = new RaftCore(SimCluster.OptionsFor(id), recovered, cluster.Random, cluster.Now);
    }

    /// <summary>
    /// The power fails, and what the disk has not promised may be gone; or only the process is killed, and what it has
    /// written is to be read again, promised or not.
    /// </summary>
    public void Crash()
    {
        if (cluster.Random.Next(2) == 0)
        {
            disk.Crash();
        }
        else
        {
            disk.Kill();
        }

        Core = null;
        _open = null;
        _isFlushing = false;
        _owed.Clear();
        _awaited.Clear();
        _reads.Clear();
        cluster.Trace($"{id} crashes");
    }

    public void Step(RaftInput input)
    {
        if (Core is null)
        {
            return;
        }

        if (input is ReadRequest read)
        {
            _reads[read] = cluster.Checker.LastAcknowledged;
        }

        _effects.Clear();
        Core.Step(input, cluster.Now, _effects);
        Core.Flush(cluster.Now, _effects);
        Perform(Core);
        if (Core.Role is LeaderRole)
        {
            cluster.Checker.IsLeader(id, Core);
        }
    }

    /// <summary>Takes a snapshot, as the driver's loop does in the background.</summary>
    public void TakeSnapshot()
    {
        if (Core is null || _at.Index == Core.Snapshot.Index)
        {
            return;
        }

        using (var writer = _open!.Snapshots.Create(_at, cluster.WallClock))
        {
            Machine.Write(writer.State);
            SimCluster.Finished(writer.CompleteAsync().AsTask());
        }

        cluster.Trace($"{id} takes a snapshot at {_at.Index}");
        SnapshotOnDisk = LogIndex.Max(SnapshotOnDisk, _at.Index);
        Step(new RaftInput.SnapshotTaken(_at));
    }

    /// <summary>A leader's snapshot arrives, whole or broken off.</summary>
    /// <returns>Whether it is whole and on disk.</returns>
    public bool ReceiveSnapshot(ServerId from, Term term, SnapshotMeta meta, byte[] state, int arrived)
    {
        if (Core is null)
        {
            return false;
        }

        using (var writer = _open!.Snapshots.Create(meta.ToMark(), cluster.WallClock))
        {
            writer.State.Write(state.AsSpan(0, arrived));
            if (arrived < state.Length)
            {
                return false;
            }

            SimCluster.Finished(writer.CompleteAsync().AsTask());
        }

        SnapshotOnDisk = LogIndex.Max(SnapshotOnDisk, meta.Index);
        Step(new RaftInput.SnapshotReceived(from, term, meta.ToMark()));
        return true;
    }

    /// <summary>Whether an entry is on this server's disk, by itself or in a snapshot.</summary>
    public bool HasOnDisk(LogIndex index, Term term) =>
        index <= SnapshotOnDisk || (OnDisk.TryGetValue(index.Value, out var known) && known == term);

    private void Perform(RaftCore core)
    {
        foreach (var (request, index, term) in _effects.Accepted)
        {
            if (request is ProposeRequest propose)
            {
                _awaited.Enqueue((propose, index, term));
            }
        }

        if (_effects.Write is { } write)
        {
            CheckWrite(write);
            _owed.Add(write);
            FlushSoon();
        }

        cluster.Network.Send(_effects.Messages);
        if (_effects.Restore is { } mark)
        {
            RestoreMachine(_open!.Snapshots.List().First(meta => meta.Index == mark.Index && meta.Term == mark.Term));
            _at = mark;
            cluster.Checker.Applied(id, Machine);
        }

        if (_effects.CommittedTo is { } commit)
        {
            Apply(core, commit);
        }

        Answer();
        if (core.Role is not LeaderRole)
        {
            _awaited.Clear(); // Their callers are told that nobody knows.
        }

        Feed();
    }

    private void CheckWrite(LogWrite write)
    {
        foreach (var operation in write.Operations)
        {
            switch (operation)
            {
                case LogOperation.TruncateFrom truncate:
                    cluster.Checker.Truncated(id, truncate.Index, index => _inMemory.GetValueOrDefault(index.Value));
                    RemoveFrom(_inMemory, truncate.Index);
                    break;
                case LogOperation.Append append:
                    var index = append.Entry.Index;
                    cluster.Checker.Appended(id, append.Entry, _inMemory[index.Previous.Value]);
                    _inMemory[index.Value] = append.Entry.Term;
                    break;
                case LogOperation.Reset reset:
                    _inMemory.Clear();
                    _inMemory[reset.SnapshotIndex.Value] = reset.SnapshotTerm;
                    break;
            }
        }
    }

    private void FlushSoon()
    {
        if (_isFlushing)
        {
            return;
        }

        _isFlushing = true;
        var life = Life;
        cluster.After(
            cluster.DiskDelay(this),
            this,
            () =>
            {
                if (life == Life && Core is not null)
                {
                    Flush();
                }
            }
        );
    }

    private void Flush()
    {
        var writes = _owed.ToList();
        _owed.Clear();
        SimCluster.Finished(_open!.Log.WriteAsync(writes).AsTask());
        foreach (var operation in writes.SelectMany(write => write.Operations))
        {
            Mirror(operation);
        }

        _isFlushing = false;
        Step(new RaftInput.Persisted(writes[^1].Sequence));
        if (_owed.Count > 0)
        {
            FlushSoon();
        }
    }

    private void Mirror(LogOperation operation)
    {
        switch (operation)
        {
            case LogOperation.Append append:
                OnDisk[append.Entry.Index.Value] = append.Entry.Term;
                break;
            case LogOperation.TruncateFrom truncate:
                RemoveFrom(OnDisk, truncate.Index);
                break;
            case LogOperation.Reset:
                OnDisk.Clear();
                break;
        }
    }

    private void Apply(RaftCore core, LogIndex commit)
    {
        foreach (var entry in Committed(commit))
        {
            cluster.Checker.Committed(id, entry.Index, entry.Term, () => cluster.IsOnMajorityOfDisks(core, entry));
            Machine.Apply(entry);
            cluster.Checker.Applied(id, Machine);
            var (configuration, configurationIndex) =
                entry.Type == LogEntryType.Configuration
                    ? (ConfigurationCodec.Decode(entry.Data.Span), entry.Index)
                    : (_at.Configuration, _at.ConfigurationIndex);
            _at = new SnapshotMark(entry.Index, entry.Term, configuration, configurationIndex);
            if (_awaited.TryPeek(out var awaited) && awaited.Index == entry.Index && awaited.Term == entry.Term)
            {
                _awaited.Dequeue();
                cluster.Checker.Acknowledge(entry.Index);
            }
        }

        if (_at.Index != commit)
        {
            throw new SafetyException($"{id} applied up to {_at.Index} and not to the commit index {commit}");
        }
    }

    private IEnumerable<LogEntry> Committed(LogIndex commit)
    {
        var firstInMemory = _effects.Committed is [var first, ..] ? first.Index : commit.Next;
        for (var next = _at.Index.Next; next < firstInMemory; )
        {
            var read =
                _open!.Log.Read(next, firstInMemory.Previous, 4096)
                ?? throw new SafetyException($"{id} lacks the committed entry {next} on disk");
            foreach (var entry in read)
            {
                yield return entry;
            }

            next = read[^1].Index.Next;
        }

        foreach (var entry in _effects.Committed)
        {
            yield return entry;
        }
    }

    private void Answer()
    {
        foreach (var (request, end, index) in _effects.Ended)
        {
            if (_reads.Remove(request, out var acknowledgedBefore) && end == RequestEnd.Confirmed)
            {
                SafetyChecker.ReadConfirmed(id, index, acknowledgedBefore);
                cluster.ReadsConfirmed++;
            }
        }
    }

    private void Feed()
    {
        foreach (var read in _effects.LogReads)
        {
            var entries = _open!.Log.Read(read.From, read.LastMax, 4096);
            cluster.After(
                TimeSpan.FromMilliseconds(1),
                this,
                () => Step(new RaftInput.LogWasRead(read.Peer, read.From, entries))
            );
        }

        foreach (var send in _effects.SnapshotSends)
        {
            var meta = _open!.Snapshots.List()[0];
            using var stream = _open.Snapshots.Open(meta);
            var state = new byte[meta.Size];
            stream.ReadExactly(state);
            cluster.Network.Ship(this, send, meta, state);
        }
    }

    private void RestoreMachine(SnapshotMeta meta)
    {
        using var state = _open!.Snapshots.Open(meta);
        Machine.Restore(state);
    }

    private static void RemoveFrom(SortedDictionary<ulong, Term> terms, LogIndex from)
    {
        foreach (var index in terms.Keys.Where(index => index >= from.Value).ToList())
        {
            terms.Remove(index);
        }
    }
}
