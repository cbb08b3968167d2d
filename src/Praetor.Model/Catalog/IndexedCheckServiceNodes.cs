using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Catalog;

/// <summary>Answers <c>Health.ServiceNodes</c>.</summary>
[WireRecord]
public sealed partial record IndexedCheckServiceNodes : QueryMeta
{
    /// <summary>The instances, with node and checks.</summary>
    public IReadOnlyList<CheckServiceNode>? Nodes { get; init; }
}
