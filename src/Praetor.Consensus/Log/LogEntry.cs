using Praetor.Foundation.Wire;

namespace Praetor.Consensus.Log;

/// <summary>What an entry is for. The numbers are HashiCorp Raft's, as the wire and Consul's log store carry them.</summary>
public enum LogEntryType : byte
{
    /// <summary>For the state machine.</summary>
    Command = 0,

    /// <summary>Appended by a new leader, to commit what its predecessors left.</summary>
    Noop = 1,

    /// <summary>Applied without effect: whoever waits for it knows that all before it is applied.</summary>
    Barrier = 4,

    /// <summary>The servers of the group, from this entry on.</summary>
    Configuration = 5,
}

/// <summary>One entry of the log. Immutable; its bytes are shared and must not be changed.</summary>
public sealed record LogEntry
{
    public required LogIndex Index { get; init; }

    /// <summary>The term of the leader that appended it.</summary>
    public required Term Term { get; init; }

    public required LogEntryType Type { get; init; }

    /// <summary>The command or configuration; empty for the others.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>What travels beside the data, such as Consul's chunking; mostly empty.</summary>
    public ReadOnlyMemory<byte> Extensions { get; init; }

    /// <summary>When the leader appended it, by its wall clock; for people and metrics, never for decisions.</summary>
    public GoTime AppendedAt { get; init; }
}
