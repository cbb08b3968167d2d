using Praetor.Foundation.Loops;

namespace Praetor.Dns.Tests.Fakes;

/// <summary>A thread for each loop. The loops of DNS block it, so nothing has to come back to it.</summary>
public sealed class ThreadPerLoop : ILoopThreads
{
    public Task RunAsync(string name, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                ended.SetFromTask(work(stopping));
            }
            catch (Exception surprise)
            {
                ended.SetException(surprise);
            }
        })
        {
            Name = name,
            IsBackground = true,
        };
        thread.Start();
        return ended.Task;
    }

    public Task RunAsync(
        string name,
        Func<CancellationToken, Task> work,
        TimeSpan tickEvery,
        Action tick,
        CancellationToken stopping
    ) => throw new NotSupportedException("the loops of DNS have no ticks");
}
