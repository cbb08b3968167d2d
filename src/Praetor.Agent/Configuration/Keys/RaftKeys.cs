using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The log and its snapshots.</summary>
internal static class RaftKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<int> Protocol = Keys.Integer(
            "raft_protocol",
            3,
            "Version of the Raft protocol; only 3."
        )
        .Flag("raft-protocol");

    public static readonly ConfigKey<int> SnapshotThreshold = Keys.Integer(
            "raft_snapshot_threshold",
            16384,
            "Entries between snapshots."
        )
        .Reloads(ReloadPart.Raft)
        .HasEffect();

    public static readonly ConfigKey<GoDuration> SnapshotInterval = Keys.Duration(
            "raft_snapshot_interval",
            "30s",
            "How often to see whether a snapshot is due."
        )
        .Reloads(ReloadPart.Raft)
        .HasEffect();

    public static readonly ConfigKey<int> TrailingLogs = Keys.Integer(
            "raft_trailing_logs",
            10240,
            "Entries kept before a snapshot."
        )
        .Reloads(ReloadPart.Raft)
        .HasEffect();

    public static readonly ConfigKey<string> LogStoreBackend = Keys.Text(
        "raft_logstore.backend",
        "default",
        "Kind of log: default, boltdb or wal. There is one kind here."
    );

    public static readonly ConfigKey<bool> DisableLogCache = Keys.Bool(
        "raft_logstore.disable_log_cache",
        false,
        "Read every entry from the disk."
    );

    public static readonly ConfigKey<bool> VerificationEnabled = Keys.Bool(
        "raft_logstore.verification.enabled",
        false,
        "Compare checksums of the log between servers."
    );

    public static readonly ConfigKey<GoDuration> VerificationInterval = Keys.Duration(
        "raft_logstore.verification.interval",
        "0s",
        "Pause between comparisons."
    );

    public static readonly ConfigKey<bool> NoFreelistSync = Keys.Bool(
        "raft_logstore.boltdb.no_freelist_sync",
        false,
        "An option of BoltDB, which is not used here."
    );

    public static readonly ConfigKey<int> SegmentSizeMegabytes = Keys.Integer(
        "raft_logstore.wal.segment_size_mb",
        64,
        "Size of a segment of the log."
    );

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
