using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>Where logs go and how much.</summary>
public sealed record LoggingConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static LoggingConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Least level: TRACE, DEBUG, INFO, WARN or ERROR.</summary>
    public required string Level { get; init; }

    /// <summary>Write JSON.</summary>
    public required bool Json { get; init; }

    /// <summary>File that logs go to as well.</summary>
    public required string File { get; init; }

    /// <summary>Size at which a new file begins; 0 for none.</summary>
    public required long RotateBytes { get; init; }

    /// <summary>Age at which a new file begins.</summary>
    public required GoDuration RotateDuration { get; init; }

    /// <summary>Old files kept; 0 for all, -1 for none.</summary>
    public required int RotateMaxFiles { get; init; }

    /// <summary>Send logs to syslog.</summary>
    public required bool EnableSyslog { get; init; }

    /// <summary>Facility for syslog.</summary>
    public required string SyslogFacility { get; init; }

    internal static LoggingConfig Read(ConfigReader read) =>
        new()
        {
            Level = read.Get(LoggingKeys.Level),
            Json = read.Get(LoggingKeys.Json),
            File = read.Get(LoggingKeys.File),
            RotateBytes = read.Get(LoggingKeys.RotateBytes),
            RotateDuration = read.Get(LoggingKeys.RotateDuration),
            RotateMaxFiles = read.Get(LoggingKeys.RotateMaxFiles),
            EnableSyslog = read.Get(LoggingKeys.EnableSyslog),
            SyslogFacility = read.Get(LoggingKeys.SyslogFacility),
        };
}
