using Microsoft.Extensions.Logging;

namespace Praetor.Logging;

/// <summary>Consul's names of log levels.</summary>
internal static class LogLevels
{
    /// <param name="name">As the configuration has checked it: TRACE, DEBUG, INFO, WARN or ERROR, in any case.</param>
    public static LogLevel Parse(string name) =>
        name.ToUpperInvariant() switch
        {
            "TRACE" => LogLevel.Trace,
            "DEBUG" => LogLevel.Debug,
            "WARN" => LogLevel.Warning,
            "ERR" or "ERROR" => LogLevel.Error,
            _ => LogLevel.Information,
        };
}
