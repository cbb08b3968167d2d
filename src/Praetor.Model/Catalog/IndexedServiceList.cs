using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Catalog;

/// <summary>Answers <c>Catalog.ServiceList</c>.</summary>
[WireRecord]
public sealed partial record IndexedServiceList : QueryMeta
{
    /// <summary>The services.</summary>
    public IReadOnlyList<ServiceName>? Services { get; init; }
}
