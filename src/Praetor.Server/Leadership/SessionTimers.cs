using Praetor.Foundation;

namespace Praetor.Server.Leadership;

/// <summary>
/// When each session with a time to live ends unless it is renewed. Pure: told the time, owned by the leader's loop.
/// </summary>
/// <remarks>
/// A session ends after twice its time to live, so that a renewal that is late by a network's hiccup still counts. An end
/// that could not be written is tried again, later each time. Facts: catalog-semantics, sessions.
/// </remarks>
internal sealed class SessionTimers
{
    private const int TtlMultiplier = 2;
    private const int AttemptsMax = 6;

    private static readonly TimeSpan RetryBase = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Timer> _timers = new(StringComparer.Ordinal);

    // May hold entries of timers that were reset since; those are passed over when they come up.
    private readonly PriorityQueue<string, TimeSpan> _due = new();

    /// <summary>How many sessions have a timer.</summary>
    public int Count => _timers.Count;

    /// <summary>When to look again; null when nothing is timed.</summary>
    public TimeSpan? NextDue => _due.TryPeek(out _, out var due) ? due : null;

    /// <summary>Starts or restarts a session's time.</summary>
    public void Reset(string id, TimeSpan ttl, TimeSpan now)
    {
        Invariant.Check(ttl > TimeSpan.Zero, "Only a session with a time to live is timed.");
        Schedule(id, new Timer(now + (TtlMultiplier * ttl), Attempts: 0));
    }

    /// <summary>Forgets a session that is gone.</summary>
    public void Remove(string id) => _timers.Remove(id);

    /// <summary>Forgets all: this server leads no more.</summary>
    public void Clear()
    {
        _timers.Clear();
        _due.Clear();
    }

    /// <summary>
    /// Takes the sessions that are due. Each stays timed, for the next attempt, until <see cref="Remove"/> says that it is gone.
    /// </summary>
    public void TakeExpired(TimeSpan now, List<string> expired)
    {
        while (_due.TryPeek(out var id, out var due) && due <= now)
        {
            _due.Dequeue();
            if (!_timers.TryGetValue(id, out var timer) || timer.Due != due)
            {
                continue;
            }

            expired.Add(id);
            if (timer.Attempts + 1 == AttemptsMax)
            {
                _timers.Remove(id);
                continue;
            }

            Schedule(id, new Timer(now + (RetryBase * (1 << timer.Attempts)), timer.Attempts + 1));
        }
    }

    private void Schedule(string id, Timer timer)
    {
        _timers[id] = timer;
        _due.Enqueue(id, timer.Due);
        if (_due.Count > (2 * _timers.Count) + 64)
        {
            Compact();
        }
    }

    /// <summary>Drops what renewals left behind, so that the queue is never much longer than there are sessions.</summary>
    private void Compact()
    {
        _due.Clear();
        foreach (var (id, timer) in _timers)
        {
            _due.Enqueue(id, timer.Due);
        }
    }

    private readonly record struct Timer(TimeSpan Due, int Attempts);
}
