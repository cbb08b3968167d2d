namespace Praetor.Agent.Loops;

/// <summary>
/// Wakes one loop before its deadline. Raised any number of times before the loop looks, it counts once: the loop decides
/// by the level of what it looks at, not by how often it was woken.
/// </summary>
internal sealed class WakeSignal(TimeProvider time)
{
    // Guards the fields below.
    private readonly Lock _gate = new();
    private bool _isRaised;
    private TaskCompletionSource? _waiter;

    /// <summary>Wakes the loop. From any thread.</summary>
    public void Raise()
    {
        TaskCompletionSource? waiter;
        lock (_gate)
        {
            _isRaised = true;
            waiter = _waiter;
        }

        waiter?.TrySetResult();
    }

    /// <summary>Waits for the signal or until the time is up. For the one loop alone.</summary>
    public async ValueTask WaitAsync(TimeSpan max, CancellationToken stopping)
    {
        var waiter = Waiting.NewSignal();
        lock (_gate)
        {
            _waiter = waiter;
            if (_isRaised)
            {
                waiter.SetResult();
            }
        }

        await Waiting.ForAsync(waiter, max, time, stopping);
        lock (_gate)
        {
            _waiter = null;
            _isRaised = false;
        }
    }
}
