using System.Diagnostics.CodeAnalysis;
using Praetor.Foundation;

namespace Praetor.Consensus.Core;

/// <summary>
/// Keeps what the disk owes: the writes asked for and not confirmed, what each will make durable, and the messages that
/// wait for them.
/// </summary>
internal sealed class DurabilityQueue
{
    private readonly List<Owed> _owed = [];
    private readonly Queue<(ulong Sequence, RaftMessage Message)> _heldBack = new();

    /// <summary>The newest write asked for; they are numbered from 1.</summary>
    public ulong Last { get; private set; }

    /// <summary>The newest write that is durable, and all before it.</summary>
    public ulong Persisted { get; private set; }

    public bool IsIdle => _owed.Count == 0;

    /// <summary>Since when the oldest write is owed; null if none is.</summary>
    public TimeSpan? OldestSince => _owed.Count > 0 ? _owed[0].Since : null;

    /// <summary>A new write is asked for.</summary>
    public ulong Begin(TimeSpan now)
    {
        _owed.Add(new Owed(++Last, now));
        return Last;
    }

    /// <summary>The newest write holds an entry.</summary>
    public void Appended(LogIndex index) => _owed[^1].LastEntry = index;

    /// <summary>Entries from an index on are gone: what was written of them proves nothing any more.</summary>
    public void TruncatedFrom(LogIndex index)
    {
        foreach (var owed in _owed)
        {
            if (owed.LastEntry >= index)
            {
                owed.LastEntry = index.Previous;
            }
        }
    }

    /// <summary>The writes up to one are durable.</summary>
    /// <returns>The last entry that they made durable; null if they held none that still counts.</returns>
    public LogIndex? Complete(ulong sequence)
    {
        Invariant.Check(sequence <= Last, "Only what was asked for is confirmed.");
        Invariant.Check(sequence >= Persisted, "Writes are confirmed in their order.");
        LogIndex? durable = null;
        while (_owed.Count > 0 && _owed[0].Sequence <= sequence)
        {
            if (_owed[0].LastEntry > default(LogIndex))
            {
                durable = _owed[0].LastEntry;
            }

            _owed.RemoveAt(0);
        }

        Persisted = sequence;
        return durable;
    }

    public void HoldBack(RaftMessage message) => _heldBack.Enqueue((Last, message));

    /// <summary>Takes the next message whose writes are durable.</summary>
    public bool TryRelease([NotNullWhen(true)] out RaftMessage? message)
    {
        message = _heldBack.TryPeek(out var head) && head.Sequence <= Persisted ? _heldBack.Dequeue().Message : null;
        return message is not null;
    }

    private sealed class Owed(ulong sequence, TimeSpan since)
    {
        public ulong Sequence { get; } = sequence;

        public TimeSpan Since { get; } = since;

        public LogIndex LastEntry { get; set; }
    }
}
