using Praetor.Foundation.Wire;

namespace Praetor.Model.Catalog;

/// <summary>An instance with its node and all checks that decide about it.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record CheckServiceNode
{
    /// <summary>The node.</summary>
    public Node? Node { get; init; }

    /// <summary>The instance; null where only the node is meant.</summary>
    public NodeService? Service { get; init; }

    /// <summary>The checks of the node and of the instance.</summary>
    public IReadOnlyList<HealthCheck>? Checks { get; init; }
}
