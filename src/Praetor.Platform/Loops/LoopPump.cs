namespace Praetor.Platform.Loops;

/// <summary>A queue of continuations that one thread works off.</summary>
internal sealed class LoopPump : SynchronizationContext
{
    // Monitor, because the thread waits on it. Guards the two queues and _stopped.
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
        while (true)
        {
            lock (_gate)
            {
                while (_posted.Count == 0 && !_stopped)
                {
                    Monitor.Wait(_gate);
                }

                if (_stopped)
                {
                    return;
                }

                (_posted, _running) = (_running, _posted);
            }

            foreach (var (callback, state) in _running)
            {
                callback(state);
            }

            _running.Clear();
        }
    }
}
