namespace Praetor.Consensus.Log;

/// <summary>
/// What one batch of steps needs on disk. The writer performs the term and vote first, then the operations in their
/// order, and syncs once; a write is complete only when all writes before it are.
/// </summary>
/// <param name="Sequence">Numbers the writes, from 1, without gaps.</param>
internal sealed record LogWrite(ulong Sequence)
{
    /// <summary>The term and vote at the end of the batch; null if they have not changed.</summary>
    public HardState? State { get; set; }

    public List<LogOperation> Operations { get; } = [];
}

/// <summary>Term and vote: one durable write, or an election could be decided twice.</summary>
internal sealed record HardState(Term Term, ServerId? Vote)
{
    public static HardState Initial { get; } = new(default, null);
}

/// <summary>A change of the log.</summary>
internal abstract record LogOperation
{
    /// <summary>Adds the entry after the last.</summary>
    internal sealed record Append(LogEntry Entry) : LogOperation;

    /// <summary>
    /// Removes this entry and all after it: a new leader has others in their place. The term is that of the entry before.
    /// </summary>
    internal sealed record TruncateFrom(LogIndex Index, Term PreviousTerm) : LogOperation;

    /// <summary>A snapshot stands for everything up to here: entries up to it may go, whole segments at a time.</summary>
    internal sealed record CompactTo(LogIndex Index) : LogOperation;

    /// <summary>A snapshot replaces the whole log; the next entry follows it.</summary>
    internal sealed record Reset(LogIndex SnapshotIndex, Term SnapshotTerm) : LogOperation;
}
