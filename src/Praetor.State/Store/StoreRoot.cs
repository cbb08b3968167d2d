namespace Praetor.State.Store;

/// <summary>What queries read from: a published root, or the unfinished work of a transaction.</summary>
internal abstract class StoreView
{
    /// <summary>The tree with the number that the schema gave it.</summary>
    public abstract RadixTree Tree(int tree);
}

/// <summary>One version of all tables: immutable, and therefore a snapshot for whoever holds it.</summary>
internal sealed class StoreRoot : StoreView
{
    private readonly RadixTree[] _trees;

    /// <param name="trees">The trees, by number. The array is taken over.</param>
    /// <param name="epoch">Which content this is a version of: restoring a snapshot begins another.</param>
    public StoreRoot(RadixTree[] trees, long epoch)
    {
        _trees = trees;
        Epoch = epoch;
    }

    /// <summary>Equal for roots that came from each other by transactions.</summary>
    public long Epoch { get; }

    /// <summary>How many trees.</summary>
    public int TreeCount => _trees.Length;

    /// <inheritdoc/>
    public override RadixTree Tree(int tree) => _trees[tree];
}

/// <summary>A key that a transaction wrote to or removed.</summary>
internal readonly record struct TouchedKey(int Tree, byte[] Key);
