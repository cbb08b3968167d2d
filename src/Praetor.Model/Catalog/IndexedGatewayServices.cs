using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Catalog;

/// <summary>Answers <c>Catalog.GatewayServices</c>.</summary>
[WireRecord]
public sealed partial record IndexedGatewayServices : QueryMeta
{
    /// <summary>What the gateway serves.</summary>
    public IReadOnlyList<GatewayService>? Services { get; init; }
}
