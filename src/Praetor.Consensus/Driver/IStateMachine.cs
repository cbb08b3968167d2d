using Praetor.Consensus.Log;

namespace Praetor.Consensus.Driver;

/// <summary>
/// What the log is for. Called by the apply loop only, one call at a time, from its own thread; entries come in the
/// order of their indexes, each once in the life of the process, and only after they are committed.
/// </summary>
public interface IStateMachine
{
    /// <summary>
    /// Applies a command. It must be a function of the state and the entry alone: no clock, randomness or ids. Barriers,
    /// no-ops and configurations are not handed over.
    /// </summary>
    /// <returns>The answer for whoever proposed it on this server; null if there is nothing to say.</returns>
    /// <remarks>An exception here ends the process: the state machines of the group would go different ways.</remarks>
    object? Apply(LogEntry entry);

    /// <summary>
    /// Called after each batch of entries, so that what a batch shares (publishing a root, waking watchers) is done
    /// once. Answers are given to their callers after it.
    /// </summary>
    /// <param name="applied">The last index of the batch, of whatever type.</param>
    void BatchApplied(LogIndex applied);

    /// <summary>
    /// Takes an immutable picture of the state at the last applied entry. Must be quick: the apply loop waits for it,
    /// while the picture is written elsewhere beside the entries that follow.
    /// </summary>
    ISnapshotSource Snapshot();

    /// <summary>Replaces the whole state by what <see cref="ISnapshotSource.WriteAsync"/> once wrote.</summary>
    /// <param name="state">Read to its end; its bytes have been checked against their checksum.</param>
    /// <param name="index">The last index the snapshot covers.</param>
    void Restore(Stream state, LogIndex index);
}

/// <summary>A picture of the state machine at one index. Disposed when it has been written, or writing it failed.</summary>
public interface ISnapshotSource : IDisposable
{
    /// <summary>Writes the state. Called once, from another thread than the apply loop's.</summary>
    /// <param name="destination">Where to. It may pause, so that the log's own writes are not held up.</param>
    /// <param name="stopping">Gives up: what was written is thrown away.</param>
    ValueTask WriteAsync(Stream destination, CancellationToken stopping);
}
