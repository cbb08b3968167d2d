using Praetor.Foundation;
using Praetor.State.Watches;

namespace Praetor.State.Store;

/// <summary>
/// The line of roots: one writer makes the next one, everybody reads the current one. Only the loop that applies the
/// log begins and commits transactions; <see cref="Current"/> may be read from any thread.
/// </summary>
internal sealed class VersionedStore
{
    private StoreRoot _current;
    private StoreTransaction? _open;
    private long _stamps;

    /// <param name="trees">How many trees a root has.</param>
    public VersionedStore(int trees)
    {
        _current = new StoreRoot(new RadixTree[trees], epoch: 0);
        Watches = new WatchRegistry(trees, () => Current);
    }

    /// <summary>The newest root that was committed.</summary>
    public StoreRoot Current => Volatile.Read(ref _current);

    /// <summary>Who waits for changes.</summary>
    public WatchRegistry Watches { get; }

    /// <summary>Begins the next version. One at a time.</summary>
    public StoreTransaction Begin()
    {
        Invariant.Check(_open is null, "There is one writer.");
        return _open = new StoreTransaction(Current, NextStamp(), isWatched: true);
    }

    /// <summary>Publishes what the transaction made, then wakes those it concerns.</summary>
    public void Commit(StoreTransaction transaction)
    {
        Invariant.Check(_open == transaction, "What is committed was begun, and once.");
        _open = null;
        var root = transaction.Finish();
        Volatile.Write(ref _current, root);
        Watches.Committed(transaction.Origin, root, transaction.Touched);
    }

    /// <summary>Forgets what the transaction made.</summary>
    public void Abort(StoreTransaction transaction)
    {
        Invariant.Check(_open == transaction, "What is aborted was begun, and once.");
        _open = null;
    }

    /// <summary>Begins new content, for <see cref="Replace"/>; the current one stays in use meanwhile.</summary>
    public StoreTransaction BeginReplacement() =>
        new(new StoreRoot(new RadixTree[Current.TreeCount], Current.Epoch + 1), NextStamp(), isWatched: false);

    /// <summary>Publishes new content in the place of the old, and wakes everybody.</summary>
    public void Replace(StoreTransaction content)
    {
        Invariant.Check(_open is null, "There is one writer.");
        Invariant.Check(
            content.Origin.Epoch == Current.Epoch + 1,
            "Content is replaced by what was made to follow it."
        );
        Volatile.Write(ref _current, content.Finish());
        Watches.Abandoned();
    }

    // Content that replaces ours may be built by another thread than the writer's.
    private long NextStamp() => Interlocked.Increment(ref _stamps);
}
