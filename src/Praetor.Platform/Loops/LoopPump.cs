namespace Praetor.Platform.Loops;

/// <summary>A queue of continuations that one thread works off, with a tick now and then.</summary>
/// <param name="tickEvery">How often the tick is called; infinite for never.</param>
/// <param name="tick">Called by the thread itself, between continuations.</param>
internal sealed class LoopPump(TimeSpan tickEvery, Action tick) : SynchronizationContext
{
    // Monitor, because the thread waits on it. Guards _posted and _stopped.
    private readonly object _gate = new();
    private List<(SendOrPostCallback Callback, object? State)> _posted = [];
    private List<(SendOrPostCallback Callback, object? State)> _running = [];
    private bool _stopped;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            // What comes after the loop's end has nobody left to run for.
            if (!_stopped)
            {
                _posted.Add((d, state));
                if (_posted.Count == 1)
                {
                    Monitor.Pulse(_gate);
                }
            }
        }
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Lets <see cref="RunUntilStopped"/> return. From any thread.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Runs what is posted, in order, until the loop has ended.</summary>
    public void RunUntilStopped()
    {
        var nextTick = NextTick();
        while (Wait(nextTick))
        {
            foreach (var (callback, state) in _running)
            {
                callback(state);
            }

            _running.Clear();
            if (Environment.TickCount64 >= nextTick)
            {
                tick();
                nextTick = NextTick();
            }
        }
    }

    /// <returns>False when the loop has ended.</returns>
    private bool Wait(long nextTick)
    {
        lock (_gate)
        {
            while (_posted.Count == 0 && !_stopped)
            {
                var left = nextTick - Environment.TickCount64;
                if (left <= 0)
                {
                    break;
                }

                Monitor.Wait(_gate, (int)Math.Min(left, int.MaxValue));
            }

            (_posted, _running) = (_running, _posted);
            return !_stopped;
        }
    }

    private long NextTick() =>
        tickEvery == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : Environment.TickCount64 + (long)Math.Max(tickEvery.TotalMilliseconds, 1);
}
