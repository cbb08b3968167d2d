using System.Diagnostics.Metrics;

namespace Praetor.Consensus.Driver;

/// <summary>What the node measures of itself.</summary>
internal sealed class RaftMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Histogram<double> _applyDuration;
    private readonly Counter<long> _appliedEntries;
    private readonly Counter<double> _coreBusy;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<double> _snapshotDuration;

    /// <param name="meters">Null: a meter of our own that nobody listens to by name of a factory.</param>
    public RaftMetrics(IMeterFactory? meters)
    {
        const string Name = "praetor.raft";
        _meter = meters?.Create(Name) ?? new Meter(Name);
        _applyDuration = _meter.CreateHistogram<double>(
            "praetor.raft.apply.duration",
            "s",
            "How long the state machine took for a batch of committed entries"
        );
        _appliedEntries = _meter.CreateCounter<long>(
            "praetor.raft.apply.entries",
            "{entry}",
            "Entries that the state machine has seen"
        );
        _coreBusy = _meter.CreateCounter<double>(
            "praetor.raft.core.busy",
            "s",
            "How long the core's loop was at work; its rate is the loop's saturation"
        );
        _commitDuration = _meter.CreateHistogram<double>(
            "praetor.raft.commit.duration",
            "s",
            "How long the oldest proposal of a batch took from its place in the log until it was committed"
        );
        _snapshotDuration = _meter.CreateHistogram<double>(
            "praetor.raft.snapshot.duration",
            "s",
            "How long a snapshot took from the wish until it was durable"
        );
    }

    public void Applied(TimeSpan took, long entries)
    {
        _applyDuration.Record(took.TotalSeconds);
        _appliedEntries.Add(entries);
    }

    public void Committed(TimeSpan took) => _commitDuration.Record(took.TotalSeconds);

    public void CoreBusy(TimeSpan took) => _coreBusy.Add(took.TotalSeconds);

    public void SnapshotTaken(TimeSpan took) => _snapshotDuration.Record(took.TotalSeconds);

    public void Dispose() => _meter.Dispose();
}
