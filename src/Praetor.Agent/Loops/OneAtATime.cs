using System.Threading.Channels;
using Praetor.Foundation;

namespace Praetor.Agent.Loops;

/// <summary>
/// Does jobs one after another in the order in which they were asked for: the loop that owns what they change. Whoever asks
/// waits for the job's end.
/// </summary>
internal sealed class OneAtATime
{
    // A job is a registration with its writes to the disk, some milliseconds: more waiting than this means clients that
    // would give up anyway, and they wait outside.
    private const int WaitingMax = 4096;

    private readonly Channel<Func<ValueTask>> _jobs = Channel.CreateBounded<Func<ValueTask>>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true }
    );

    /// <summary>Has a job done and gives its result, or throws what it threw. From any thread, but not from within a job.</summary>
    public async ValueTask<T> DoAsync<T>(Func<ValueTask<T>> job, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _jobs.Writer.WriteAsync(() => RunAsync(job, done), cancellationToken);
        // Taken up means done: the caller's patience ends with its place in the queue.
        return await done.Task;
    }

    /// <summary>Does the jobs, until stopping.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            Invariant.Check(await _jobs.Reader.WaitToReadAsync(stopping), "nobody closes the queue of jobs");
            while (_jobs.Reader.TryRead(out var job))
            {
                await job();
            }
        }
    }

    private static async ValueTask RunAsync<T>(Func<ValueTask<T>> job, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(await job());
        }
        catch (Exception failure)
        {
            // It belongs to whoever asked, who awaits it; the other jobs go on.
            done.SetException(failure);
        }
    }
}
