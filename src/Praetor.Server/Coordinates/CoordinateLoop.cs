using Microsoft.Extensions.Logging;
using Praetor.Model.Coordinates;
using Praetor.Model.Rpc;

namespace Praetor.Server.Coordinates;

/// <summary>
/// Writes the coordinates that arrive in batches: nodes send theirs every few seconds, and an entry of the log for each
/// would be most of the log. A period begins with the first arrival, so that nothing runs while nothing comes.
/// </summary>
/// <param name="pending">What arrived.</param>
/// <param name="write">Has a batch written, and says why it is not.</param>
/// <param name="settings">How long and how much is collected.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed partial class CoordinateLoop(
    PendingCoordinates pending,
    Func<IReadOnlyList<Coordinate>, CancellationToken, ValueTask<RpcError?>> write,
    ServerSettings settings,
    TimeProvider time,
    ILogger<CoordinateLoop> logger
)
{
    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            await pending.WaitAsync(stopping);
            await Task.Delay(settings.CoordinatePeriod, time, stopping);
            await WriteAsync(stopping);
        }
    }

    private async ValueTask WriteAsync(CancellationToken stopping)
    {
        var (places, forgotten) = pending.Take();
        if (forgotten > 0)
        {
            LogForgotten(logger, forgotten);
        }

        foreach (var batch in places.Chunk(settings.CoordinateBatchSize))
        {
            if (await write(batch, stopping) is { } error)
            {
                // Coordinates age in seconds: their nodes send newer ones, to whoever leads then.
                LogNotWritten(logger, error.Text);
                return;
            }
        }
    }

    [LoggerMessage(
        EventId = 5201,
        Level = LogLevel.Warning,
        Message = "Discarded coordinate updates: more nodes sent one than a period writes: number_discarded={Count}"
    )]
    private static partial void LogForgotten(ILogger logger, int count);

    [LoggerMessage(EventId = 5202, Level = LogLevel.Warning, Message = "Batch update failed: error={Fault}")]
    private static partial void LogNotWritten(ILogger logger, string fault);
}
