using Praetor.Agent.Loops;
using Praetor.Model.Events;

namespace Praetor.Agent.Events;

/// <summary>
/// The newest events this agent heeds, oldest first. One loop adds; any thread reads a list that nobody changes, and may wait
/// for the next.
/// </summary>
internal sealed class RecentEvents
{
    /// <summary>Consul's number: clients that look less often than every 256 events miss some.</summary>
    public const int Max = 256;

    // Guards the fields below.
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<UserEvent> _newest = [];
    private List<TaskCompletionSource> _waiting = [];
    private bool _isEnded;

    /// <summary>What there is now.</summary>
    public IReadOnlyList<UserEvent> Newest => _newest;

    /// <summary>Takes an event in, unless it is there: gossip may tell of one twice after a restart.</summary>
    public bool TryAdd(UserEvent it)
    {
        var known = _newest;
        if (known.Any(other => other.ID == it.ID))
        {
            return false;
        }

        IReadOnlyList<UserEvent> newest = [.. known.Skip(known.Count == Max ? 1 : 0), it];
        List<TaskCompletionSource> waiting;
        lock (_gate)
        {
            _newest = newest;
            waiting = _waiting;
            _waiting = [];
        }

        Wake(waiting);
        return true;
    }

    /// <summary>Lets everybody go who waits, and whoever comes to wait: the agent is about to stop.</summary>
    public void EndWaits()
    {
        List<TaskCompletionSource> waiting;
        lock (_gate)
        {
            _isEnded = true;
            waiting = _waiting;
            _waiting = [];
        }

        Wake(waiting);
    }

    /// <summary>Waits until there is another list than one that was seen, or the time is up.</summary>
    /// <param name="seen">That list.</param>
    /// <param name="max">How long to wait.</param>
    /// <param name="time">The clock for that.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it makes sense to wait again.</returns>
    public async ValueTask<bool> WaitForChangeAsync(
        IReadOnlyList<UserEvent> seen,
        TimeSpan max,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var waiter = Waiting.NewSignal();
        lock (_gate)
        {
            if (_isEnded || !ReferenceEquals(_newest, seen))
            {
                return !_isEnded;
            }

            _waiting.Add(waiter);
        }

        try
        {
            await Waiting.ForAsync(waiter, max, time, cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                // Whose time was up is still among those waiting.
                _waiting.Remove(waiter);
            }
        }

        return true;
    }

    private static void Wake(List<TaskCompletionSource> waiting)
    {
        foreach (var waiter in waiting)
        {
            waiter.TrySetResult();
        }
    }
}
