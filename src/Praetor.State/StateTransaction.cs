using Praetor.Foundation.Bytes;
using Praetor.Foundation.Text;
using Praetor.State.Store;

namespace Praetor.State;

/// <summary>
/// What one entry of the log does to the state. Its methods see each other's writes; others see them at
/// <see cref="Commit"/>, all at once, or never. Used by the loop that applies the log.
/// </summary>
/// <remarks>
/// Everything random or timed was decided before the entry was proposed and stands in it. A method that refuses may
/// have written a part: the caller then disposes the transaction without committing.
/// </remarks>
public sealed partial class StateTransaction : IDisposable
{
    private readonly VersionedStore _versions;
    private readonly StoreTransaction _store;
    private readonly List<LockDelay> _lockDelays = [];
    private bool _isOver;

    internal StateTransaction(VersionedStore versions, ulong index)
    {
        _versions = versions;
        _store = versions.Begin();
        Index = index;
    }

    /// <summary>The index of the entry.</summary>
    public ulong Index { get; }

    /// <summary>
    /// The keys whose sessions ended in this transaction, and how long they must not be locked: the leader keeps the
    /// time, the state does not know it.
    /// </summary>
    public IReadOnlyList<LockDelay> LockDelays => _lockDelays;

    /// <summary>The state with what this transaction wrote so far. Only to read while the transaction is open.</summary>
    public StateSnapshot View => new(_store, _versions.Watches);

    /// <summary>Publishes all writes and wakes those who wait for them.</summary>
    public void Commit()
    {
        _versions.Commit(_store);
        _isOver = true;
    }

    /// <summary>Forgets all writes, unless they were committed.</summary>
    public void Dispose()
    {
        if (!_isOver)
        {
            _versions.Abort(_store);
            _isOver = true;
        }
    }
}

/// <summary>A key that lost its lock because its session ended.</summary>
/// <param name="Key">The key.</param>
/// <param name="Delay">How long it cannot be acquired; more than nothing, at most a minute.</param>
public readonly record struct LockDelay(ByteString Key, GoDuration Delay);
