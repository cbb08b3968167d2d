using Praetor.Foundation.Wire;

namespace Praetor.Model.Catalog;

/// <summary>A node with its instances in a list.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record NodeServiceList
{
    /// <summary>The node.</summary>
    public Node? Node { get; init; }

    /// <summary>Its instances.</summary>
    public IReadOnlyList<NodeService>? Services { get; init; }
}
