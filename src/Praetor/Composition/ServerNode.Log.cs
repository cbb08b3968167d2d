using Microsoft.Extensions.Logging;

namespace Praetor.Composition;

internal sealed partial class ServerNode
{
    [LoggerMessage(EventId = 12501, Level = LogLevel.Information, Message = "Reloading configuration...")]
    private static partial void LogReloading(ILogger logger);

    [LoggerMessage(
        EventId = 12502,
        Level = LogLevel.Error,
        Message = "Reload failed, the old configuration stays: error={Fault}"
    )]
    private static partial void LogNotReloaded(ILogger logger, string fault);

    [LoggerMessage(
        EventId = 12503,
        Level = LogLevel.Warning,
        Message = "A changed setting takes effect after a restart only: key={Key}"
    )]
    private static partial void LogNeedsRestart(ILogger logger, string key);

    [LoggerMessage(EventId = 12505, Level = LogLevel.Error, Message = "{Reason}")]
    private static partial void LogGaveUp(ILogger logger, string reason);

    [LoggerMessage(EventId = 12506, Level = LogLevel.Information, Message = "Gracefully leaving the pools")]
    private static partial void LogLeaving(ILogger logger);

    [LoggerMessage(
        EventId = 12507,
        Level = LogLevel.Warning,
        Message = "Others may not have heard that this agent left, and will take it for failed; force-leave tells them"
    )]
    private static partial void LogNotLeft(ILogger logger);

    [LoggerMessage(EventId = 12004, Level = LogLevel.Information, Message = "Requesting shutdown")]
    private static partial void LogStopping(ILogger logger);
}
