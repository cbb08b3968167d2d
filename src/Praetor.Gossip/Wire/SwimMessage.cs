using System.Net;

namespace Praetor.Gossip.Wire;

/// <summary>
/// What memberlist's nodes say to each other in packets. <see cref="Ping"/>, <see cref="Ack"/>, <see cref="User"/> go
/// over streams too, and <see cref="PushPull"/> and <see cref="Error"/> only there.
/// </summary>
internal abstract record SwimMessage
{
    private SwimMessage() { }

    /// <summary>Asks whether a node is there.</summary>
    /// <param name="Sequence">Comes back in the answer.</param>
    /// <param name="Node">Who is meant: another node that took over the address does not answer.</param>
    internal sealed record Ping(uint Sequence, string Node) : SwimMessage
    {
        public PingSource Source { get; init; }
    }

    /// <summary>Asks a node to ping another.</summary>
    /// <param name="Sequence">Comes back in the answer.</param>
    /// <param name="Target">Where the other node is.</param>
    /// <param name="Node">The other node's name.</param>
    internal sealed record IndirectPing(uint Sequence, GossipAddress Target, string Node) : SwimMessage
    {
        /// <summary>Whether to answer also when the other is silent.</summary>
        public bool WantsNack { get; init; }

        public PingSource Source { get; init; }
    }

    /// <summary>Answers a ping.</summary>
    /// <param name="Sequence">The ping's.</param>
    /// <param name="Payload">The application's, at most a packet; null for none.</param>
    internal sealed record Ack(uint Sequence, byte[]? Payload) : SwimMessage;

    /// <summary>Answers an indirect ping: the helper is well, the target is silent.</summary>
    internal sealed record Nack(uint Sequence) : SwimMessage;

    /// <summary>Claims that a node does not answer.</summary>
    internal sealed record Suspect(uint Incarnation, string Node, string From) : SwimMessage;

    /// <summary>Claims that a node is there, and what it is like.</summary>
    internal sealed record Alive(uint Incarnation, string Node, GossipAddress Address) : SwimMessage
    {
        public byte[]? Meta { get; init; }

        public ProtocolVersions? Versions { get; init; }
    }

    /// <summary>Claims that a node is dead or, where it says so itself, has left.</summary>
    internal sealed record Dead(uint Incarnation, string Node, string From) : SwimMessage;

    /// <summary>The application's bytes.</summary>
    internal sealed record User(ReadOnlyMemory<byte> Payload) : SwimMessage;

    /// <summary>All a node knows, in one exchange.</summary>
    internal sealed record PushPull(bool IsJoin, IReadOnlyList<PushPullNode> Nodes, byte[] UserState) : SwimMessage;

    /// <summary>Why a stream's request was refused.</summary>
    internal sealed record Error(string Text) : SwimMessage;
}

/// <summary>Where the answer to a ping goes; absent parts are those of the packet that brought it.</summary>
internal readonly record struct PingSource(IPAddress? Address, ushort Port, string? Node);

/// <summary>What a push/pull says of a node.</summary>
internal sealed record PushPullNode(string Name, GossipAddress Address, uint Incarnation, NodeState State)
{
    public byte[]? Meta { get; init; }

    public ProtocolVersions? Versions { get; init; }
}

/// <summary>What is believed of a node; the numbers are the wire's.</summary>
internal enum NodeState
{
    Alive = 0,
    Suspect = 1,
    Dead = 2,
    Left = 3,
}
