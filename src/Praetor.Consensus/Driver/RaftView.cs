namespace Praetor.Consensus.Driver;

/// <summary>What a server is in its group at a moment.</summary>
public enum RaftRole
{
    Follower,

    /// <summary>Asks whether it would be elected, without disturbing the term.</summary>
    PreCandidate,

    Candidate,
    Leader,
}

/// <summary>What others may see of a node. Immutable, replaced whole after each batch of the node's loop.</summary>
public sealed record RaftView
{
    public required Term Term { get; init; }

    public required RaftRole Role { get; init; }

    /// <summary>The leader this server follows or is; null if it knows of none. The address is from the configuration.</summary>
    public required RaftServer? Leader { get; init; }

    /// <summary>Whether this server leads and has committed an entry of its own term: only then is its state the newest.</summary>
    public required bool IsReadyLeader { get; init; }

    public required LogIndex Commit { get; init; }

    /// <summary>The last entry the state machine has seen.</summary>
    public required LogIndex Applied { get; init; }

    public required LogIndex LastLog { get; init; }

    public required Term LastLogTerm { get; init; }

    /// <summary>The last index the newest snapshot covers; zero without one.</summary>
    public required LogIndex Snapshot { get; init; }

    public required Term SnapshotTerm { get; init; }

    /// <summary>How long ago the leader was heard; zero on the leader, null if never.</summary>
    public required TimeSpan? LastContact { get; init; }

    /// <summary>The latest configuration in the log, committed or not: it is in force from its append.</summary>
    public required ServerConfiguration Configuration { get; init; }

    public required LogIndex ConfigurationIndex { get; init; }

    public bool IsLeader => Role == RaftRole.Leader;
}

/// <summary>Whether this server is a leader whose state is the newest, and in which term.</summary>
public readonly record struct Leadership(bool IsLeader, Term Term);
