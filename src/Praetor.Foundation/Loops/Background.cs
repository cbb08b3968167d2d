using Microsoft.Extensions.Logging;
using Praetor.Foundation.Storage;

namespace Praetor.Foundation.Loops;

/// <summary>
/// Owns the long-lived loops of a node. A loop that ends by a surprise ends the process: a dead loop is worse than a
/// dead process. A disk that fails ends it too, but is told as what it is. Work for one connection, packet or request
/// does not belong here, or a peer could end us at will.
/// </summary>
/// <param name="logger">Where the surprise is told.</param>
/// <param name="onSurprise">
/// Ends the process (the executable), or fails the run (the simulator). It is given the loop's name and the exception.
/// </param>
public sealed partial class Background(ILogger<Background> logger, Action<string, Exception> onSurprise)
{
    // Guards _running.
    private readonly Lock _gate = new();
    private readonly List<Task> _running = [];

    /// <summary>Starts a loop on the current scheduler and keeps its task.</summary>
    /// <remarks>It yields once instead of using Task.Run, so that the same line stays inside a simulated world.</remarks>
    public void Run(string name, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        var task = ObserveAsync(name, work, stopping);
        lock (_gate)
        {
            _running.RemoveAll(static finished => finished.IsCompleted);
            _running.Add(task);
        }
    }

    /// <summary>Completes when every loop has ended. Cancel their token first.</summary>
    public Task StoppedAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_running);
        }
    }

    private async Task ObserveAsync(string name, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            await work(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // We asked for it.
        }
        catch (StorageException failure)
        {
            // The environment's doing, not ours: an operator needs to know what to mend, and no trace of our calls.
            if (failure.IsCorrupt)
            {
                LogDiskCorrupt(logger, failure.Message, name);
            }
            else
            {
                LogDiskFailed(logger, failure.Message, name);
            }

            onSurprise(name, failure);
        }
        catch (Exception surprise)
        {
            LogLoopDied(logger, name, surprise);
            onSurprise(name, surprise);
        }
    }

    [LoggerMessage(
        EventId = 1001,
        Level = LogLevel.Critical,
        Message = "The loop {Name} ended by a surprise; the process ends, restart it and report this"
    )]
    private static partial void LogLoopDied(ILogger logger, string name, Exception surprise);

    [LoggerMessage(
        EventId = 1002,
        Level = LogLevel.Error,
        Message = "The disk failed or is full: {Reason}. The process ends (loop {Name}); nothing that was acknowledged "
            + "is lost. Make room or mend the disk, and start it again"
    )]
    private static partial void LogDiskFailed(ILogger logger, string reason, string name);

    [LoggerMessage(
        EventId = 1003,
        Level = LogLevel.Error,
        Message = "What is on the disk is not what was written: {Reason}. The process ends (loop {Name})"
    )]
    private static partial void LogDiskCorrupt(ILogger logger, string reason, string name);
}
