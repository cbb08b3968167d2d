namespace Praetor.Consensus.Driver;

/// <summary>How a proposal ended.</summary>
public enum ProposeStatus
{
    /// <summary>Committed and applied here.</summary>
    Applied,

    /// <summary>This server does not lead; nothing was appended. Try the leader.</summary>
    NotLeader,

    /// <summary>
    /// Appended, and then the leadership was lost: the entry may or may not be committed by the next leader.
    /// </summary>
    LeadershipLost,

    /// <summary>The entry is larger than <see cref="RaftOptions.EntryBytesMax"/>; nothing was appended.</summary>
    TooLarge,

    /// <summary>
    /// This server leads and takes nothing in now: too much is uncommitted, or it hands its leadership over. Try again.
    /// </summary>
    Busy,

    /// <summary>The node is stopping; as with a lost leadership, nobody knows here.</summary>
    Stopped,
}

/// <summary>How a proposal ended, and where.</summary>
/// <param name="Status">What happened; the other two mean something for <see cref="ProposeStatus.Applied"/> only.</param>
/// <param name="Index">The entry's index.</param>
/// <param name="Response">What the state machine answered.</param>
public readonly record struct ProposeOutcome(ProposeStatus Status, LogIndex Index, object? Response)
{
    public bool IsApplied => Status == ProposeStatus.Applied;
}

/// <summary>How a question for the leadership ended.</summary>
public enum ReadStatus
{
    /// <summary>This server led after the question was asked, and its state is at least as new as the index given.</summary>
    Confirmed,

    /// <summary>This server does not lead.</summary>
    NotLeader,

    /// <summary>It led, and lost that before a majority answered.</summary>
    LeadershipLost,

    /// <summary>The node is stopping.</summary>
    Stopped,
}

/// <summary>How a question for the leadership ended.</summary>
/// <param name="Status">What happened.</param>
/// <param name="Index">When confirmed: reads of the state now, which has applied this index, are linearizable.</param>
public readonly record struct ReadOutcome(ReadStatus Status, LogIndex Index)
{
    public bool IsConfirmed => Status == ReadStatus.Confirmed;
}
