using Praetor.Foundation.Wire;

namespace Praetor.Model.Catalog;

/// <summary>A node with its instances by ID.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record NodeServices
{
    /// <summary>The node.</summary>
    public Node? Node { get; init; }

    /// <summary>Its instances.</summary>
    public IReadOnlyDictionary<string, NodeService>? Services { get; init; }
}
