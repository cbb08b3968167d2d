using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Swim;

/// <summary>A node of the pool as others are told of it.</summary>
internal sealed record SwimMember(string Name, GossipAddress Address, NodeState State)
{
    public byte[]? Meta { get; init; }

    public ProtocolVersions Versions { get; init; }
}

/// <summary>What the core knows of a node. Only the core writes to it.</summary>
internal sealed class SwimNode(string name)
{
    public string Name { get; } = name;

    public GossipAddress Address { get; set; }

    public byte[]? Meta { get; set; }

    public ProtocolVersions Versions { get; set; } = ProtocolVersions.Bare;

    public uint Incarnation { get; set; }

    public NodeState State { get; set; } = NodeState.Dead;

    /// <summary>Since when it is in its state.</summary>
    public TimeSpan ChangedAt { get; set; }

    /// <summary>The suspicion against it, while it is suspect.</summary>
    public Suspicion? Suspicion { get; set; }

    public bool IsGone => State is NodeState.Dead or NodeState.Left;

    public SwimMember ToMember() => new(Name, Address, State) { Meta = Meta, Versions = Versions };

    public SwimMessage.Alive ToAlive() => new(Incarnation, Name, Address) { Meta = Meta, Versions = Versions };
}
