using Microsoft.Extensions.Logging;

namespace Praetor.Dns.Listeners;

/// <summary>
/// The answers that wait for a server, and no more of them than there is room for: packets come faster than a server that
/// is far away answers.
/// </summary>
internal sealed partial class LaterAnswers(ILogger<LaterAnswers> logger)
{
    // A packet and its state are about a kilobyte, so this is some megabytes when servers hang.
    private const int RunningMax = 4096;

    // Guards _running and _idle.
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _isStopping;

    /// <summary>Starts one; false if there is no room.</summary>
    public bool TryRun(Func<Task> answer)
    {
        lock (_gate)
        {
            if (_running >= RunningMax || _isStopping)
            {
                return false;
            }

            _running++;
        }

        _ = RunAsync(answer);
        return true;
    }

    /// <summary>Takes no more, and completes when those under way have ended.</summary>
    public Task StoppedAsync()
    {
        lock (_gate)
        {
            _isStopping = true;
            if (_running == 0)
            {
                _idle.TrySetResult();
            }
        }

        return _idle.Task;
    }

    private async Task RunAsync(Func<Task> answer)
    {
        try
        {
            await answer();
        }
        catch (Exception failure)
        {
            // The boundary of a request: a client that gets no answer asks again, and the next packet is another matter.
            LogAnswerFailed(logger, failure);
        }
        finally
        {
            lock (_gate)
            {
                _running--;
                if (_isStopping && _running == 0)
                {
                    _idle.TrySetResult();
                }
            }
        }
    }

    [LoggerMessage(EventId = 10003, Level = LogLevel.Debug, Message = "A DNS question was not answered")]
    private static partial void LogAnswerFailed(ILogger logger, Exception failure);
}
