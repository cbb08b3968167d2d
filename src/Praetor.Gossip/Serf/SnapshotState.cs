using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>What a snapshot's lines add up to: who was there, and the last time of each clock.</summary>
internal sealed class SnapshotState
{
    // In the order of names, so that compaction writes the same file for the same state.
    private readonly SortedDictionary<string, GossipAddress> _members = new(StringComparer.Ordinal);
    private readonly ulong[] _times = new ulong[3];

    /// <summary>The members that were there, by name.</summary>
    public IReadOnlyDictionary<string, GossipAddress> Members => _members;

    /// <summary>The last time of a clock; 0 for none.</summary>
    public ulong TimeOf(SnapshotClock clock) => _times[(int)clock];

    /// <summary>Takes a line in.</summary>
    /// <param name="line">The line.</param>
    /// <param name="keepsAfterLeave">Whether members are kept for rejoining even after this one has left.</param>
    public void Apply(SnapshotLine line, bool keepsAfterLeave)
    {
        switch (line)
        {
            case SnapshotLine.Alive alive:
                _members[alive.Name] = alive.Address;
                break;
            case SnapshotLine.Gone gone:
                _members.Remove(gone.Name);
                break;
            case SnapshotLine.Clock clock:
                _times[(int)clock.Which] = Math.Max(clock.Time, _times[(int)clock.Which]);
                break;
            case SnapshotLine.Leave when !keepsAfterLeave:
                _members.Clear();
                Array.Clear(_times);
                break;
        }
    }

    /// <summary>The shortest lines that add up to the same.</summary>
    public IEnumerable<SnapshotLine> ToLines()
    {
        foreach (var (name, address) in _members)
        {
            yield return new SnapshotLine.Alive(name, address);
        }

        foreach (var clock in new[] { SnapshotClock.Members, SnapshotClock.Events, SnapshotClock.Queries })
        {
            if (TimeOf(clock) > 0)
            {
                yield return new SnapshotLine.Clock(clock, TimeOf(clock));
            }
        }
    }
}
