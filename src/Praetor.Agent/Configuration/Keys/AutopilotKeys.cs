using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys under <c>autopilot</c>: they seed the first state, the API changes it later.</summary>
internal static class AutopilotKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<bool> CleanupDeadServers = Keys.Bool(
        "autopilot.cleanup_dead_servers",
        true,
        "Remove servers that failed once others replaced them."
    );

    public static readonly ConfigKey<GoDuration> LastContactThreshold = Keys.Duration(
        "autopilot.last_contact_threshold",
        "200ms",
        "A server that heard of the leader longer ago is unhealthy."
    );

    public static readonly ConfigKey<int> MaxTrailingLogs = Keys.Integer(
        "autopilot.max_trailing_logs",
        250,
        "A server that many entries behind is unhealthy."
    );

    public static readonly ConfigKey<ulong> MinQuorum = Keys.Unsigned(
        "autopilot.min_quorum",
        0,
        "Servers that are never removed."
    );

    public static readonly ConfigKey<GoDuration> ServerStabilizationTime = Keys.Duration(
        "autopilot.server_stabilization_time",
        "10s",
        "How long a new server must be healthy before it votes."
    );

    public static readonly ConfigKey<bool> DisableUpgradeMigration = Keys.Bool(
            "autopilot.disable_upgrade_migration",
            false,
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    public static readonly ConfigKey<string> RedundancyZoneTag = Keys.Text(
            "autopilot.redundancy_zone_tag",
            "",
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    public static readonly ConfigKey<string> UpgradeVersionTag = Keys.Text(
            "autopilot.upgrade_version_tag",
            "",
            "Does nothing here: an Enterprise feature."
        )
        .Enterprise();

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
