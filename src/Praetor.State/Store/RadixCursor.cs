namespace Praetor.State.Store;

/// <summary>Goes through leaves in the order of their keys. Allocates once for its stack, and not per step.</summary>
/// <remarks>A struct that is advanced: keep it in a local, do not copy it while it moves.</remarks>
internal struct RadixCursor
{
    // Deep enough for keys with seven branchings, which is nearly all; the array doubles beyond.
    private const int InitialDepth = 8;

    private Frame[]? _stack;
    private int _depth;
    private RadixNode? _pending;

    /// <summary>The leaf reached by the last <see cref="MoveNext"/> that said yes.</summary>
    public RadixLeaf Current { get; private set; }

    private RadixCursor(RadixNode? pending)
    {
        _pending = pending;
        Current = null!; // Read only after MoveNext has set it, as with every enumerator.
    }

    /// <summary>Everything below a node.</summary>
    public static RadixCursor Below(RadixNode? node) => new(node);

    /// <summary>Everything below a node that is not less than the key.</summary>
    public static RadixCursor From(RadixNode? root, ReadOnlySpan<byte> key)
    {
        var cursor = new RadixCursor(null);
        var node = root;
        while (node is RadixInner inner)
        {
            var shared = Math.Min(inner.PathLength, key.Length);
            var order = inner.Path[..shared].SequenceCompareTo(key[..shared]);
            if (order < 0)
            {
                return cursor;
            }

            if (order > 0 || key.Length <= inner.PathLength)
            {
                cursor._pending = inner;
                return cursor;
            }

            var branch = key[inner.PathLength];
            var position = inner.Position(branch);
            node = inner.Child(branch);
            if (node is not null)
            {
                inner.Next(ref position);
            }

            cursor.Push(new Frame(inner, position));
        }

        if (node is RadixLeaf leaf && leaf.Key.AsSpan().SequenceCompareTo(key) >= 0)
        {
            cursor._pending = leaf;
        }

        return cursor;
    }

    /// <summary>Goes to the next leaf; false when there is none.</summary>
    public bool MoveNext()
    {
        while (true)
        {
            switch (_pending)
            {
                case RadixLeaf leaf:
                    _pending = null;
                    Current = leaf;
                    return true;
                case RadixInner inner:
                    Push(new Frame(inner, 0));
                    _pending = inner.Terminal;
                    continue;
                default:
                    break;
            }

            if (_depth == 0)
            {
                return false;
            }

            ref var top = ref _stack![_depth - 1];
            _pending = top.Node.Next(ref top.Position);
            if (_pending is null)
            {
                _depth--;
                top = default;
            }
        }
    }

    /// <summary>So that <c>foreach</c> takes it.</summary>
    public readonly RadixCursor GetEnumerator() => this;

    private void Push(Frame frame)
    {
        _stack ??= new Frame[InitialDepth];
        if (_depth == _stack.Length)
        {
            Array.Resize(ref _stack, 2 * _depth);
        }

        _stack[_depth++] = frame;
    }

    private struct Frame(RadixInner node, int position)
    {
        public readonly RadixInner Node = node;
        public int Position = position;
    }
}
