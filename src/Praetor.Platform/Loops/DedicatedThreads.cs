using Praetor.Foundation.Loops;

namespace Praetor.Platform.Loops;

/// <summary>Gives each loop a thread of its own, on which all its continuations run.</summary>
public sealed class DedicatedThreads : ILoopThreads
{
    public Task RunAsync(string name, Func<CancellationToken, Task> work, CancellationToken stopping) =>
        StartThreadAsync(name, new LoopPump(Timeout.InfiniteTimeSpan, static () => { }), work, stopping);

    public Task RunAsync(
        string name,
        Func<CancellationToken, Task> work,
        TimeSpan tickEvery,
        Action tick,
        CancellationToken stopping
    ) => StartThreadAsync(name, new LoopPump(tickEvery, tick), work, stopping);

    private static Task StartThreadAsync(
        string name,
        LoopPump pump,
        Func<CancellationToken, Task> work,
        CancellationToken stopping
    )
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(pump, work, ended, stopping)) { Name = name, IsBackground = true };
        thread.Start();
        return ended.Task;
    }

    private static void Run(
        LoopPump pump,
        Func<CancellationToken, Task> work,
        TaskCompletionSource ended,
        CancellationToken stopping
    )
    {
        SynchronizationContext.SetSynchronizationContext(pump);
        var running = StartAsync(work, stopping);
        try
        {
            if (!running.IsCompleted)
            {
                // The continuation must not need the pump, which waits for it.
                _ = running.ContinueWith(
                    static (_, state) => ((LoopPump)state!).Stop(), // Not null: the pump is handed over below.
                    pump,
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default
                );
                pump.RunUntilStopped();
            }
        }
        catch (Exception surprise)
        {
            // A tick failed. Whoever waits for the loop must learn of it as of any other end.
            ended.SetException(surprise);
            return;
        }

        ended.SetFromTask(running);
    }

    private static Task StartAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        try
        {
            return work(stopping);
        }
        catch (Exception surprise)
        {
            // A loop that fails before its first await fails the same way as one that fails after it.
            return Task.FromException(surprise);
        }
    }
}
