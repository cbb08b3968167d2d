using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Catalog;

/// <summary>Answers <c>Catalog.NodeServiceList</c>.</summary>
[WireRecord]
public sealed partial record IndexedNodeServiceList : QueryMeta
{
    /// <summary>The node and its instances.</summary>
    public NodeServiceList NodeServices { get; init; } = NodeServiceList.Empty;
}
