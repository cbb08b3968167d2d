namespace Praetor.Server;

/// <summary>What a server is told by the agent's configuration.</summary>
public sealed record ServerSettings
{
    /// <summary>The agent's name, which is its node's in the catalog.</summary>
    public required string NodeName { get; init; }

    /// <summary>The datacenter this server serves.</summary>
    public required string Datacenter { get; init; }

    /// <summary>How long a blocking query waits that does not say.</summary>
    public TimeSpan QueryTimeDefault { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How long a blocking query waits at most.</summary>
    public TimeSpan QueryTimeMax { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>The shortest time to live of a session.</summary>
    public TimeSpan SessionTtlMin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long coordinates are collected before they are written.</summary>
    public TimeSpan CoordinatePeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many coordinates are written at once.</summary>
    public int CoordinateBatchSize { get; init; } = 128;

    /// <summary>How many batches of them are written in a period.</summary>
    public int CoordinateBatchesMax { get; init; } = 5;

    /// <summary>How long a request waits for a leader before it is refused.</summary>
    public TimeSpan RpcHoldTimeout { get; init; } = TimeSpan.FromSeconds(7);
}
