using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Catalog;

/// <summary>Answers <c>Catalog.ListNodes</c>.</summary>
[WireRecord]
public sealed partial record IndexedNodes : QueryMeta
{
    /// <summary>The nodes.</summary>
    public IReadOnlyList<Node>? Nodes { get; init; }
}
