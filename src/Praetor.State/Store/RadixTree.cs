using Praetor.Foundation;

namespace Praetor.State.Store;

/// <summary>
/// An immutable ordered map from byte keys to objects: a persistent adaptive radix tree. Anyone may read it from any
/// thread for as long as they like. It is changed through a <see cref="RadixTreeBuilder"/>, which makes another one.
/// </summary>
/// <remarks>
/// Leis, Kemper, Neumann: The Adaptive Radix Tree (ICDE 2013), for the four sizes of nodes. Values are objects and not
/// a type parameter so that one root can hold all tables; <c>Table</c> gives them their type.
/// </remarks>
internal readonly struct RadixTree(RadixNode? root, int count)
{
    public readonly RadixNode? Root = root;

    /// <summary>How many keys.</summary>
    public readonly int Count = count;

    /// <summary>The leaf of a key, or null.</summary>
    public RadixLeaf? Find(ReadOnlySpan<byte> key)
    {
        // Only the branching bytes are compared on the way down; the leaf's own key settles whether it was the right way.
        var node = Root;
        while (node is RadixInner inner)
        {
            if (inner.PathLength >= key.Length)
            {
                node = inner.PathLength == key.Length ? inner.Terminal : null;
                break;
            }

            node = inner.Child(key[inner.PathLength]);
        }

        return node is RadixLeaf leaf && leaf.Key.AsSpan().SequenceEqual(key) ? leaf : null;
    }

    /// <summary>
    /// The smallest subtree that holds all keys with the prefix and no others; null if there are none. It is the same
    /// object in two versions of the tree exactly if nothing with the prefix was changed in between.
    /// </summary>
    public RadixNode? Covering(ReadOnlySpan<byte> prefix)
    {
        var node = Root;
        while (node is RadixInner inner && inner.PathLength < prefix.Length)
        {
            node = inner.Child(prefix[inner.PathLength]);
        }

        return node switch
        {
            RadixLeaf leaf when leaf.Key.AsSpan().StartsWith(prefix) => leaf,
            RadixInner inner when inner.Path.StartsWith(prefix) => inner,
            _ => null,
        };
    }

    /// <summary>The leaf with the longest key that the given key begins with; null if there is none.</summary>
    public RadixLeaf? LongestPrefix(ReadOnlySpan<byte> key)
    {
        RadixLeaf? longest = null;
        var node = Root;
        while (node is RadixInner inner && inner.PathLength <= key.Length)
        {
            if (inner.Terminal is { } terminal && key.StartsWith(terminal.Key))
            {
                longest = terminal;
            }

            node = inner.PathLength < key.Length ? inner.Child(key[inner.PathLength]) : null;
        }

        return node is RadixLeaf leaf && key.StartsWith(leaf.Key) ? leaf : longest;
    }

    /// <summary>All leaves whose keys begin with the prefix, in order of their bytes.</summary>
    public RadixCursor Prefix(ReadOnlySpan<byte> prefix) => RadixCursor.Below(Covering(prefix));

    /// <summary>All leaves whose keys are the given one or greater, in order of their bytes.</summary>
    public RadixCursor From(ReadOnlySpan<byte> key) => RadixCursor.From(Root, key);

    /// <summary>For tests: ends the process unless every rule of the tree's shape holds.</summary>
    public void CheckShape()
    {
        var count = 0;
        CheckShape(Root, [], ref count);
        Invariant.Check(count == Count, "A tree knows how many keys it holds.");
    }

    private static void CheckShape(RadixNode? node, ReadOnlySpan<byte> path, ref int count)
    {
        if (node is RadixLeaf leaf)
        {
            Invariant.Check(leaf.Key.AsSpan().StartsWith(path), "A leaf's key begins with the path to it.");
            count++;
        }
        else if (node is RadixInner inner)
        {
            Invariant.Check(inner.Path.StartsWith(path), "A node's path begins with its parent's.");
            Invariant.Check(
                inner.Count + (inner.Terminal is null ? 0 : 1) >= 2,
                "A node tells at least two keys apart."
            );
            if (inner.Terminal is { } terminal)
            {
                Invariant.Check(
                    terminal.Key.AsSpan().SequenceEqual(inner.Path),
                    "A terminal's key is the node's path."
                );
                count++;
            }

            for (var branch = 0; branch <= byte.MaxValue; branch++)
            {
                CheckShape(inner.Child((byte)branch), [.. inner.Path, (byte)branch], ref count);
            }
        }
    }
}
