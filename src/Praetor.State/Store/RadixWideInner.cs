using System.Runtime.CompilerServices;
using Praetor.Foundation;

namespace Praetor.State.Store;

/// <summary>Up to 48 children: a table from the branch byte to the child's place.</summary>
internal sealed class RadixInner48 : RadixInner
{
    public const int Capacity = 48;

    // Place plus one; 0 says that there is no such child.
    private Places _places;
    private Children48 _children;

    public RadixInner48(RadixInner16 origin, long stamp)
        : base(origin, stamp)
    {
        var position = 0;
        for (var branch = 0; branch <= byte.MaxValue; branch++)
        {
            if (origin.Child((byte)branch) is { } child)
            {
                Add((byte)branch, child);
                position++;
            }
        }

        Invariant.Check(position == origin.Count, "A node that grows keeps its children.");
    }

    public RadixInner48(RadixInner256 origin, long stamp)
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

    private RadixInner48(RadixInner48 origin, long stamp)
        : base(origin, stamp)
    {
        _places = origin._places;
        _children = origin._children;
        Count = origin.Count;
    }

    public override bool IsFull => Count == Capacity;

    // A quarter below the smaller kind's capacity: see RadixInner16.
    public override bool IsSparse => Count <= 12;

    public override RadixNode? Child(byte branch)
    {
        int place = _places[branch];
        return place == 0 ? null : _children[place - 1];
    }

    public override ref RadixNode? Slot(byte branch)
    {
        Span<RadixNode?> children = _children;
        return ref children[_places[branch] - 1];
    }

    public override void Add(byte branch, RadixNode child)
    {
        Invariant.Check(!IsFull, "A node grows before it takes one more child.");
        _children[Count] = child;
        Count++;
        _places[branch] = (byte)Count;
    }

    public override void Remove(byte branch)
    {
        int place = _places[branch];
        Invariant.Check(place > 0, "A child that is removed exists.");
        _places[branch] = 0;
        Span<byte> places = _places;
        // The last child moves into the gap, so that the places in use stay together.
        if (place != Count)
        {
            _children[place - 1] = _children[Count - 1];
            places[places.IndexOf((byte)Count)] = (byte)place;
        }

        Count--;
        _children[Count] = null;
    }

    public override RadixInner Copy(long stamp) => new RadixInner48(this, stamp);

    public override RadixInner Grow(long stamp) => new RadixInner256(this, stamp);

    public override RadixInner Shrink(long stamp) => new RadixInner16(this, stamp);

    public override RadixNode? Next(ref int position)
    {
        while (position <= byte.MaxValue)
        {
            if (Child((byte)position++) is { } child)
            {
                return child;
            }
        }

        return null;
    }

    public override int Position(byte branch) => branch;

    [InlineArray(256)]
    private struct Places
    {
        private byte _first;
    }

    [InlineArray(Capacity)]
    private struct Children48
    {
        private RadixNode? _first;
    }
}

/// <summary>A child for every byte.</summary>
internal sealed class RadixInner256 : RadixInner
{
    private Children256 _children;

    public RadixInner256(RadixInner48 origin, long stamp)
        : base(origin, stamp)
    {
        for (var branch = 0; branch <= byte.MaxValue; branch++)
        {
            _children[branch] = origin.Child((byte)branch);
        }

        Count = origin.Count;
    }

    private RadixInner256(RadixInner256 origin, long stamp)
        : base(origin, stamp)
    {
        _children = origin._children;
        Count = origin.Count;
    }

    public override bool IsFull => false;

    // A quarter below the smaller kind's capacity: see RadixInner16.
    public override bool IsSparse => Count <= 36;

    public override RadixNode? Child(byte branch) => _children[branch];

    public override ref RadixNode? Slot(byte branch)
    {
        Span<RadixNode?> children = _children;
        return ref children[branch];
    }

    public override void Add(byte branch, RadixNode child)
    {
        Invariant.Check(_children[branch] is null, "A child is added once.");
        _children[branch] = child;
        Count++;
    }

    public override void Remove(byte branch)
    {
        Invariant.Check(_children[branch] is not null, "A child that is removed exists.");
        _children[branch] = null;
        Count--;
    }

    public override RadixInner Copy(long stamp) => new RadixInner256(this, stamp);

    public override RadixInner Grow(long stamp) => this;

    public override RadixInner Shrink(long stamp) => new RadixInner48(this, stamp);

    public override RadixNode? Next(ref int position)
    {
        while (position <= byte.MaxValue)
        {
            if (_children[position++] is { } child)
            {
                return child;
            }
        }

        return null;
    }

    public override int Position(byte branch) => branch;

    [InlineArray(256)]
    private struct Children256
    {
        private RadixNode? _first;
    }
}
