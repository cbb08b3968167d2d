using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Catalog;

/// <summary>Answers <c>Catalog.NodeServices</c>.</summary>
[WireRecord]
public sealed partial record IndexedNodeServices : QueryMeta
{
    /// <summary>The node and its instances; null for an unknown node.</summary>
    public NodeServices? NodeServices { get; init; }
}
