using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>How the agent finds others.</summary>
internal static class JoinKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<IReadOnlyList<string>> RetryJoin = Keys.List(
            "retry_join",
            "Addresses to join, tried until one answers."
        )
        .Flag("retry-join")
        .Template()
        .HasEffect();

    public static readonly ConfigKey<GoDuration> RetryInterval = Keys.Duration(
            "retry_interval",
            "30s",
            "Pause between attempts to join."
        )
        .Flag("retry-interval")
        .HasEffect();

    public static readonly ConfigKey<int> RetryMax = Keys.Integer(
            "retry_max",
            0,
            "Attempts before the agent gives up and ends; 0 for no end."
        )
        .Flag("retry-max")
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyList<string>> RetryJoinWan = Keys.List(
            "retry_join_wan",
            "Servers of other datacenters to join, tried until one answers."
        )
        .Flag("retry-join-wan")
        .Template()
        .ServerOnly()
        .HasEffect();

    public static readonly ConfigKey<GoDuration> RetryIntervalWan = Keys.Duration(
            "retry_interval_wan",
            "30s",
            "Pause between attempts to join other datacenters."
        )
        .Flag("retry-interval-wan")
        .ServerOnly()
        .HasEffect();

    public static readonly ConfigKey<int> RetryMaxWan = Keys.Integer(
            "retry_max_wan",
            0,
            "Attempts to join other datacenters before the agent gives up and ends; 0 for no end."
        )
        .Flag("retry-max-wan")
        .ServerOnly()
        .HasEffect();

    public static readonly ConfigKey<IReadOnlyList<string>> PrimaryGateways = Keys.List(
            "primary_gateways",
            "Mesh gateways of the primary datacenter."
        )
        .Flag("primary-gateway")
        .Template()
        .ServerOnly();

    public static readonly ConfigKey<GoDuration> PrimaryGatewaysInterval = Keys.Duration(
            "primary_gateways_interval",
            "30s",
            "Pause between attempts to reach the primary gateways."
        )
        .ServerOnly();

    public static readonly ConfigKey<GoDuration> ReconnectTimeout = Keys.Duration(
            "reconnect_timeout",
            "0s",
            "How long a failed member is remembered; 0 for 72h."
        )
        .HasEffect();

    public static readonly ConfigKey<GoDuration> ReconnectTimeoutWan = Keys.Duration(
            "reconnect_timeout_wan",
            "0s",
            "How long a failed server of another datacenter is remembered; 0 for 72h."
        )
        .HasEffect();

    public static readonly ConfigKey<bool> RejoinAfterLeave = Keys.Bool(
            "rejoin_after_leave",
            false,
            "Join again after having left."
        )
        .Flag("rejoin")
        .HasEffect();

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
