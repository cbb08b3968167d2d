namespace Praetor.Consensus.Driver;

/// <summary>What a node is told by its configuration. Times are of the injected clock.</summary>
public sealed record RaftOptions
{
    public required ServerId LocalId { get; init; }

    /// <summary>Where the other servers reach this one, host:port.</summary>
    public required string LocalAddress { get; init; }

    /// <summary>
    /// The configuration to found a group with, if the disk holds no state at all; null to wait for being added to one.
    /// A group of this server alone elects itself at once.
    /// </summary>
    public ServerConfiguration? Founding { get; init; }

    /// <summary>The folder on the disk seam.</summary>
    public string Folder { get; init; } = "raft";

    /// <summary>How often a leader speaks to each follower when there is nothing to say.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A follower that heard no leader for this long, or up to twice as long by its dice, asks for votes.</summary>
    public TimeSpan ElectionTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A leader that a majority has not answered for this long steps down. Below the election timeout.</summary>
    public TimeSpan LeaderLease { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A leader whose disk has not completed a write for this long steps down.</summary>
    public TimeSpan DiskStallMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the need for a snapshot is looked at.</summary>
    public TimeSpan SnapshotInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A snapshot is due when this many entries were applied since the last.</summary>
    public int SnapshotThreshold { get; init; } = 16384;

    /// <summary>How many entries stay in the log behind a snapshot, for followers that lag.</summary>
    public int TrailingLogs { get; init; } = 10240;

    /// <summary>How many snapshots are kept on disk.</summary>
    public int SnapshotsRetained { get; init; } = 2;

    /// <summary>No entry is larger. Consul's largest commands are some MiB; 64 leave room and bound what one can cost.</summary>
    public int EntryBytesMax { get; init; } = 64 << 20;

    /// <summary>A new log segment is begun when the last has reached this size.</summary>
    public int SegmentBytes { get; init; } = 16 << 20;
}
