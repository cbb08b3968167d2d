using Praetor.Foundation.Loops;

namespace Praetor.TestKit.Simulation;

/// <summary>Runs all loops on the world's one thread, and ticks by its clock.</summary>
public sealed class SimLoops(TimeProvider time) : ILoopThreads
{
    public async Task RunAsync(string name, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        await Task.Yield();
        await work(stopping);
    }

    public async Task RunAsync(
        string name,
        Func<CancellationToken, Task> work,
        TimeSpan tickEvery,
        Action tick,
        CancellationToken stopping
    )
    {
        await Task.Yield();
        using var timer = time.CreateTimer(static state => ((Action)state!)(), tick, tickEvery, tickEvery);
        await work(stopping);
    }
}
