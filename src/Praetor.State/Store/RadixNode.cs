namespace Praetor.State.Store;

/// <summary>A node of the tree: a leaf with a key and its value, or an inner node that branches.</summary>
internal abstract class RadixNode;

/// <summary>One key and its value. Never changes: a new value is a new leaf, so two leaves are equal if they are one.</summary>
/// <remarks>
/// It carries its whole key, and that is what makes the tree cheap to change: splitting or joining the paths above a
/// leaf never touches it.
/// </remarks>
internal sealed class RadixLeaf(byte[] key, object value) : RadixNode
{
    public readonly byte[] Key = key;
    public readonly object Value = value;
}

/// <summary>
/// A branch: the keys below share <see cref="Path"/>, and are told apart by the byte that follows it. A key that ends
/// here is the <see cref="Terminal"/>.
/// </summary>
/// <remarks>
/// The compressed path is not a piece of bytes between parent and child, as in the paper, but the first
/// <see cref="PathLength"/> bytes of the key of some leaf that is or was below. It costs no array of its own, and a
/// node does not change when a neighbour splits the edge above it: a subtree is the same object for as long as
/// nothing in it changes. Watches rely on that.
/// </remarks>
internal abstract class RadixInner : RadixNode
{
    /// <summary>The transaction that made this copy and may write to it in place; to all others it is immutable.</summary>
    public readonly long Stamp;

    protected readonly byte[] PathSource;
    public readonly int PathLength;
    public RadixLeaf? Terminal;

    /// <summary>How many children, without the terminal.</summary>
    public int Count;

    protected RadixInner(byte[] pathSource, int pathLength, long stamp)
    {
        PathSource = pathSource;
        PathLength = pathLength;
        Stamp = stamp;
    }

    protected RadixInner(RadixInner origin, long stamp)
        : this(origin.PathSource, origin.PathLength, stamp) => Terminal = origin.Terminal;

    /// <summary>What all keys below begin with.</summary>
    public ReadOnlySpan<byte> Path => PathSource.AsSpan(0, PathLength);

    /// <summary>Whether <see cref="Add"/> needs a <see cref="Grow"/> first.</summary>
    public abstract bool IsFull { get; }

    /// <summary>Whether so few children are left that the next smaller kind holds them with room to spare.</summary>
    public abstract bool IsSparse { get; }

    /// <summary>The child for the byte, or null.</summary>
    public abstract RadixNode? Child(byte branch);

    /// <summary>The place of an existing child, for its replacement by the owner.</summary>
    public abstract ref RadixNode? Slot(byte branch);

    /// <summary>Puts in a child for a byte that has none. Owner only.</summary>
    public abstract void Add(byte branch, RadixNode child);

    /// <summary>Takes out an existing child. Owner only.</summary>
    public abstract void Remove(byte branch);

    /// <summary>A copy that the transaction owns.</summary>
    public abstract RadixInner Copy(long stamp);

    /// <summary>A copy of the next larger kind.</summary>
    public abstract RadixInner Grow(long stamp);

    /// <summary>A copy of the next smaller kind.</summary>
    public abstract RadixInner Shrink(long stamp);

    /// <summary>The next child at or after a position, which moves past it; null at the end. Starts at 0.</summary>
    public abstract RadixNode? Next(ref int position);

    /// <summary>The position of the first child whose byte is at least the given one.</summary>
    public abstract int Position(byte branch);
}
