using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>Where logs go and how much.</summary>
internal static class LoggingKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<string> Level = Keys.Text(
            "log_level",
            "INFO",
            "Least level: TRACE, DEBUG, INFO, WARN or ERROR."
        )
        .Flag("log-level")
        .Reloads(ReloadPart.Logging)
        .InDev("DEBUG")
        .HasEffect();

    public static readonly ConfigKey<bool> Json = Keys.Bool("log_json", false, "Write JSON.")
        .Flag("log-json")
        .HasEffect();

    public static readonly ConfigKey<string> File = Keys.Text("log_file", "", "File that logs go to as well.")
        .Flag("log-file");

    public static readonly ConfigKey<long> RotateBytes = Keys.Long(
            "log_rotate_bytes",
            0,
            "Size at which a new file begins; 0 for none."
        )
        .Flag("log-rotate-bytes");

    public static readonly ConfigKey<GoDuration> RotateDuration = Keys.Duration(
            "log_rotate_duration",
            "24h",
            "Age at which a new file begins."
        )
        .Flag("log-rotate-duration");

    public static readonly ConfigKey<int> RotateMaxFiles = Keys.Integer(
            "log_rotate_max_files",
            0,
            "Old files kept; 0 for all, -1 for none."
        )
        .Flag("log-rotate-max-files");

    public static readonly ConfigKey<bool> EnableSyslog = Keys.Bool("enable_syslog", false, "Send logs to syslog.")
        .Flag("syslog");

    public static readonly ConfigKey<string> SyslogFacility = Keys.Text(
        "syslog_facility",
        "LOCAL0",
        "Facility for syslog."
    );

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
