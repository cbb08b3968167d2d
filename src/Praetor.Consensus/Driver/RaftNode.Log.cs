using Microsoft.Extensions.Logging;

namespace Praetor.Consensus.Driver;

public sealed partial class RaftNode
{
    [LoggerMessage(
        EventId = 2002,
        Level = LogLevel.Warning,
        Message = "The last write to the log was torn, as a crash leaves it: {File} was cut at offset {Offset}, "
            + "{Bytes} bytes are gone"
    )]
    private static partial void LogTailCut(ILogger logger, string file, long offset, long bytes);
}
