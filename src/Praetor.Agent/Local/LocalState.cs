using Praetor.Agent.Loops;

namespace Praetor.Agent.Local;

/// <summary>
/// Owns the services and checks an agent vouches for. Whoever changes them hands in a pure function; whoever reads takes the
/// view. May be called from any thread.
/// </summary>
public sealed class LocalState
{
    // Guards the fields below.
    private readonly Lock _gate = new();
    private volatile LocalView _view = LocalView.Empty;
    private List<TaskCompletionSource> _waiting = [];
    private int _pauses;

    /// <summary>What there is now.</summary>
    public LocalView View => _view;

    /// <summary>Whether changes are made that the catalog should learn of together: nothing is sent meanwhile.</summary>
    public bool IsPaused => Volatile.Read(ref _pauses) > 0;

    /// <summary>Changes what there is. The function may not block, and sees no change of anybody else's in between.</summary>
    /// <returns>What there is then.</returns>
    public LocalView Change(Func<LocalView, LocalView> change)
    {
        List<TaskCompletionSource> waiting;
        LocalView view;
        lock (_gate)
        {
            var before = _view;
            view = change(before);
            if (ReferenceEquals(view, before))
            {
                return view;
            }

            view = view with { Version = before.Version + 1 };
            _view = view;
            waiting = _waiting;
            _waiting = [];
        }

        foreach (var waiter in waiting)
        {
            waiter.TrySetResult();
        }

        return view;
    }

    /// <summary>Waits until there is something other than a view that was seen, or the time is up.</summary>
    /// <param name="seen">The version of that view.</param>
    /// <param name="max">How long to wait.</param>
    /// <param name="time">The clock for that.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What there is then.</returns>
    public async ValueTask<LocalView> WaitForChangeAsync(
        long seen,
        TimeSpan max,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var waiter = Waiting.NewSignal();
        lock (_gate)
        {
            if (_view.Version != seen)
            {
                return _view;
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

        return _view;
    }

    /// <summary>Holds back what is sent to the catalog until the result is disposed.</summary>
    public IDisposable Pause()
    {
        Interlocked.Increment(ref _pauses);
        return new PauseEnd(this);
    }

    private sealed class PauseEnd(LocalState owner) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref owner._pauses);
            // A view like the one before with another version: those who wait look again.
            owner.Change(static view => view with { });
        }
    }
}
