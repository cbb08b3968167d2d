using System.Threading.Channels;
using Praetor.Consensus.Core;
using Praetor.Consensus.Log;
using Praetor.Consensus.Snapshots;
using Praetor.Foundation;

namespace Praetor.Consensus.Driver;

/// <summary>The one caller of the state machine: applies what is committed, in order, and answers those who wait for it.</summary>
internal sealed class ApplyLoop
{
    // The core hands over once per batch. When the state machine is this far behind, the core waits for it.
    private const int JobsMax = 256;

    // What is read back from the log at once, at start and when a follower's memory has been outrun.
    private const int ReadEntriesMax = 1024;
    private const int ReadBytesMax = 4 << 20;

    private readonly IStateMachine _machine;
    private readonly SegmentedLog _log;
    private readonly SnapshotStore _snapshots;
    private readonly TimeProvider _time;
    private readonly RaftMetrics _metrics;
    private readonly List<(LogIndex Index, PendingRead Read)> _reads = [];
    private readonly Channel<ApplyJob> _jobs = Channel.CreateBounded<ApplyJob>(
        new BoundedChannelOptions(JobsMax) { SingleReader = true }
    );

    private readonly List<(PendingProposal Request, ProposeOutcome Outcome)> _answers = [];

    // What the state has seen, as a snapshot of it would say.
    private SnapshotMark _at;
    private ulong _applied;
    private ulong _ledTerm;

    // The job that a surprise in the state machine would leave undone.
    private ApplyJob? _current;

    /// <param name="at">What the state machine holds: the snapshot that it was restored from.</param>
    public ApplyLoop(
        IStateMachine machine,
        SegmentedLog log,
        SnapshotStore snapshots,
        SnapshotMark at,
        TimeProvider time,
        RaftMetrics metrics
    )
    {
        (_machine, _log, _snapshots, _at, _time, _metrics) = (machine, log, snapshots, at, time, metrics);
        _applied = at.Index.Value;
    }

    /// <summary>The last entry the state machine has seen, of whatever type. From any thread.</summary>
    public LogIndex Applied => new(Volatile.Read(ref _applied));

    /// <summary>
    /// The term in which this server took office, once the state has everything that was committed before; zero while it
    /// has no office. From any thread.
    /// </summary>
    public Term LedTerm => new(Volatile.Read(ref _ledTerm));

    public ValueTask AddAsync(ApplyJob job, CancellationToken stopping) => _jobs.Writer.WriteAsync(job, stopping);

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (await _jobs.Reader.WaitToReadAsync(stopping))
            {
                // Bounded, so that a busy inbox does not keep a stopping loop.
                for (var taken = 0; taken < JobsMax && _jobs.Reader.TryRead(out var job); taken++)
                {
                    _current = job;
                    Perform(job);
                }
            }
        }
        finally
        {
            AnswerAllStopped();
        }
    }

    private void Perform(ApplyJob job)
    {
        switch (job)
        {
            case ApplyJob.Committed committed:
                Apply(committed);
                break;
            case ApplyJob.Restore restore:
                Restore(restore.Mark);
                break;
            case ApplyJob.AnswerWhenApplied waiting:
                _reads.Add((waiting.Index, waiting.Read));
                AnswerReads();
                break;
            case ApplyJob.Tell tell:
                Volatile.Write(ref _ledTerm, tell.Leadership.IsLeader ? tell.Leadership.Term.Value : 0);
                tell.Listener.TryWrite(tell.Leadership);
                break;
            case ApplyJob.TakePicture take:
                take.Completion.TrySetResult(new StatePicture(_at, _machine.Snapshot()));
                break;
            default:
                throw new InvariantException($"Unhandled job {job}.");
        }
    }

    private void Apply(ApplyJob.Committed committed)
    {
        var began = _time.GetTimestamp();
        var before = _at.Index;
        var awaited = 0;
        var firstInMemory = committed.Entries is [var first, ..] ? first.Index : committed.UpTo.Next;
        while (_at.Index.Next < firstInMemory)
        {
            foreach (var entry in ReadBack(_at.Index.Next, firstInMemory.Previous))
            {
                ApplyEntry(entry, committed.Awaited, ref awaited);
            }
        }

        foreach (var entry in committed.Entries)
        {
            ApplyEntry(entry, committed.Awaited, ref awaited);
        }

        Invariant.Check(_at.Index == committed.UpTo, "A batch is applied to its end.");
        Invariant.Check(
            awaited == committed.Awaited.Length,
            "Whoever waits for an entry of a batch is answered with it."
        );
        _machine.BatchApplied(_at.Index);
        Volatile.Write(ref _applied, _at.Index.Value);
        _metrics.Applied(_time.GetElapsedTime(began), (long)(_at.Index.Value - before.Value));
        foreach (var (request, outcome) in _answers)
        {
            request.Completion.TrySetResult(outcome);
        }

        _answers.Clear();
        AnswerReads();
    }

    private void ApplyEntry(LogEntry entry, (LogIndex Index, PendingProposal Request)[] awaited, ref int at)
    {
        Invariant.Check(entry.Index == _at.Index.Next, "Entries are applied in order, each once.");
        object? response = null;
        var (configuration, configurationIndex) = (_at.Configuration, _at.ConfigurationIndex);
        switch (entry.Type)
        {
            case LogEntryType.Command:
                response = _machine.Apply(entry);
                break;
            case LogEntryType.Configuration:
                (configuration, configurationIndex) = (ConfigurationCodec.Decode(entry.Data.Span), entry.Index);
                break;
        }

        _at = new SnapshotMark(entry.Index, entry.Term, configuration, configurationIndex);
        if (at < awaited.Length && awaited[at].Index == entry.Index)
        {
            _answers.Add((awaited[at++].Request, new ProposeOutcome(ProposeStatus.Applied, entry.Index, response)));
        }
    }

    private List<LogEntry> ReadBack(LogIndex from, LogIndex last)
    {
        var lastMax = LogIndex.Min(last, from.Plus(ReadEntriesMax - 1));
        var entries = _log.Read(from, lastMax, ReadBytesMax);
        Invariant.Check(entries is not null, "What is committed and not in memory is on disk.");
        return entries;
    }

    private void Restore(SnapshotMark mark)
    {
        var meta = _snapshots.List().FirstOrDefault(meta => meta.Index == mark.Index && meta.Term == mark.Term);
        Invariant.Check(meta is not null, "A snapshot is on disk before it is restored.");
        using var state = _snapshots.Open(meta);
        _machine.Restore(state, mark.Index);
        _machine.BatchApplied(mark.Index);
        _at = mark;
        Volatile.Write(ref _applied, mark.Index.Value);
        AnswerReads();
    }

    private void AnswerReads()
    {
        foreach (var (index, read) in _reads)
        {
            if (index <= _at.Index)
            {
                read.Completion.TrySetResult(new ReadOutcome(ReadStatus.Confirmed, index));
            }
        }

        _reads.RemoveAll(waiting => waiting.Index <= _at.Index);
    }

    private void AnswerAllStopped()
    {
        _jobs.Writer.TryComplete();
        _current?.Abandon();
        while (_jobs.Reader.TryRead(out var job))
        {
            job.Abandon();
        }

        foreach (var (request, _) in _answers)
        {
            request.Completion.TrySetResult(new ProposeOutcome(ProposeStatus.Stopped, default, null));
        }

        foreach (var (_, read) in _reads)
        {
            read.Completion.TrySetResult(new ReadOutcome(ReadStatus.Stopped, default));
        }
    }
}
