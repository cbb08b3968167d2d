namespace Praetor.Foundation.Loops;

/// <summary>
/// Where loops with a deadline run. In production each has a thread of its own, so that a starved thread pool cannot
/// stop it; in a simulation all share the world's one thread.
/// </summary>
public interface ILoopThreads
{
    /// <summary>
    /// Runs a loop until it ends. Its awaits come back to its own thread. The task completes, fails or is cancelled as
    /// the loop does; its continuations never run on the loop's thread.
    /// </summary>
    /// <param name="name">The thread's name, for people with a debugger.</param>
    /// <param name="work">The loop; it may block its thread, where it owns one, in calls to the disk.</param>
    /// <param name="stopping">Handed to the loop.</param>
    Task RunAsync(string name, Func<CancellationToken, Task> work, CancellationToken stopping);

    /// <summary>
    /// As the other, and calls <paramref name="tick"/> on the loop's thread, between its continuations, about as often as
    /// asked. The ticks do not need the thread pool, as timers do.
    /// </summary>
    Task RunAsync(
        string name,
        Func<CancellationToken, Task> work,
        TimeSpan tickEvery,
        Action tick,
        CancellationToken stopping
    );
}
