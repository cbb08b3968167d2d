using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>How the agent finds others and how long it remembers them.</summary>
public sealed record JoinConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static JoinConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Addresses to join, tried until one answers.</summary>
    public required IReadOnlyList<string> RetryJoin { get; init; }

    /// <summary>Pause between attempts to join.</summary>
    public required GoDuration RetryInterval { get; init; }

    /// <summary>Attempts before the agent gives up and ends; 0 for no end.</summary>
    public required int RetryMax { get; init; }

    /// <summary>Servers of other datacenters to join, tried until one answers.</summary>
    public required IReadOnlyList<string> RetryJoinWan { get; init; }

    /// <summary>Pause between attempts to join other datacenters.</summary>
    public required GoDuration RetryIntervalWan { get; init; }

    /// <summary>Attempts to join other datacenters before the agent gives up and ends; 0 for no end.</summary>
    public required int RetryMaxWan { get; init; }

    /// <summary>Mesh gateways of the primary datacenter.</summary>
    public required IReadOnlyList<string> PrimaryGateways { get; init; }

    /// <summary>Pause between attempts to reach the primary gateways.</summary>
    public required GoDuration PrimaryGatewaysInterval { get; init; }

    /// <summary>How long a failed member is remembered; 0 for 72h.</summary>
    public required GoDuration ReconnectTimeout { get; init; }

    /// <summary>How long a failed server of another datacenter is remembered; 0 for 72h.</summary>
    public required GoDuration ReconnectTimeoutWan { get; init; }

    /// <summary>Join again after having left.</summary>
    public required bool RejoinAfterLeave { get; init; }

    internal static JoinConfig Read(ConfigReader read) =>
        new()
        {
            RetryJoin = read.Get(JoinKeys.RetryJoin),
            RetryInterval = read.Get(JoinKeys.RetryInterval),
            RetryMax = read.Get(JoinKeys.RetryMax),
            RetryJoinWan = read.Get(JoinKeys.RetryJoinWan),
            RetryIntervalWan = read.Get(JoinKeys.RetryIntervalWan),
            RetryMaxWan = read.Get(JoinKeys.RetryMaxWan),
            PrimaryGateways = read.Get(JoinKeys.PrimaryGateways),
            PrimaryGatewaysInterval = read.Get(JoinKeys.PrimaryGatewaysInterval),
            ReconnectTimeout = read.Get(JoinKeys.ReconnectTimeout),
            ReconnectTimeoutWan = read.Get(JoinKeys.ReconnectTimeoutWan),
            RejoinAfterLeave = read.Get(JoinKeys.RejoinAfterLeave),
        };
}
