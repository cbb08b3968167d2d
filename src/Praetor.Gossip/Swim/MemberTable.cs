using System.Collections.Immutable;

namespace Praetor.Gossip.Swim;

/// <summary>
/// The nodes, by name and in the random order in which they are probed. A new node is put at a random place, so that it
/// is first probed after half a round on average, whoever it is (SWIM, section 4.3).
/// </summary>
/// <remarks>
/// What is known is kept in persistent collections: a reader may hold <see cref="Nodes"/> for as long as it likes, and
/// tables that know the same take the memory of one, without which a simulation of 10,000 tables would not fit a machine.
/// </remarks>
internal sealed class MemberTable(string self, Random random)
{
    private ImmutableList<SwimNode> _nodes = [];
    private ImmutableSortedDictionary<string, int> _places = ImmutableSortedDictionary.Create<string, int>(
        StringComparer.Ordinal
    );

    // Places in the list, in the order of probing.
    private readonly List<int> _order = [];

    /// <summary>The nodes, with the dead that are not forgotten yet.</summary>
    public ImmutableList<SwimNode> Nodes => _nodes;

    public int Count => _nodes.Count;

    public SwimNode? Find(string name) => _places.TryGetValue(name, out var place) ? _nodes[place] : null;

    /// <summary>The node to probe at a place of the order.</summary>
    public SwimNode InOrder(int place) => _nodes[_order[place]];

    /// <summary>Adds a node.</summary>
    public void Insert(SwimNode node)
    {
        _places = _places.Add(node.Name, _nodes.Count);
        _order.Add(_nodes.Count);
        _nodes = _nodes.Add(node);
        var at = random.Next(_order.Count);
        (_order[at], _order[^1]) = (_order[^1], _order[at]);
    }

    /// <summary>Knows something else of a node that is there.</summary>
    public void Replace(SwimNode node) => _nodes = _nodes.SetItem(_places[node.Name], node);

    /// <summary>Forgets those that are gone for longer than a time, but for this node, and orders the rest anew.</summary>
    public void StartRound(TimeSpan now, TimeSpan goneFor)
    {
        for (var place = _nodes.Count - 1; place >= 0; place--)
        {
            var node = _nodes[place];
            if (node.IsGone && now - node.ChangedAt > goneFor && node.Name != self)
            {
                Forget(place, node.Name);
            }
        }

        Shuffle();
    }

    /// <summary>Knows what another table knows, and nothing else, in an order of its own.</summary>
    public void CopyFrom(MemberTable other)
    {
        (_nodes, _places) = (other._nodes, other._places);
        Shuffle();
    }

    /// <summary>Up to that many different nodes that are wanted, at random.</summary>
    public List<SwimNode> Pick(int count, Func<SwimNode, bool> isWanted)
    {
        var picked = new List<SwimNode>(count);

        // Three tries a node: in a pool of which few are wanted some may be missed, and nobody depends on them. Mostly
        // nearly all are wanted, and there are as many tries as picks.
        for (var tries = 0; tries < 3 * _nodes.Count && picked.Count < count; tries++)
        {
            var node = _nodes[random.Next(_nodes.Count)];
            if (isWanted(node) && !picked.Contains(node))
            {
                picked.Add(node);
            }
        }

        return picked;
    }

    /// <summary>Whether another node is there.</summary>
    public bool HasOthers() => _nodes.Exists(node => !node.IsGone && node.Name != self);

    private void Forget(int place, string name)
    {
        var last = _nodes[^1];
        if (last.Name != name)
        {
            _nodes = _nodes.SetItem(place, last);
            _places = _places.SetItem(last.Name, place);
        }

        _nodes = _nodes.RemoveAt(_nodes.Count - 1);
        _places = _places.Remove(name);
    }

    private void Shuffle()
    {
        _order.Clear();
        for (var place = 0; place < _nodes.Count; place++)
        {
            var at = random.Next(place + 1);
            _order.Add(place);
            (_order[at], _order[^1]) = (_order[^1], _order[at]);
        }
    }
}
