using Praetor.Foundation;
using Praetor.State.Store;

namespace Praetor.State.Watches;

/// <summary>
/// Who waits for what, beside the tree. A commit names the keys it changed, and those who watch one of them, or a
/// prefix of one, are woken; nobody else is.
/// </summary>
/// <remarks>
/// <para>
/// The watches do not hang on the tree's own nodes, because a node is the wrong grain: a key that does not exist has
/// none, and the node where it would be inserted changes for its neighbours too, so that each insertion would visit
/// every waiter for a missing neighbour. Here a waiter that is not concerned costs a commit nothing.
/// </para>
/// <para>
/// Nothing is missed between reading a root and waiting: (1) a commit publishes its root, then takes the lock and
/// wakes; (2) a waiter takes the lock, puts itself in, then compares what it saw with the published root. Either the
/// commit finds the waiter, or the waiter finds the commit's root.
/// </para>
/// </remarks>
internal sealed class WatchRegistry
{
    private readonly Func<StoreRoot> _current;
    private readonly Lock _gate = new();
    private readonly WatchedTree[] _trees;

    /// <param name="trees">How many trees a root has.</param>
    /// <param name="current">Reads the published root.</param>
    public WatchRegistry(int trees, Func<StoreRoot> current)
    {
        _current = current;
        _trees = new WatchedTree[trees];
        for (var tree = 0; tree < trees; tree++)
        {
            _trees[tree] = new WatchedTree();
        }
    }

    /// <summary>How many watches are registered.</summary>
    public int Count { get; private set; }

    /// <summary>Registers all ranges; false, and nothing registered, if one of them has changed since it was seen.</summary>
    public bool TryRegister(WatchSet set, List<WatchedRange> ranges, StoreRoot seen)
    {
        lock (_gate)
        {
            foreach (var range in ranges)
            {
                var point = _trees[range.Tree].PointFor(range);
                var watch = new Watch(set, point) { NextOfSet = set.First };
                point.Add(watch);
                set.First = watch;
                Count++;
            }

            var current = _current();
            if (current == seen || !HasChanged(ranges, seen, current))
            {
                return true;
            }

            UnregisterLocked(set);
            return false;
        }
    }

    /// <summary>Takes all watches of the set out.</summary>
    public void Unregister(WatchSet set)
    {
        lock (_gate)
        {
            UnregisterLocked(set);
        }
    }

    /// <summary>Wakes those that the changes concern. The new root is published already.</summary>
    public void Committed(StoreRoot before, StoreRoot after, List<TouchedKey> touched)
    {
        List<WatchSet>? woken = null;
        lock (_gate)
        {
            if (Count == 0)
            {
                return;
            }

            var points = new List<WatchPoint>();
            foreach (var (tree, key) in touched)
            {
                // A key that was put in and taken out again within the transaction did not change.
                if (before.Tree(tree).Find(key) != after.Tree(tree).Find(key))
                {
                    _trees[tree].Covering(key, points);
                }
            }

            foreach (var point in points)
            {
                WakeLocked(point, ref woken);
            }
        }

        woken?.ForEach(set => set.Complete());
    }

    /// <summary>Wakes everybody: the store's content was replaced as a whole.</summary>
    public void Abandoned()
    {
        List<WatchSet>? woken = null;
        lock (_gate)
        {
            var points = new List<WatchPoint>();
            foreach (var tree in _trees)
            {
                tree.All(points);
            }

            foreach (var point in points)
            {
                WakeLocked(point, ref woken);
            }

            Invariant.Check(Count == 0, "Nobody waits for a store that is gone.");
        }

        woken?.ForEach(set => set.Complete());
    }

    private static bool HasChanged(List<WatchedRange> ranges, StoreRoot seen, StoreRoot current)
    {
        if (seen.Epoch != current.Epoch)
        {
            return true;
        }

        foreach (var (tree, isPrefix, key) in ranges)
        {
            RadixNode? before = isPrefix ? seen.Tree(tree).Covering(key) : seen.Tree(tree).Find(key);
            RadixNode? after = isPrefix ? current.Tree(tree).Covering(key) : current.Tree(tree).Find(key);
            if (before != after)
            {
                return true;
            }
        }

        return false;
    }

    private void WakeLocked(WatchPoint point, ref List<WatchSet>? woken)
    {
        // A set leaves all its points when it wakes, so the list shrinks from its head.
        while (point.First is { } watch)
        {
            woken ??= [];
            woken.Add(watch.Owner);
            UnregisterLocked(watch.Owner);
        }
    }

    private void UnregisterLocked(WatchSet set)
    {
        for (var watch = set.First; watch is not null; watch = watch.NextOfSet)
        {
            watch.Point.Remove(watch);
            if (watch.Point.First is null)
            {
                _trees[watch.Point.Range.Tree].Drop(watch.Point);
            }

            Count--;
        }

        set.First = null;
    }
}
