using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Foundation.Text;

namespace Praetor.Agent.Configuration;

/// <summary>Times of gossip.</summary>
public sealed record GossipConfig
{
    /// <summary>What applies when nothing is configured.</summary>
    public static GossipConfig Default { get; } = Read(ConfigReader.Defaults);

    /// <summary>Members told in a round.</summary>
    public required int LanNodes { get; init; }

    /// <summary>Pause between rounds.</summary>
    public required GoDuration LanInterval { get; init; }

    /// <summary>Pause between probes.</summary>
    public required GoDuration LanProbeInterval { get; init; }

    /// <summary>How long a probe may take.</summary>
    public required GoDuration LanProbeTimeout { get; init; }

    /// <summary>Factor on the time a member stays suspected.</summary>
    public required int LanSuspicionMultiplier { get; init; }

    /// <summary>Factor on how often a message is repeated.</summary>
    public required int LanRetransmitMultiplier { get; init; }

    /// <summary>Members told in a round.</summary>
    public required int WanNodes { get; init; }

    /// <summary>Pause between rounds.</summary>
    public required GoDuration WanInterval { get; init; }

    /// <summary>Pause between probes.</summary>
    public required GoDuration WanProbeInterval { get; init; }

    /// <summary>How long a probe may take.</summary>
    public required GoDuration WanProbeTimeout { get; init; }

    /// <summary>Factor on the time a member stays suspected.</summary>
    public required int WanSuspicionMultiplier { get; init; }

    /// <summary>Factor on how often a message is repeated.</summary>
    public required int WanRetransmitMultiplier { get; init; }

    internal static GossipConfig Read(ConfigReader read) =>
        new()
        {
            LanNodes = read.Get(GossipKeys.LanNodes),
            LanInterval = read.Get(GossipKeys.LanInterval),
            LanProbeInterval = read.Get(GossipKeys.LanProbeInterval),
            LanProbeTimeout = read.Get(GossipKeys.LanProbeTimeout),
            LanSuspicionMultiplier = read.Get(GossipKeys.LanSuspicionMultiplier),
            LanRetransmitMultiplier = read.Get(GossipKeys.LanRetransmitMultiplier),
            WanNodes = read.Get(GossipKeys.WanNodes),
            WanInterval = read.Get(GossipKeys.WanInterval),
            WanProbeInterval = read.Get(GossipKeys.WanProbeInterval),
            WanProbeTimeout = read.Get(GossipKeys.WanProbeTimeout),
            WanSuspicionMultiplier = read.Get(GossipKeys.WanSuspicionMultiplier),
            WanRetransmitMultiplier = read.Get(GossipKeys.WanRetransmitMultiplier),
        };
}
