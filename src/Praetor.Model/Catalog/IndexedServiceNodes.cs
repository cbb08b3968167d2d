using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Catalog;

/// <summary>Answers <c>Catalog.ServiceNodes</c>.</summary>
[WireRecord]
public sealed partial record IndexedServiceNodes : QueryMeta
{
    /// <summary>The instances.</summary>
    public IReadOnlyList<ServiceNode>? ServiceNodes { get; init; }
}
