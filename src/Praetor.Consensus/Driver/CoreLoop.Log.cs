using Microsoft.Extensions.Logging;

namespace Praetor.Consensus.Driver;

internal sealed partial class CoreLoop
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "This server is now {Role} in term {Term}")]
    private static partial void LogRoleChanged(ILogger logger, RaftRole role, ulong term);
}
