using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Swim;

/// <summary>Who this node is; fixed for a core's life, but for the meta.</summary>
internal sealed record SwimOptions
{
    /// <summary>The node's name, unique in the pool.</summary>
    public required string Name { get; init; }

    /// <summary>Where others reach it.</summary>
    public required GossipAddress Address { get; init; }

    /// <summary>What it says of itself at first.</summary>
    public byte[]? Meta { get; init; }

    /// <summary>The versions it speaks.</summary>
    public ProtocolVersions Versions { get; init; } = ProtocolVersions.Serf;

    /// <summary>The pool's pace.</summary>
    public SwimProfile Profile { get; init; } = SwimProfile.Lan;

    /// <summary>What the layers around a packet take; see <see cref="PacketCodec.Overhead"/>.</summary>
    public int PacketOverhead { get; init; }

    /// <summary>How many nodes are held; more are not admitted. The same bound as of a push/pull.</summary>
    public int NodesMax { get; init; } = GossipLimits.PushPullNodesMax;
}
