using Praetor.Consensus.Log;

namespace Praetor.Consensus.Core;

/// <summary>What servers say to each other. Immutable; may be lost, delayed, doubled and reordered on the way.</summary>
/// <param name="From">The sender.</param>
/// <param name="To">The receiver.</param>
/// <param name="Term">The sender's term (in a pre-vote: the term it would have).</param>
internal abstract record RaftMessage(ServerId From, ServerId To, Term Term)
{
    /// <summary>A leader's entries, or its heartbeat when there are none.</summary>
    internal sealed record AppendEntries(ServerId From, ServerId To, Term Term) : RaftMessage(From, To, Term)
    {
        /// <summary>The index before the first entry.</summary>
        public required LogIndex Previous { get; init; }

        public required Term PreviousTerm { get; init; }

        public required IReadOnlyList<LogEntry> Entries { get; init; }

        /// <summary>The leader's commit index; it may be beyond the entries shipped here.</summary>
        public required LogIndex LeaderCommit { get; init; }

        /// <summary>Numbers the leader's questions for its leadership; echoed in the answer.</summary>
        public required ulong Round { get; init; }

        /// <summary>The index of the last entry shipped, or <see cref="Previous"/>.</summary>
        public LogIndex Last => Previous.Plus(Entries.Count);
    }

    /// <summary>The answer to <see cref="AppendEntries"/>, sent only after what it claims is on disk.</summary>
    internal sealed record AppendReply(ServerId From, ServerId To, Term Term) : RaftMessage(From, To, Term)
    {
        public required bool IsSuccess { get; init; }

        /// <summary>On success: the logs match up to here, durably. On refusal: the previous index that was refused.</summary>
        public required LogIndex Index { get; init; }

        /// <summary>The follower's last log index: where to go on if it is simply short.</summary>
        public required LogIndex LastLog { get; init; }

        /// <summary>On refusal by conflict: the term of the follower's entry there; else zero.</summary>
        public Term ConflictTerm { get; init; }

        /// <summary>On refusal by conflict: the first index of that term in the follower's log.</summary>
        public LogIndex ConflictFirst { get; init; }

        public required ulong Round { get; init; }
    }

    /// <summary>Asks for a vote, or whether one would be given.</summary>
    internal sealed record RequestVote(ServerId From, ServerId To, Term Term) : RaftMessage(From, To, Term)
    {
        public required LogIndex LastLog { get; init; }

        public required Term LastLogTerm { get; init; }

        /// <summary>Only a question; no term changes by it.</summary>
        public required bool IsPreVote { get; init; }

        /// <summary>The leader itself asked for this election: its being alive is no reason to refuse.</summary>
        public required bool IsTransfer { get; init; }
    }

    /// <summary>The answer to <see cref="RequestVote"/>; a granted vote is sent only after it is on disk.</summary>
    internal sealed record VoteReply(ServerId From, ServerId To, Term Term) : RaftMessage(From, To, Term)
    {
        public required bool IsGranted { get; init; }

        public required bool IsPreVote { get; init; }
    }

    /// <summary>The leader asks a follower to campaign at once.</summary>
    internal sealed record TimeoutNow(ServerId From, ServerId To, Term Term) : RaftMessage(From, To, Term);
}
