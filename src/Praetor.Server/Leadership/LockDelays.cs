using Praetor.Foundation.Bytes;

namespace Praetor.Server.Leadership;

/// <summary>
/// Which keys may not be locked yet, because the session that held them was invalidated: its holder may still believe in
/// the lock. Kept in the leader's memory only, as in Consul: a new leader has waited out an election instead.
/// </summary>
/// <remarks>Written by the apply loop, asked by requests: guarded by a lock of its own, a leaf.</remarks>
internal sealed class LockDelays(TimeProvider time)
{
    /// <summary>A longer delay is cut to this.</summary>
    public static readonly TimeSpan DelayMax = TimeSpan.FromSeconds(60);

    // Guards _until.
    private readonly Lock _gate = new();
    private readonly Dictionary<ByteString, long> _until = [];

    /// <summary>Forbids locking the key for a while.</summary>
    public void Arm(ByteString key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            return;
        }

        var now = time.GetTimestamp();
        var ticks = (long)((delay < DelayMax ? delay : DelayMax).TotalSeconds * time.TimestampFrequency);
        lock (_gate)
        {
            RemovePastLocked(now);
            _until[key] = now + ticks;
        }
    }

    /// <summary>Whether the key may not be locked now.</summary>
    public bool IsDelayed(ByteString key)
    {
        lock (_gate)
        {
            return _until.TryGetValue(key, out var until) && time.GetTimestamp() < until;
        }
    }

    /// <summary>Forgets all: this server leads no more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _until.Clear();
        }
    }

    private void RemovePastLocked(long now)
    {
        // Swept only when it has grown: then a sweep costs no more than the arming that made it grow.
        if (_until.Count < 64 || _until.Count != _until.EnsureCapacity(0))
        {
            return;
        }

        foreach (var (key, until) in _until)
        {
            if (until <= now)
            {
                _until.Remove(key);
            }
        }
    }
}
