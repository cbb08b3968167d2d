namespace Praetor.Gossip.Wire;

/// <summary>Bounds on what is read from peers; what is over one is refused as <see cref="GossipFault.TooLarge"/>.</summary>
internal static class GossipLimits
{
    /// <summary>A datagram: the most that UDP carries.</summary>
    public const int PacketBytesMax = 65_507;

    /// <summary>
    /// What a compressed packet may unfold to. Senders fill packets up to 1,400 bytes before they compress, and
    /// jumbo settings stay under a datagram.
    /// </summary>
    public const int PacketInflatedMax = 65_535;

    /// <summary>A stream's frame, encrypted or not: memberlist's own bound on remote state, 20 MiB.</summary>
    public const int StreamBytesMax = 20 * 1024 * 1024;

    /// <summary>What a compressed stream may unfold to: push/pull of 10,000 nodes is some 4 MB, and recent events are up to 8.</summary>
    public const int StreamInflatedMax = 24 * 1024 * 1024;

    /// <summary>Nodes in a push/pull: five times the largest pools known, and what fits a stream.</summary>
    public const int PushPullNodesMax = 50_000;

    /// <summary>A node's own bytes about itself.</summary>
    public const int MetaBytesMax = 512;

    /// <summary>A node's name, in characters; Consul's are DNS labels, Serf allows 128.</summary>
    public const int NameLengthMax = 512;

    /// <summary>A label's length, which is one byte on the wire.</summary>
    public const int LabelBytesMax = 255;

    /// <summary>Parts of a compound packet: the count is one byte.</summary>
    public const int CompoundPartsMax = 255;
}
