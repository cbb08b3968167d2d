using Praetor.Model.Catalog;

namespace Praetor.Agent.AntiEntropy;

/// <summary>What the agent says about its own node.</summary>
public sealed record NodeFacts
{
    /// <summary>The node's UUID.</summary>
    public required string Id { get; init; }

    /// <summary>The node's name.</summary>
    public required string Name { get; init; }

    /// <summary>The datacenter it belongs to.</summary>
    public required string Datacenter { get; init; }

    /// <summary>The address others use.</summary>
    public required string Address { get; init; }

    /// <summary>Its addresses by name.</summary>
    public required IReadOnlyDictionary<string, string> TaggedAddresses { get; init; }

    /// <summary>What describes it.</summary>
    public required IReadOnlyDictionary<string, string> Meta { get; init; }

    /// <summary>Where it runs, if that is known.</summary>
    public Locality? Locality { get; init; }

    /// <summary>Whether the agent is a server, whose own service belongs to the leader.</summary>
    public required bool IsServer { get; init; }
}
