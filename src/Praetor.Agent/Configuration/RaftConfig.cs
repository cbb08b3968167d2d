using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>The log and its snapshots.</summary>
public sealed record RaftConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static RaftConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Version of the Raft protocol; only 3.</summary>
    public required int Protocol { get; init; }

    /// <summary>Entries between snapshots.</summary>
    public required int SnapshotThreshold { get; init; }

    /// <summary>How often to see whether a snapshot is due.</summary>
    public required GoDuration SnapshotInterval { get; init; }

    /// <summary>Entries kept before a snapshot.</summary>
    public required int TrailingLogs { get; init; }

    /// <summary>Kind of log: default, boltdb or wal. There is one kind here.</summary>
    public required string LogStoreBackend { get; init; }

    /// <summary>Read every entry from the disk.</summary>
    public required bool DisableLogCache { get; init; }

    /// <summary>Compare checksums of the log between servers.</summary>
    public required bool VerificationEnabled { get; init; }

    /// <summary>Pause between comparisons.</summary>
    public required GoDuration VerificationInterval { get; init; }

    /// <summary>An option of BoltDB, which is not used here.</summary>
    public required bool NoFreelistSync { get; init; }

    /// <summary>Size of a segment of the log.</summary>
    public required int SegmentSizeMegabytes { get; init; }

    internal static RaftConfig Read(ConfigReader read) =>
        new()
        {
            Protocol = read.Get(RaftKeys.Protocol),
            SnapshotThreshold = read.Get(RaftKeys.SnapshotThreshold),
            SnapshotInterval = read.Get(RaftKeys.SnapshotInterval),
            TrailingLogs = read.Get(RaftKeys.TrailingLogs),
            LogStoreBackend = read.Get(RaftKeys.LogStoreBackend),
            DisableLogCache = read.Get(RaftKeys.DisableLogCache),
            VerificationEnabled = read.Get(RaftKeys.VerificationEnabled),
            VerificationInterval = read.Get(RaftKeys.VerificationInterval),
            NoFreelistSync = read.Get(RaftKeys.NoFreelistSync),
            SegmentSizeMegabytes = read.Get(RaftKeys.SegmentSizeMegabytes),
        };
}
