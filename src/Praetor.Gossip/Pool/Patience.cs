namespace Praetor.Gossip.Pool;

/// <summary>Waits for a completion, and no longer than the caller wants.</summary>
internal static class Patience
{
    /// <summary>Waits; whoever would complete it later finds it cancelled.</summary>
    /// <exception cref="OperationCanceledException">The caller waits no longer, or nobody will complete it.</exception>
    public static async ValueTask<T> WaitAsync<T>(TaskCompletionSource<T> done, CancellationToken cancellationToken)
    {
        // Task.WaitAsync goes by way of the thread pool, and so leaves a simulated world.
        using var registered = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<T>)state!).TrySetCanceled(token), // Handed over below.
            done
        );
        return await done.Task;
    }
}
