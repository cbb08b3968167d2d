namespace Praetor.Gossip.Swim;

/// <summary>
/// The nodes, by name and in the random order in which they are probed. A new node is put at a random place, so that it
/// is first probed after half a round on average, whoever it is (SWIM, section 4.3).
/// </summary>
internal sealed class MemberTable(Random random)
{
    private readonly Dictionary<string, SwimNode> _byName = new(StringComparer.Ordinal);
    private readonly List<SwimNode> _order = [];

    // Those under suspicion: mostly none, so that looking for due ones costs nothing.
    private readonly List<SwimNode> _suspects = [];

    /// <summary>The nodes in the order of probing, with the dead that are not forgotten yet.</summary>
    public IReadOnlyList<SwimNode> Nodes => _order;

    /// <summary>The nodes that have a suspicion.</summary>
    public IReadOnlyList<SwimNode> Suspects => _suspects;

    public int Count => _order.Count;

    public SwimNode? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Adds a node.</summary>
    public void Insert(SwimNode node)
    {
        _byName.Add(node.Name, node);
        _order.Add(node);
        var at = random.Next(_order.Count);
        (_order[at], _order[^1]) = (_order[^1], _order[at]);
    }

    /// <summary>Forgets those that are gone for longer than a time, and orders the rest anew.</summary>
    public void StartRound(TimeSpan now, TimeSpan goneFor)
    {
        for (var i = _order.Count - 1; i >= 0; i--)
        {
            if (_order[i].IsGone && now - _order[i].ChangedAt > goneFor)
            {
                _byName.Remove(_order[i].Name);
                _order.RemoveAt(i);
            }
        }

        for (var i = _order.Count - 1; i > 0; i--)
        {
            var other = random.Next(i + 1);
            (_order[i], _order[other]) = (_order[other], _order[i]);
        }
    }

    /// <summary>Puts a node under suspicion, or takes it out with null.</summary>
    public void SetSuspicion(SwimNode node, Suspicion? suspicion)
    {
        if (node.Suspicion is not null && suspicion is null)
        {
            _suspects.Remove(node);
        }
        else if (node.Suspicion is null && suspicion is not null)
        {
            _suspects.Add(node);
        }

        node.Suspicion = suspicion;
    }

    /// <summary>Up to that many different nodes that are wanted, at random.</summary>
    public List<SwimNode> Pick(int count, Func<SwimNode, bool> isWanted)
    {
        var picked = new List<SwimNode>(count);

        // Three tries a node: in a pool of which few are wanted some may be missed, and nobody depends on them.
        for (var tries = 0; tries < 3 * _order.Count && picked.Count < count; tries++)
        {
            var node = _order[random.Next(_order.Count)];
            if (isWanted(node) && !picked.Contains(node))
            {
                picked.Add(node);
            }
        }

        return picked;
    }

    /// <summary>How many are not gone.</summary>
    public int CountPresent() => _order.Count(node => !node.IsGone);
}
