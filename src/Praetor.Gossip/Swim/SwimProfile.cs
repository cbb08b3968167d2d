namespace Praetor.Gossip.Swim;

/// <summary>
/// The pace of a pool, as memberlist names and presets it. Consul's gossip_lan and gossip_wan set
/// <see cref="GossipNodes"/>, <see cref="GossipInterval"/>, <see cref="ProbeInterval"/>, <see cref="ProbeTimeout"/>,
/// <see cref="SuspicionMultiplier"/> and <see cref="RetransmitMultiplier"/>.
/// </summary>
public sealed record SwimProfile
{
    /// <summary>How long one exchange over a stream may take.</summary>
    public TimeSpan StreamTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many others are asked to ping a node that did not answer.</summary>
    public int IndirectChecks { get; init; } = 3;

    /// <summary>Scales how often a broadcast is sent; see <see cref="SwimFormulas.RetransmitLimit"/>.</summary>
    public int RetransmitMultiplier { get; init; } = 4;

    /// <summary>Scales how long a suspected node has to refute; see <see cref="SwimFormulas.SuspicionTimeout"/>.</summary>
    public int SuspicionMultiplier { get; init; } = 4;

    /// <summary>How many times longer a suspicion lasts that nobody else confirms. 1 switches that off.</summary>
    public int SuspicionMaxTimeoutMultiplier { get; init; } = 6;

    /// <summary>How often all is exchanged with one node, in a small pool; zero for never.</summary>
    public TimeSpan PushPullInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a node is probed.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a direct answer may take.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many times slower an unwell node probes at most. 1 switches that off.</summary>
    public int AwarenessMaxMultiplier { get; init; } = 8;

    /// <summary>How often broadcasts are sent.</summary>
    public TimeSpan GossipInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>To how many nodes.</summary>
    public int GossipNodes { get; init; } = 3;

    /// <summary>How long the dead are still told what is said of them, so that they can refute.</summary>
    public TimeSpan GossipToTheDeadTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After what time a dead node's name may be taken over from another address; zero for never.</summary>
    public TimeSpan DeadNodeReclaimTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How large a packet may be before it is compressed.</summary>
    public int PacketBytesMax { get; init; } = 1400;

    /// <summary>Whether a node that did not answer a packet is tried over a stream as well.</summary>
    public bool UsesStreamPings { get; init; } = true;

    /// <summary>Consul's LAN pool.</summary>
    public static SwimProfile Lan { get; } = new();

    /// <summary>Consul's WAN pool.</summary>
    public static SwimProfile Wan { get; } =
        new()
        {
            StreamTimeout = TimeSpan.FromSeconds(30),
            SuspicionMultiplier = 6,
            PushPullInterval = TimeSpan.FromSeconds(60),
            ProbeInterval = TimeSpan.FromSeconds(5),
            ProbeTimeout = TimeSpan.FromSeconds(3),
            GossipInterval = TimeSpan.FromMilliseconds(500),
            GossipToTheDeadTime = TimeSpan.FromSeconds(60),
        };

    /// <summary>Nodes on one machine.</summary>
    public static SwimProfile Local { get; } =
        new()
        {
            StreamTimeout = TimeSpan.FromSeconds(1),
            IndirectChecks = 1,
            RetransmitMultiplier = 2,
            SuspicionMultiplier = 3,
            PushPullInterval = TimeSpan.FromSeconds(15),
            ProbeTimeout = TimeSpan.FromMilliseconds(200),
            GossipInterval = TimeSpan.FromMilliseconds(100),
            GossipToTheDeadTime = TimeSpan.FromSeconds(15),
        };

    /// <summary>The same pace with plain SWIM's fixed suspicion and without awareness of one's own health.</summary>
    public SwimProfile WithoutLifeguard() =>
        this with
        {
            SuspicionMaxTimeoutMultiplier = 1,
            AwarenessMaxMultiplier = 1,
        };
}
