using System.Threading.Channels;

namespace Praetor.Agent.Loops;

/// <summary>
/// Wakes one loop before its deadline. Raised any number of times before the loop looks, it counts once: the loop decides
/// by the level of what it looks at, not by how often it was woken.
/// </summary>
internal sealed class WakeSignal(TimeProvider time)
{
    // Timers take no longer spans; a loop without a deadline wakes once a day and finds nothing.
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(1);

    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    /// <summary>Wakes the loop. From any thread.</summary>
    public void Raise() => _raised.Writer.TryWrite(true);

    /// <summary>Waits for the signal or until the time is up. For the one loop alone.</summary>
    public async ValueTask WaitAsync(TimeSpan max, CancellationToken stopping)
    {
        if (max > TimeSpan.Zero)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var timeIsUp = Task.Delay(max < WaitMax ? max : WaitMax, time, ended.Token);
            await Task.WhenAny(timeIsUp, _raised.Reader.WaitToReadAsync(ended.Token).AsTask());
            ended.Cancel();
        }

        stopping.ThrowIfCancellationRequested();
        _raised.Reader.TryRead(out _);
    }
}
