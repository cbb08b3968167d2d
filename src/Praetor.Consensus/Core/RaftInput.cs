using Praetor.Consensus.Log;

namespace Praetor.Consensus.Core;

/// <summary>Everything that can happen to a <see cref="RaftCore"/>.</summary>
internal abstract record RaftInput
{
    /// <summary>Time has passed. Comes a few times in each heartbeat interval.</summary>
    internal sealed record Tick : RaftInput
    {
        public static readonly Tick Instance = new();
    }

    /// <summary>A message arrived.</summary>
    internal sealed record Received(RaftMessage Message) : RaftInput;

    /// <summary>The log's writer has made everything up to this write durable.</summary>
    internal sealed record Persisted(ulong Sequence) : RaftInput;

    /// <summary>The entries asked for by <see cref="RaftEffects.LogReads"/>; null if they are compacted.</summary>
    internal sealed record LogWasRead(ServerId Peer, LogIndex From, IReadOnlyList<LogEntry>? Entries) : RaftInput;

    /// <summary>The end of a transfer asked for by <see cref="RaftEffects.SnapshotSends"/>.</summary>
    internal sealed record SnapshotSent(ServerId Peer, LogIndex Index, bool IsDelivered) : RaftInput;

    /// <summary>A snapshot of this server's own state is durable: the log before it may go.</summary>
    internal sealed record SnapshotTaken(SnapshotMark Mark) : RaftInput;

    /// <summary>A snapshot from a leader is complete, checked and durable on this server's disk.</summary>
    internal sealed record SnapshotReceived(ServerId From, Term Term, SnapshotMark Mark) : RaftInput;
}

/// <summary>An input that someone waits for. The core answers by naming it in its effects, exactly once.</summary>
internal abstract record RaftRequest : RaftInput
{
    // Requests are told apart by identity, not by content: the same command may be proposed twice.
    public virtual bool Equals(RaftRequest? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>Asks the leader to append an entry.</summary>
internal record ProposeRequest(LogEntryType Type, ReadOnlyMemory<byte> Data) : RaftRequest
{
    public ReadOnlyMemory<byte> Extensions { get; init; }
}

/// <summary>Asks the leader to change one server of the group.</summary>
internal sealed record MembershipRequest(MembershipChange Change) : RaftRequest;

/// <summary>Asks whether this server still leads.</summary>
/// <param name="IsLeaseEnough">
/// Whether the leader may answer from its lease, which trusts that clocks run at about one speed.
/// </param>
internal record ReadRequest(bool IsLeaseEnough) : RaftRequest;

/// <summary>Asks the leader to hand its leadership to a server; null for the one that is furthest.</summary>
internal sealed record TransferRequest(ServerId? Target) : RaftRequest;

/// <summary>What a snapshot stands for.</summary>
/// <param name="Index">The last entry it covers.</param>
/// <param name="Term">That entry's term.</param>
/// <param name="Configuration">The group as of that entry.</param>
/// <param name="ConfigurationIndex">The entry the configuration is from.</param>
internal sealed record SnapshotMark(
    LogIndex Index,
    Term Term,
    ServerConfiguration Configuration,
    LogIndex ConfigurationIndex
)
{
    public static SnapshotMark None { get; } = new(default, default, ServerConfiguration.Empty, default);
}
