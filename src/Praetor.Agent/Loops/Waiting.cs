namespace Praetor.Agent.Loops;

/// <summary>Waits for a signal, a deadline or the end, whichever comes first.</summary>
internal static class Waiting
{
    // Timers take no longer spans; who has no deadline wakes once a day and finds nothing.
    private static readonly TimeSpan TimerMax = TimeSpan.FromDays(1);

    /// <summary>Makes a signal whose waiter goes on by itself, not on the stack of whoever gives it.</summary>
    public static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for a signal of the caller's own, which the deadline gives as well.</summary>
    /// <remarks>One task awaited directly: combining several would leave a simulated world.</remarks>
    /// <exception cref="OperationCanceledException">The end came.</exception>
    public static async ValueTask ForAsync(
        TaskCompletionSource signal,
        TimeSpan max,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (max > TimeSpan.Zero)
        {
            using var timer = time.CreateTimer(
                static state => ((TaskCompletionSource)state!).TrySetResult(), // The signal is handed over below.
                signal,
                max < TimerMax ? max : TimerMax,
                Timeout.InfiniteTimeSpan
            );
            using var ended = cancellationToken.Register(
                static state => ((TaskCompletionSource)state!).TrySetCanceled(), // The same.
                signal
            );
            await signal.Task;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
