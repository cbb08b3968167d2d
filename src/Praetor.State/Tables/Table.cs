using Praetor.Foundation;
using Praetor.State.Store;

namespace Praetor.State.Tables;

/// <summary>
/// One kind of record, found by its primary key and kept findable by its other indexes. The table itself is only the
/// description; what it holds is in the trees of the view or transaction that each method is given.
/// </summary>
internal sealed class Table<T>
    where T : class
{
    private readonly Func<T, byte[]> _key;
    private readonly TableIndex<T>[] _indexes;

    /// <param name="tree">The number of the tree of the primary index.</param>
    /// <param name="key">A record's primary key.</param>
    /// <param name="indexes">Its other indexes.</param>
    public Table(int tree, Func<T, byte[]> key, params TableIndex<T>[] indexes)
    {
        Tree = tree;
        _key = key;
        _indexes = indexes;
    }

    /// <summary>The number of the tree of the primary index.</summary>
    public int Tree { get; }

    /// <summary>How many records.</summary>
    public int Count(StoreView view) => view.Tree(Tree).Count;

    /// <summary>The record with the primary key, or null.</summary>
    public T? Find(StoreView view, ReadOnlySpan<byte> key) => As(view.Tree(Tree).Find(key));

    /// <summary>The records whose primary keys begin with the prefix, in order.</summary>
    public TableCursor<T> Prefix(StoreView view, ReadOnlySpan<byte> prefix) => new(view.Tree(Tree).Prefix(prefix));

    /// <summary>The records whose primary keys are the given one or greater, in order.</summary>
    public TableCursor<T> From(StoreView view, ReadOnlySpan<byte> key) => new(view.Tree(Tree).From(key));

    /// <summary>Puts a record in, and returns the one with the same primary key that it replaces.</summary>
    public T? Put(StoreTransaction transaction, T record)
    {
        var key = _key(record);
        var replaced = (T?)transaction.Set(Tree, key, record);
        foreach (var index in _indexes)
        {
            index.Replace(transaction, key, replaced, record);
        }

        return replaced;
    }

    /// <summary>Takes out the record with the primary key and returns it; null if there is none.</summary>
    public T? Remove(StoreTransaction transaction, ReadOnlySpan<byte> key)
    {
        var removed = (T?)transaction.Remove(Tree, key);
        if (removed is not null)
        {
            foreach (var index in _indexes)
            {
                index.Replace(transaction, key, removed, null);
            }
        }

        return removed;
    }

    /// <summary>Takes out all records whose primary keys begin with the prefix, and returns how many.</summary>
    public int RemovePrefix(StoreTransaction transaction, ReadOnlySpan<byte> prefix)
    {
        var count = 0;
        var leaves = transaction.RemovePrefix(Tree, prefix);
        while (leaves.MoveNext())
        {
            count++;
            foreach (var index in _indexes)
            {
                index.Replace(transaction, leaves.Current.Key, (T)leaves.Current.Value, null);
            }
        }

        return count;
    }

    private static T? As(RadixLeaf? leaf) => leaf is null ? null : (T)leaf.Value;
}

/// <summary>Another way to find the records of a table.</summary>
internal sealed class TableIndex<T>
    where T : class
{
    private readonly bool _isUnique;
    private readonly Action<T, IndexKeys> _keys;

    /// <param name="tree">The number of its tree.</param>
    /// <param name="isUnique">Whether a key names one record; otherwise the primary key is appended to it.</param>
    /// <param name="keys">Adds a record's keys: none, one or several. A key ends in a way that no other continues.</param>
    public TableIndex(int tree, bool isUnique, Action<T, IndexKeys> keys)
    {
        Tree = tree;
        _isUnique = isUnique;
        _keys = keys;
    }

    /// <summary>The number of its tree.</summary>
    public int Tree { get; }

    /// <summary>The record of a unique index, or null.</summary>
    public T? Find(StoreView view, ReadOnlySpan<byte> key)
    {
        Invariant.Check(_isUnique, "Only a unique index answers with one record.");
        return view.Tree(Tree).Find(key) is { } leaf ? (T)leaf.Value : null;
    }

    /// <summary>The records whose index keys begin with the prefix, in order of index key, then primary key.</summary>
    public TableCursor<T> Prefix(StoreView view, ReadOnlySpan<byte> prefix) => new(view.Tree(Tree).Prefix(prefix));

    /// <summary>Whether there is any record whose index key begins with the prefix.</summary>
    public bool Any(StoreView view, ReadOnlySpan<byte> prefix) => view.Tree(Tree).Covering(prefix) is not null;

    /// <summary>Follows a change of one record; either of the two may be missing.</summary>
    public void Replace(StoreTransaction transaction, ReadOnlySpan<byte> primaryKey, T? before, T? after)
    {
        var keysBefore = Keys(primaryKey, before);
        var keysAfter = Keys(primaryKey, after);
        foreach (var key in keysBefore)
        {
            if (!keysAfter.Exists(kept => kept.AsSpan().SequenceEqual(key)))
            {
                transaction.Remove(Tree, key);
            }
        }

        foreach (var key in keysAfter)
        {
            // Not null: there are keys only of a record that is there.
            var displaced = transaction.Set(Tree, key, after!);
            Invariant.Check(displaced is null || displaced == before, "A unique index has one record for a key.");
        }
    }

    private List<byte[]> Keys(ReadOnlySpan<byte> primaryKey, T? record)
    {
        if (record is null)
        {
            return [];
        }

        var keys = new IndexKeys(_isUnique ? null : primaryKey.ToArray());
        _keys(record, keys);
        return keys.All;
    }
}

/// <summary>Takes the keys that an index has for one record.</summary>
internal sealed class IndexKeys(byte[]? suffix)
{
    /// <summary>The keys so far.</summary>
    public List<byte[]> All { get; } = new(1);

    /// <summary>Adds one.</summary>
    public void Add(ReadOnlySpan<byte> key) => All.Add([.. key, .. suffix ?? []]);
}

/// <summary>Goes through records in the order of an index.</summary>
internal struct TableCursor<T>(RadixCursor leaves)
    where T : class
{
    private RadixCursor _leaves = leaves;

    /// <summary>The record reached.</summary>
    public readonly T Current => (T)_leaves.Current.Value;

    /// <summary>The key it was reached by.</summary>
    public readonly byte[] Key => _leaves.Current.Key;

    /// <summary>Goes to the next; false when there is none.</summary>
    public bool MoveNext() => _leaves.MoveNext();

    /// <summary>So that <c>foreach</c> takes it.</summary>
    public readonly TableCursor<T> GetEnumerator() => this;
}
