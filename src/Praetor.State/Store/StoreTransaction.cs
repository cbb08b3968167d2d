using Praetor.Foundation;

namespace Praetor.State.Store;

/// <summary>
/// Changes to any number of trees that become visible together, or not at all. Reads through it see its own writes.
/// </summary>
internal sealed class StoreTransaction : StoreView
{
    private readonly StoreRoot _origin;
    private readonly long _stamp;
    private readonly bool _isWatched;
    private readonly RadixTreeBuilder?[] _builders;
    private readonly List<TouchedKey> _touched = [];

    /// <param name="origin">What to start from.</param>
    /// <param name="stamp">A number no other transaction of the store has had.</param>
    /// <param name="isWatched">Whether somebody may wait for the keys that are written.</param>
    public StoreTransaction(StoreRoot origin, long stamp, bool isWatched)
    {
        _origin = origin;
        _stamp = stamp;
        _isWatched = isWatched;
        _builders = new RadixTreeBuilder?[origin.TreeCount];
    }

    /// <summary>What it started from.</summary>
    public StoreRoot Origin => _origin;

    /// <summary>The keys written so far, in order; one may occur several times.</summary>
    public List<TouchedKey> Touched => _touched;

    /// <inheritdoc/>
    public override RadixTree Tree(int tree) => _builders[tree]?.Current ?? _origin.Tree(tree);

    /// <summary>Puts a value in, and returns the one it replaces.</summary>
    public object? Set(int tree, byte[] key, object value)
    {
        Touch(tree, key);
        return Builder(tree).Set(new RadixLeaf(key, value))?.Value;
    }

    /// <summary>Takes a value out and returns it; null if there is none.</summary>
    public object? Remove(int tree, ReadOnlySpan<byte> key)
    {
        var leaf = Builder(tree).Remove(key);
        if (leaf is not null)
        {
            Touch(tree, leaf.Key);
        }

        return leaf?.Value;
    }

    /// <summary>Takes out all values whose keys begin with the prefix, and returns a cursor over them.</summary>
    public RadixCursor RemovePrefix(int tree, ReadOnlySpan<byte> prefix)
    {
        var removed = Builder(tree).RemovePrefix(prefix, out _);
        var leaves = RadixCursor.Below(removed);
        while (leaves.MoveNext())
        {
            Touch(tree, leaves.Current.Key);
        }

        return RadixCursor.Below(removed);
    }

    /// <summary>The finished root. The transaction must not be used afterwards.</summary>
    public StoreRoot Finish()
    {
        var trees = new RadixTree[_builders.Length];
        for (var tree = 0; tree < trees.Length; tree++)
        {
            trees[tree] = _builders[tree]?.Finish() ?? _origin.Tree(tree);
        }

        Invariant.Check(trees.Length == _origin.TreeCount, "A transaction keeps all trees.");
        return new StoreRoot(trees, _origin.Epoch);
    }

    private void Touch(int tree, byte[] key)
    {
        if (_isWatched)
        {
            _touched.Add(new TouchedKey(tree, key));
        }
    }

    private RadixTreeBuilder Builder(int tree) => _builders[tree] ??= new RadixTreeBuilder(_origin.Tree(tree), _stamp);
}
