using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>Keys that are read but always overridden.</summary>
internal static class InternalKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<double> CoordinateRateTarget = Keys.Fraction(
            "sync_coordinate_rate_target",
            64,
            "Coordinates a second in a datacenter; not settable."
        )
        .Internal()
        .HasEffect();

    public static readonly ConfigKey<GoDuration> CoordinateIntervalMin = Keys.Duration(
            "sync_coordinate_interval_min",
            "15s",
            "Least pause between coordinates; not settable."
        )
        .Internal()
        .HasEffect();

    public static readonly ConfigKey<int> CoordinateBatchSize = Keys.Integer(
            "consul.coordinate.update_batch_size",
            128,
            "Coordinates in an update; not settable."
        )
        .Internal()
        .HasEffect();

    public static readonly ConfigKey<int> CoordinateMaxBatches = Keys.Integer(
            "consul.coordinate.update_max_batches",
            5,
            "Updates at once; not settable."
        )
        .Internal()
        .HasEffect();

    public static readonly ConfigKey<GoDuration> CoordinatePeriod = Keys.Duration(
            "consul.coordinate.update_period",
            "5s",
            "Pause between updates; not settable."
        )
        .Internal()
        .InDev("100ms")
        .HasEffect();

    public static readonly ConfigKey<GoDuration> ElectionTimeout = Keys.Duration(
            "consul.raft.election_timeout",
            "1s",
            "Election timeout before the multiplier; not settable."
        )
        .Internal()
        .InDev("52ms");

    public static readonly ConfigKey<GoDuration> HeartbeatTimeout = Keys.Duration(
            "consul.raft.heartbeat_timeout",
            "1s",
            "Heartbeat timeout before the multiplier; not settable."
        )
        .Internal()
        .InDev("35ms");

    public static readonly ConfigKey<GoDuration> LeaderLeaseTimeout = Keys.Duration(
            "consul.raft.leader_lease_timeout",
            "500ms",
            "Leader lease before the multiplier; not settable."
        )
        .Internal()
        .InDev("20ms");

    public static readonly ConfigKey<GoDuration> ServerHealthInterval = Keys.Duration(
            "consul.server.health_interval",
            "2s",
            "Pause between looks at the servers; not settable."
        )
        .Internal()
        .InDev("10ms");

    public static readonly ConfigKey<int> SegmentLimit = Keys.Integer(
            "segment_limit",
            64,
            "Most segments; not settable."
        )
        .Internal();

    public static readonly ConfigKey<int> SegmentNameLimit = Keys.Integer(
            "segment_name_limit",
            64,
            "Longest name of a segment; not settable."
        )
        .Internal();

    public static readonly ConfigKey<string> Revision = Keys.Text(
            "revision",
            "",
            "Revision of the program; not settable."
        )
        .Internal();

    public static readonly ConfigKey<string> Version = Keys.Text("version", "", "Version of the program; not settable.")
        .Internal();

    public static readonly ConfigKey<string> VersionPrerelease = Keys.Text(
            "version_prerelease",
            "",
            "Version of the program; not settable."
        )
        .Internal();

    public static readonly ConfigKey<string> VersionMetadata = Keys.Text(
            "version_metadata",
            "",
            "Version of the program; not settable."
        )
        .Internal();

    public static readonly ConfigKey<string> BuildDate = Keys.Text(
            "build_date",
            "",
            "Date of the program; not settable."
        )
        .Internal();

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
