using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>The first state of autopilot.</summary>
public sealed record AutopilotSeed
{
    /// <summary>What applies when nothing is configured.</summary>
    public static AutopilotSeed Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Remove servers that failed once others replaced them.</summary>
    public required bool CleanupDeadServers { get; init; }

    /// <summary>A server that heard of the leader longer ago is unhealthy.</summary>
    public required GoDuration LastContactThreshold { get; init; }

    /// <summary>A server that many entries behind is unhealthy.</summary>
    public required int MaxTrailingLogs { get; init; }

    /// <summary>Servers that are never removed.</summary>
    public required ulong MinQuorum { get; init; }

    /// <summary>How long a new server must be healthy before it votes.</summary>
    public required GoDuration ServerStabilizationTime { get; init; }

    internal static AutopilotSeed Read(ConfigReader read) =>
        new()
        {
            CleanupDeadServers = read.Get(AutopilotKeys.CleanupDeadServers),
            LastContactThreshold = read.Get(AutopilotKeys.LastContactThreshold),
            MaxTrailingLogs = read.Get(AutopilotKeys.MaxTrailingLogs),
            MinQuorum = read.Get(AutopilotKeys.MinQuorum),
            ServerStabilizationTime = read.Get(AutopilotKeys.ServerStabilizationTime),
        };
}
