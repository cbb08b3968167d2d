using System.Runtime.CompilerServices;
using Praetor.Foundation;

namespace Praetor.State.Store;

/// <summary>The two small kinds: branch bytes and children side by side, in order.</summary>
internal abstract class RadixSortedInner : RadixInner
{
    protected RadixSortedInner(byte[] pathSource, int pathLength, long stamp)
        : base(pathSource, pathLength, stamp) { }

    protected RadixSortedInner(RadixInner origin, long stamp)
        : base(origin, stamp) { }

    protected abstract Span<byte> Branches { get; }

    protected abstract Span<RadixNode?> Children { get; }

    public override bool IsFull => Count == Branches.Length;

    public override RadixNode? Child(byte branch)
    {
        var index = Branches[..Count].IndexOf(branch);
        return index < 0 ? null : Children[index];
    }

    public override ref RadixNode? Slot(byte branch) => ref Children[Branches[..Count].IndexOf(branch)];

    public override void Add(byte branch, RadixNode child)
    {
        Invariant.Check(!IsFull, "A node grows before it takes one more child.");
        var index = Position(branch);
        var branches = Branches;
        var children = Children;
        branches[index..Count].CopyTo(branches[(index + 1)..]);
        children[index..Count].CopyTo(children[(index + 1)..]);
        branches[index] = branch;
        children[index] = child;
        Count++;
    }

    public override void Remove(byte branch)
    {
        var branches = Branches;
        var children = Children;
        var index = branches[..Count].IndexOf(branch);
        Invariant.Check(index >= 0, "A child that is removed exists.");
        branches[(index + 1)..Count].CopyTo(branches[index..]);
        children[(index + 1)..Count].CopyTo(children[index..]);
        Count--;
        children[Count] = null;
    }

    public override RadixNode? Next(ref int position) => position < Count ? Children[position++] : null;

    public override int Position(byte branch)
    {
        var index = 0;
        foreach (var present in Branches[..Count])
        {
            if (present >= branch)
            {
                break;
            }

            index++;
        }

        return index;
    }

    protected void Take(ReadOnlySpan<byte> branches, ReadOnlySpan<RadixNode?> children)
    {
        branches.CopyTo(Branches);
        children.CopyTo(Children);
        Count = branches.Length;
    }

    protected void TakeAll(RadixSortedInner origin) =>
        Take(origin.Branches[..origin.Count], origin.Children[..origin.Count]);
}

/// <summary>Up to 4 children: most nodes are this.</summary>
internal sealed class RadixInner4 : RadixSortedInner
{
    public const int Capacity = 4;

    private FourBranches _branches;
    private FourChildren _children;

    public RadixInner4(byte[] pathSource, int pathLength, long stamp)
        : base(pathSource, pathLength, stamp) { }

    public RadixInner4(RadixSortedInner origin, long stamp)
        : base(origin, stamp) => TakeAll(origin);

    // A node of one child and no terminal is replaced by that child, so it never has to become smaller than this.
    public override bool IsSparse => false;

    protected override Span<byte> Branches => _branches;

    protected override Span<RadixNode?> Children => _children;

    public override RadixInner Copy(long stamp) => new RadixInner4(this, stamp);

    public override RadixInner Grow(long stamp) => new RadixInner16(this, stamp);

    public override RadixInner Shrink(long stamp) => this;

    [InlineArray(Capacity)]
    private struct FourBranches
    {
        private byte _first;
    }

    [InlineArray(Capacity)]
    private struct FourChildren
    {
        private RadixNode? _first;
    }
}

/// <summary>Up to 16 children; their branch bytes are searched with one vector comparison.</summary>
internal sealed class RadixInner16 : RadixSortedInner
{
    public const int Capacity = 16;

    private SixteenBranches _branches;
    private SixteenChildren _children;

    public RadixInner16(RadixSortedInner origin, long stamp)
        : base(origin, stamp) => TakeAll(origin);

    public RadixInner16(RadixInner48 origin, long stamp)
        : base(origin, stamp)
    {
        for (var branch = 0; branch <= byte.MaxValue; branch++)
        {
            if (origin.Child((byte)branch) is { } child)
            {
                Add((byte)branch, child);
            }
        }
    }

    // One below the smaller kind's capacity, so that adding and removing one key does not copy back and forth.
    public override bool IsSparse => Count < RadixInner4.Capacity;

    protected override Span<byte> Branches => _branches;

    protected override Span<RadixNode?> Children => _children;

    public override RadixInner Copy(long stamp) => new RadixInner16(this, stamp);

    public override RadixInner Grow(long stamp) => new RadixInner48(this, stamp);

    public override RadixInner Shrink(long stamp) => new RadixInner4(this, stamp);

    [InlineArray(Capacity)]
    private struct SixteenBranches
    {
        private byte _first;
    }

    [InlineArray(Capacity)]
    private struct SixteenChildren
    {
        private RadixNode? _first;
    }
}
