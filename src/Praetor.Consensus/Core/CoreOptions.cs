namespace Praetor.Consensus.Core;

/// <summary>What the core is told once. Times as in <see cref="Driver.RaftOptions"/>.</summary>
internal sealed record CoreOptions
{
    public required ServerId LocalId { get; init; }

    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan ElectionTimeout { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LeaderLease { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan DiskStallMax { get; init; } = TimeSpan.FromSeconds(5);

    public int TrailingLogs { get; init; } = 10240;

    public int EntryBytesMax { get; init; } = 64 << 20;

    /// <summary>A batch is bounded, so that one follower's backlog does not delay the heartbeats of the others.</summary>
    public int BatchEntriesMax { get; init; } = 64;

    public int BatchBytesMax { get; init; } = 1 << 20;

    /// <summary>
    /// How many entries stay in memory when they are durable and handed over: a follower that is a little behind is served
    /// without the disk. 4096 are a few milliseconds of full load.
    /// </summary>
    public int KeptEntriesMax { get; init; } = 4096;

    public long KeptBytesMax { get; init; } = 8 << 20;

    /// <summary>
    /// What a leader takes in while nothing is committed, before it says that it is busy: half a second (a lease without
    /// quorum) at 100,000 entries a second, rounded up.
    /// </summary>
    public int UncommittedMax { get; init; } = 65536;
}
