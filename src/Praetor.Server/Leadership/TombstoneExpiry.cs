namespace Praetor.Server.Leadership;

/// <summary>
/// When deletions of keys may be forgotten. Pure: told the time, owned by the leader's loop. A watcher that sleeps longer
/// than the time to live sees a list's index go back, and asks anew.
/// </summary>
internal sealed class TombstoneExpiry
{
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Granularity = TimeSpan.FromSeconds(30);

    // By end of the bucket: the newest index whose deletions it covers. Ends never fall, so the first is the next due.
    private readonly Queue<(TimeSpan Due, ulong Index)> _buckets = new();
    private (TimeSpan Due, ulong Index) _newest;

    /// <summary>When to look again; null when nothing was deleted.</summary>
    public TimeSpan? NextDue =>
        _buckets.TryPeek(out var bucket) ? bucket.Due
        : _newest.Index > 0 ? _newest.Due
        : null;

    /// <summary>Notes that keys were deleted at an index.</summary>
    public void Hint(ulong index, TimeSpan now)
    {
        var due = Granularity * (Math.Floor((now + Ttl) / Granularity) + 1);
        if (_newest.Index > 0 && _newest.Due != due)
        {
            _buckets.Enqueue(_newest);
        }

        _newest = (due, Math.Max(index, _newest.Index));
    }

    /// <summary>The index up to which tombstones may go now, or null.</summary>
    public ulong? TakeExpired(TimeSpan now)
    {
        ulong? expired = null;
        while (_buckets.TryPeek(out var bucket) && bucket.Due <= now)
        {
            expired = _buckets.Dequeue().Index;
        }

        if (_newest.Index > 0 && _newest.Due <= now)
        {
            expired = _newest.Index;
            _newest = default;
        }

        return expired;
    }

    /// <summary>Forgets all: this server leads no more.</summary>
    public void Clear()
    {
        _buckets.Clear();
        _newest = default;
    }
}
