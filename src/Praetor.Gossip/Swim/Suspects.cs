namespace Praetor.Gossip.Swim;

/// <summary>The suspicions by node, and in the order in which they end: none is looked at before its time.</summary>
internal sealed class Suspects
{
    private readonly Dictionary<string, Suspicion> _byNode = new(StringComparer.Ordinal);
    private readonly SortedSet<(TimeSpan EndsAt, string Node)> _byEnd = new(
        Comparer<(TimeSpan EndsAt, string Node)>.Create(
            static (a, b) => a.EndsAt != b.EndsAt ? a.EndsAt.CompareTo(b.EndsAt) : string.CompareOrdinal(a.Node, b.Node)
        )
    );

    /// <summary>When the next is over.</summary>
    public TimeSpan NextDeadline => _byEnd.Count == 0 ? TimeSpan.MaxValue : _byEnd.Min.EndsAt;

    public Suspicion? Find(string node) => _byNode.GetValueOrDefault(node);

    /// <summary>Puts a node under suspicion that is not.</summary>
    public void Add(string node, Suspicion suspicion)
    {
        _byNode.Add(node, suspicion);
        _byEnd.Add((suspicion.Deadline, node));
    }

    /// <summary>Takes in that another suspects it too; false if that is no news.</summary>
    public bool Confirm(string node, Suspicion suspicion, string accuser)
    {
        var before = suspicion.Deadline;
        if (!suspicion.Confirm(accuser))
        {
            return false;
        }

        _byEnd.Remove((before, node));
        _byEnd.Add((suspicion.Deadline, node));
        return true;
    }

    /// <summary>Ends the suspicion against a node, if there is one.</summary>
    public void Remove(string node)
    {
        if (_byNode.Remove(node, out var suspicion))
        {
            _byEnd.Remove((suspicion.Deadline, node));
        }
    }

    /// <summary>The next node whose time is over; null if there is none.</summary>
    public string? Due(TimeSpan now) => now >= NextDeadline ? _byEnd.Min.Node : null;
}
