using Praetor.Agent.Configuration;
using Praetor.Foundation.Text;
using Praetor.Gossip.Encryption;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.Agent.Membership;

/// <summary>What a configuration says of the agent's two pools.</summary>
internal static class PoolSettings
{
    /// <summary>Serf's 72 hours, where nothing is configured.</summary>
    private static readonly TimeSpan ReconnectDefault = TimeSpan.FromHours(72);

    /// <summary>The pool of the datacenter.</summary>
    public static PoolOptions Lan(AgentConfig config, string nodeId, Keyring? keys)
    {
        var admission = new LanAdmission(config.Node.Datacenter, config.Node.Name, nodeId);
        var gossip = config.Gossip;
        return new PoolOptions
        {
            Pool = "lan",
            Member = new SerfOptions
            {
                Name = config.Node.Name,
                Address = new GossipAddress(config.Addresses.Advertise, (ushort)config.Ports.SerfLan),
                Tags = MemberTags.InDatacenter(config, nodeId),
                Profile = SwimProfile.Lan with
                {
                    GossipNodes = gossip.LanNodes,
                    GossipInterval = gossip.LanInterval.ToTimeSpan(),
                    ProbeInterval = gossip.LanProbeInterval.ToTimeSpan(),
                    ProbeTimeout = gossip.LanProbeTimeout.ToTimeSpan(),
                    SuspicionMultiplier = gossip.LanSuspicionMultiplier,
                    RetransmitMultiplier = gossip.LanRetransmitMultiplier,
                },
                ReconnectTimeout = OrDefault(config.Join.ReconnectTimeout),
                ReconnectTimeoutOf = ReconnectTimeoutOf,
                ResolvesNameConflicts = false,
                HasCoordinates = !config.Node.DisableCoordinates,
                Admits = admission.Admits,
                RefuseMerge = admission.Refuse,
            },
            Layers = Layers(config, keys),
            SnapshotPath = config.DevMode ? null : "serf/local.snapshot",
            RejoinsAfterLeave = config.Join.RejoinAfterLeave,
            AllowedNetworks = config.Addresses.SerfLanAllowed,
            DefaultPort = config.Ports.SerfLan,
        };
    }

    /// <summary>The pool of the servers of all datacenters.</summary>
    public static PoolOptions Wan(AgentConfig config, string nodeId, Keyring? keys)
    {
        var gossip = config.Gossip;
        return new PoolOptions
        {
            Pool = "wan",
            Member = new SerfOptions
            {
                Name = $"{config.Node.Name}.{config.Node.Datacenter}",
                Address = new GossipAddress(config.Addresses.AdvertiseWan, (ushort)config.Ports.SerfWan),
                Tags = MemberTags.BetweenDatacenters(config, nodeId),
                Profile = SwimProfile.Wan with
                {
                    GossipNodes = gossip.WanNodes,
                    GossipInterval = gossip.WanInterval.ToTimeSpan(),
                    ProbeInterval = gossip.WanProbeInterval.ToTimeSpan(),
                    ProbeTimeout = gossip.WanProbeTimeout.ToTimeSpan(),
                    SuspicionMultiplier = gossip.WanSuspicionMultiplier,
                    RetransmitMultiplier = gossip.WanRetransmitMultiplier,
                },
                ReconnectTimeout = OrDefault(config.Join.ReconnectTimeoutWan),
                ResolvesNameConflicts = false,
                Admits = WanAdmission.Admits,
                RefuseMerge = WanAdmission.Refuse,
            },
            Layers = Layers(config, keys),
            SnapshotPath = config.DevMode ? null : "serf/remote.snapshot",
            RejoinsAfterLeave = config.Join.RejoinAfterLeave,
            AllowedNetworks = config.Addresses.SerfWanAllowed,
            DefaultPort = config.Ports.SerfWan,
        };
    }

    private static LayerOptions Layers(AgentConfig config, Keyring? keys) =>
        new()
        {
            Keyring = keys,
            VerifiesIncoming = config.Encryption.VerifyIncoming,
            VerifiesOutgoing = config.Encryption.VerifyOutgoing,
        };

    private static TimeSpan OrDefault(GoDuration configured) =>
        configured.Nanoseconds > 0 ? configured.ToTimeSpan() : ReconnectDefault;

    /// <summary>Members may say themselves how long they are to be remembered (<c>advertise_reconnect_timeout</c>).</summary>
    private static TimeSpan? ReconnectTimeoutOf(SerfMember member) =>
        member.Tags.TryGetValue("rc_tm", out var text)
        && GoDuration.TryParse(text, out var timeout, out _)
        && timeout.Nanoseconds > 0
            ? timeout.ToTimeSpan()
            : null;
}
