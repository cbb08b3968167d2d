using Praetor.Agent.Configuration.Schema;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration.Keys;

/// <summary>The keys under <c>gossip_lan</c> and <c>gossip_wan</c>.</summary>
internal static class GossipKeys
{
    private static readonly KeyGroup Keys = new();

    public static readonly ConfigKey<int> LanNodes = Keys.Integer(
            "gossip_lan.gossip_nodes",
            3,
            "Members told in a round."
        )
        .HasEffect();

    public static readonly ConfigKey<GoDuration> LanInterval = Keys.Duration(
            "gossip_lan.gossip_interval",
            "200ms",
            "Pause between rounds."
        )
        .InDev("100ms")
        .HasEffect();

    public static readonly ConfigKey<GoDuration> LanProbeInterval = Keys.Duration(
            "gossip_lan.probe_interval",
            "1s",
            "Pause between probes."
        )
        .InDev("100ms")
        .HasEffect();

    public static readonly ConfigKey<GoDuration> LanProbeTimeout = Keys.Duration(
            "gossip_lan.probe_timeout",
            "500ms",
            "How long a probe may take."
        )
        .InDev("100ms")
        .HasEffect();

    public static readonly ConfigKey<int> LanSuspicionMultiplier = Keys.Integer(
            "gossip_lan.suspicion_mult",
            4,
            "Factor on the time a member stays suspected."
        )
        .InDev(3)
        .HasEffect();

    public static readonly ConfigKey<int> LanRetransmitMultiplier = Keys.Integer(
            "gossip_lan.retransmit_mult",
            4,
            "Factor on how often a message is repeated."
        )
        .HasEffect();

    public static readonly ConfigKey<int> WanNodes = Keys.Integer(
            "gossip_wan.gossip_nodes",
            3,
            "Members told in a round."
        )
        .HasEffect();

    public static readonly ConfigKey<GoDuration> WanInterval = Keys.Duration(
            "gossip_wan.gossip_interval",
            "500ms",
            "Pause between rounds."
        )
        .InDev("100ms")
        .HasEffect();

    public static readonly ConfigKey<GoDuration> WanProbeInterval = Keys.Duration(
            "gossip_wan.probe_interval",
            "5s",
            "Pause between probes."
        )
        .InDev("100ms")
        .HasEffect();

    public static readonly ConfigKey<GoDuration> WanProbeTimeout = Keys.Duration(
            "gossip_wan.probe_timeout",
            "3s",
            "How long a probe may take."
        )
        .InDev("100ms")
        .HasEffect();

    public static readonly ConfigKey<int> WanSuspicionMultiplier = Keys.Integer(
            "gossip_wan.suspicion_mult",
            6,
            "Factor on the time a member stays suspected."
        )
        .InDev(3)
        .HasEffect();

    public static readonly ConfigKey<int> WanRetransmitMultiplier = Keys.Integer(
            "gossip_wan.retransmit_mult",
            4,
            "Factor on how often a message is repeated."
        )
        .HasEffect();

    /// <summary>All keys declared here.</summary>
    public static KeyGroup Group => Keys;
}
