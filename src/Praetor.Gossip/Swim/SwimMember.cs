using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Swim;

/// <summary>A node of the pool as others are told of it.</summary>
internal sealed record SwimMember(string Name, GossipAddress Address, NodeState State)
{
    public byte[]? Meta { get; init; }

    public ProtocolVersions Versions { get; init; }
}

/// <summary>
/// What the core knows of a node. Another takes its place when that changes, so that tables which know the same share it.
/// </summary>
internal sealed record SwimNode(string Name)
{
    public GossipAddress Address { get; init; }

    public byte[]? Meta { get; init; }

    public ProtocolVersions Versions { get; init; } = ProtocolVersions.Bare;

    public uint Incarnation { get; init; }

    public NodeState State { get; init; } = NodeState.Dead;

    /// <summary>Since when it is in its state.</summary>
    public TimeSpan ChangedAt { get; init; }

    public bool IsGone => State is NodeState.Dead or NodeState.Left;

    public SwimMember ToMember() => new(Name, Address, State) { Meta = Meta, Versions = Versions };

    public SwimMessage.Alive ToAlive() => new(Incarnation, Name, Address) { Meta = Meta, Versions = Versions };

    /// <summary>The same node in a state, since now if it was in another.</summary>
    public SwimNode In(NodeState state, uint incarnation, TimeSpan now) =>
        this with
        {
            State = state,
            Incarnation = incarnation,
            ChangedAt = state == State ? ChangedAt : now,
        };
}
