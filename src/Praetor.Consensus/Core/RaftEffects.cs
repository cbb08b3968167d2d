using Praetor.Consensus.Log;

namespace Praetor.Consensus.Core;

/// <summary>
/// What the driver must do after a batch of steps. Reused between batches. The order: <see cref="Write"/> is handed to
/// the log's writer, then <see cref="Messages"/> are sent (those that need durability are held back by the core until
/// it is told of it), then commits are handed to the apply loop, then requests are answered.
/// </summary>
internal sealed class RaftEffects
{
    /// <summary>What must become durable; null if nothing. Its completion comes back as <see cref="RaftInput.Persisted"/>.</summary>
    public LogWrite? Write { get; set; }

    public List<RaftMessage> Messages { get; } = [];

    /// <summary>The commit index after the batch, if it has moved; entries up to it may be applied.</summary>
    public LogIndex? CommittedTo { get; set; }

    /// <summary>
    /// The last of the newly committed entries, without a gap up to <see cref="CommittedTo"/>. Those before the first of
    /// them are on disk, and are read from there.
    /// </summary>
    public List<LogEntry> Committed { get; } = [];

    /// <summary>The state machine must take over this snapshot, before anything in <see cref="Committed"/>.</summary>
    public SnapshotMark? Restore { get; set; }

    /// <summary>Requests that were appended, and where; they are answered when that entry is applied.</summary>
    public List<(RaftRequest Request, LogIndex Index, Term Term)> Accepted { get; } = [];

    /// <summary>Requests that came to their end.</summary>
    public List<(RaftRequest Request, RequestEnd End, LogIndex Index)> Ended { get; } = [];

    /// <summary>Entries that a follower lacks and the core no longer holds in memory.</summary>
    public List<LogRead> LogReads { get; } = [];

    /// <summary>Followers that need a snapshot, over a connection of its own.</summary>
    public List<SnapshotSend> SnapshotSends { get; } = [];

    public void Clear()
    {
        Write = null;
        Messages.Clear();
        CommittedTo = null;
        Committed.Clear();
        Restore = null;
        Accepted.Clear();
        Ended.Clear();
        LogReads.Clear();
        SnapshotSends.Clear();
    }
}

/// <summary>How a request ended that was not appended, or asked for nothing to be.</summary>
internal enum RequestEnd
{
    /// <summary>A read: the leadership is confirmed, and state that has applied the index is new enough. A transfer: done.</summary>
    Confirmed,
    NotLeader,
    LeadershipLost,
    Busy,
    TooLarge,

    /// <summary>A membership change that makes no sense: an unknown server, or no voter would be left.</summary>
    Refused,
}

/// <summary>A follower's need for old entries: from an index, within the bounds of one batch.</summary>
internal readonly record struct LogRead(ServerId Peer, LogIndex From, LogIndex LastMax);

/// <summary>A follower's need for the newest snapshot.</summary>
internal readonly record struct SnapshotSend(ServerId Peer, Term Term);
