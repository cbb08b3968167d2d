using Praetor.Foundation;
using Praetor.State.Store;

namespace Praetor.State.Watches;

/// <summary>
/// What one query looked at, so that whoever asked can wait until the answer may be another. Made by the caller of a
/// query, filled by the query, waited for through <see cref="Changed"/>, and given back with <see cref="Dispose"/>.
/// </summary>
/// <remarks>
/// Collecting costs a list of keys; nothing is registered until someone waits, because most queries answer at once.
/// One set serves the queries of one snapshot, and the code of one caller; only its completion comes from elsewhere.
/// </remarks>
public sealed class WatchSet : IDisposable
{
    private readonly List<WatchedRange> _ranges = new(1);
    private StoreRoot? _seen;
    private WatchRegistry? _registry;
    private TaskCompletionSource? _changed;

    /// <summary>The registered watches, linked through <see cref="Watch.NextOfSet"/>. Guarded by the registry's lock.</summary>
    internal Watch? First { get; set; }

    /// <summary>
    /// Done as soon as something the queries looked at is no longer what they saw, or the whole store was replaced.
    /// It may be so already: a change between the query and this call is not missed. Waiters continue asynchronously.
    /// </summary>
    public Task Changed
    {
        get
        {
            if (_changed is null)
            {
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_registry is not null && _seen is not null && !_registry.TryRegister(this, _ranges, _seen))
                {
                    _changed.SetResult();
                }

                // A waiter may wait for minutes, and must not keep an old version of the whole store alive.
                _seen = null;
            }

            return _changed.Task;
        }
    }

    /// <summary>Stops watching and frees what it took. <see cref="Changed"/> will not complete any more.</summary>
    public void Dispose()
    {
        _registry?.Unregister(this);
        _seen = null;
        _ranges.Clear();
    }

    /// <summary>Notes that the query depends on one key, whether it exists or not.</summary>
    internal void AddKey(StateSnapshot snapshot, int tree, ReadOnlySpan<byte> key) =>
        Add(snapshot, new WatchedRange(tree, IsPrefix: false, key.ToArray()));

    /// <summary>Notes that the query depends on all keys with the prefix, also those that do not exist yet.</summary>
    internal void AddPrefix(StateSnapshot snapshot, int tree, ReadOnlySpan<byte> prefix) =>
        Add(snapshot, new WatchedRange(tree, IsPrefix: true, prefix.ToArray()));

    /// <summary>Completes the task. Called by the registry, outside its lock.</summary>
    internal void Complete() => _changed?.TrySetResult();

    private void Add(StateSnapshot snapshot, WatchedRange range)
    {
        Invariant.Check(_changed is null, "A watch set collects before it is waited for.");
        Invariant.Check(_seen is null || _seen == snapshot.Root, "A watch set serves one snapshot.");
        _seen = snapshot.Root;
        _registry = snapshot.Watches;
        _ranges.Add(range);
    }
}

/// <summary>A key or prefix of one tree.</summary>
internal readonly record struct WatchedRange(int Tree, bool IsPrefix, byte[] Key);
