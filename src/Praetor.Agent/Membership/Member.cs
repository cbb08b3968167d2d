namespace Praetor.Agent.Membership;

/// <summary>A member of a gossip pool, as the agent shows it.</summary>
public sealed record Member
{
    /// <summary>Its name, unique in the pool.</summary>
    public required string Name { get; init; }

    /// <summary>Its address.</summary>
    public required string Address { get; init; }

    /// <summary>Its gossip port.</summary>
    public required int Port { get; init; }

    /// <summary>What it says about itself.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>1 while it is alive; see Serf's states.</summary>
    public required int Status { get; init; }
}
