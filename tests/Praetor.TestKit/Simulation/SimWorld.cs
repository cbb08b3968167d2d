namespace Praetor.TestKit.Simulation;

/// <summary>
/// One thread, one queue, one clock: every continuation and timer in the system under test is an item here, so a run
/// is a function of its seed.
/// </summary>
public sealed class SimWorld(int seed) : TimeProvider
{
    private readonly PriorityQueue<Action, (long Due, long Sequence)> _queue = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _now;
    private long _sequence;
    private volatile InvalidOperationException? _escape;

    public Random Random { get; } = new(seed);

    public TimeSpan Now => new(_now);

    // An odd frequency, so that code which takes a timestamp for ticks goes wrong here first.
    public override long TimestampFrequency => TimeSpan.TicksPerSecond * 7;

    public override long GetTimestamp() => _now * 7;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs until <paramref name="main"/> completes. Fails when nothing can run, or virtual time runs out.</summary>
    public void Run(Func<Task> main, TimeSpan limit)
    {
        var previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Context(this));
        try
        {
            var task = main();
            while (!task.IsCompleted)
            {
                if (_escape is { } escape)
                {
                    throw escape;
                }

                if (!_queue.TryDequeue(out var action, out var key))
                {
                    throw new InvalidOperationException(
                        "Nothing can run and the test is not over: work escaped the world, or deadlocked."
                    );
                }

                if (key.Due > limit.Ticks)
                {
                    throw new TimeoutException($"The test is not over after {limit} of virtual time.");
                }

                _now = key.Due;
                action();
            }

#pragma warning disable VSTHRD002 // The task is complete.
            task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }

    private void Enqueue(Action action, long delayTicks)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            // Not thrown here: this is a pool thread, and an exception on it would end the process.
            _escape ??= new InvalidOperationException(
                $"Work escaped the world onto another thread:{Environment.NewLine}{Environment.StackTrace}"
            );
            return;
        }

        _queue.Enqueue(action, (_now + delayTicks, ++_sequence));
    }

    private sealed class Context(SimWorld world) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => world.Enqueue(() => d(state), 0);

        public override SynchronizationContext CreateCopy() => this;
    }

    private sealed class SimTimer(SimWorld world, TimerCallback callback, object? state) : ITimer
    {
        private int _armed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var armed = ++_armed;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                world.Enqueue(() => Fire(armed, period), dueTime.Ticks);
            }

            return true;
        }

        public void Dispose() => _armed++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(int armed, TimeSpan period)
        {
            if (armed != _armed)
            {
                return; // Re-armed or disposed since.
            }

            if (period != Timeout.InfiniteTimeSpan)
            {
                Change(period, period);
            }

            callback(state);
        }
    }
}
