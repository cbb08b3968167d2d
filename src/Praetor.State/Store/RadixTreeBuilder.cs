using Praetor.Foundation;

namespace Praetor.State.Store;

/// <summary>
/// Changes to one tree within one transaction. The tree it started from stays as it was; each node on the way to a
/// change is copied once, and further changes write to the copy.
/// </summary>
/// <remarks>Used by one thread. No method recurses: a chain of keys that nest may be deeper than a stack.</remarks>
internal sealed class RadixTreeBuilder
{
    private readonly long _stamp;
    private RadixNode? _root;
    private int _count;
    private bool _isDone;

    /// <param name="origin">What to start from.</param>
    /// <param name="stamp">A number no other builder of this tree's line has had: it marks the nodes this one owns.</param>
    public RadixTreeBuilder(RadixTree origin, long stamp)
    {
        _root = origin.Root;
        _count = origin.Count;
        _stamp = stamp;
    }

    /// <summary>What was made so far, for reading within the transaction; later changes may show in it.</summary>
    public RadixTree Current => new(_root, _count);

    /// <summary>The finished tree. The builder must not be used afterwards.</summary>
    public RadixTree Finish()
    {
        _isDone = true;
        return Current;
    }

    /// <summary>Puts a leaf in, in the place of one with the same key if there is one, which is returned.</summary>
    public RadixLeaf? Set(RadixLeaf leaf)
    {
        Invariant.Check(!_isDone, "A finished tree is not changed.");
        var key = leaf.Key.AsSpan();
        ref var slot = ref _root;
        var depth = 0;
        while (true)
        {
            switch (slot)
            {
                case null:
                    slot = leaf;
                    _count++;
                    return null;
                case RadixLeaf present when present.Key.AsSpan().SequenceEqual(key):
                    slot = leaf;
                    return present;
                case RadixLeaf present:
                    slot = Split(leaf, present, depth + present.Key.AsSpan(depth).CommonPrefixLength(key[depth..]));
                    return null;
            }

            var inner = (RadixInner)slot;
            var shared = depth + inner.Path[depth..].CommonPrefixLength(key[depth..]);
            if (shared < inner.PathLength)
            {
                slot = Split(leaf, inner, shared);
                return null;
            }

            if (key.Length == inner.PathLength)
            {
                var replaced = inner.Terminal;
                inner = Own(ref slot);
                inner.Terminal = leaf;
                _count += replaced is null ? 1 : 0;
                return replaced;
            }

            var branch = key[inner.PathLength];
            if (inner.Child(branch) is null)
            {
                Add(ref slot, branch, leaf);
                return null;
            }

            slot = ref Own(ref slot).Slot(branch);
            depth = inner.PathLength + 1;
        }
    }

    /// <summary>Takes a key out and returns its leaf; null, and no copy made, if there is none.</summary>
    public RadixLeaf? Remove(ReadOnlySpan<byte> key)
    {
        Invariant.Check(!_isDone, "A finished tree is not changed.");
        var leaf = Current.Find(key);
        if (leaf is null)
        {
            return null;
        }

        ref var parent = ref _root;
        ref var slot = ref _root;
        byte branch = 0;
        while (slot is RadixInner inner)
        {
            if (inner.PathLength == key.Length)
            {
                Own(ref slot).Terminal = null;
                _count--;
                Tidy(ref slot);
                return leaf;
            }

            branch = key[inner.PathLength];
            parent = ref slot;
            slot = ref Own(ref slot).Slot(branch);
        }

        _count--;
        if (_root == leaf)
        {
            _root = null;
        }
        else
        {
            ((RadixInner)parent!).Remove(branch); // Not null: the loop went through it.
            Tidy(ref parent);
        }

        return leaf;
    }

    /// <summary>Takes out all keys with the prefix at once, and returns the root of what was taken; null if nothing.</summary>
    /// <param name="prefix">What the keys begin with; empty takes everything.</param>
    /// <param name="count">How many keys that were.</param>
    public RadixNode? RemovePrefix(ReadOnlySpan<byte> prefix, out int count)
    {
        Invariant.Check(!_isDone, "A finished tree is not changed.");
        count = 0;
        var covering = Current.Covering(prefix);
        if (covering is null)
        {
            return null;
        }

        var leaves = RadixCursor.Below(covering);
        while (leaves.MoveNext())
        {
            count++;
        }

        _count -= count;
        if (_root == covering)
        {
            _root = null;
            return covering;
        }

        ref var parent = ref _root;
        ref var slot = ref _root;
        byte branch = 0;
        while (slot != covering)
        {
            branch = prefix[((RadixInner)slot!).PathLength]; // Not null: the covering node lies below.
            parent = ref slot;
            slot = ref Own(ref slot).Slot(branch);
        }

        ((RadixInner)parent!).Remove(branch); // Not null: the loop went through it.
        Tidy(ref parent);
        return covering;
    }

    private RadixInner4 Split(RadixLeaf leaf, RadixNode present, int shared)
    {
        var branching = new RadixInner4(leaf.Key, shared, _stamp);
        if (leaf.Key.Length == shared)
        {
            branching.Terminal = leaf;
        }
        else
        {
            branching.Add(leaf.Key[shared], leaf);
        }

        if (present is RadixLeaf other && other.Key.Length == shared)
        {
            branching.Terminal = other;
        }
        else
        {
            branching.Add(present is RadixLeaf below ? below.Key[shared] : ((RadixInner)present).Path[shared], present);
        }

        _count++;
        return branching;
    }

    private void Add(ref RadixNode? slot, byte branch, RadixLeaf leaf)
    {
        var inner = (RadixInner)slot!; // Not null: the caller found a node here.
        if (inner.IsFull)
        {
            slot = inner = inner.Grow(_stamp);
        }
        else
        {
            inner = Own(ref slot);
        }

        inner.Add(branch, leaf);
        _count++;
    }

    /// <summary>The node in the slot, copied first unless this transaction already did.</summary>
    private RadixInner Own(ref RadixNode? slot)
    {
        var inner = (RadixInner)slot!; // Not null: only called on the way through an inner node.
        if (inner.Stamp != _stamp)
        {
            slot = inner = inner.Copy(_stamp);
        }

        return inner;
    }

    /// <summary>After a removal: a node that tells nothing apart goes, a sparse one becomes a smaller kind.</summary>
    private void Tidy(ref RadixNode? slot)
    {
        var inner = (RadixInner)slot!; // Not null: the caller just removed something from it.
        if (inner.Count == 0)
        {
            slot = inner.Terminal;
        }
        else if (inner.Count == 1 && inner.Terminal is null)
        {
            var position = 0;
            slot = inner.Next(ref position);
        }
        else if (inner.IsSparse)
        {
            slot = inner.Shrink(_stamp);
        }
    }
}
