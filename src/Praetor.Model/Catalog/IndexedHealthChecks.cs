using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Catalog;

/// <summary>Answers <c>Health.NodeChecks</c>, <c>Health.ServiceChecks</c> and <c>Health.ChecksInState</c>.</summary>
[WireRecord]
public sealed partial record IndexedHealthChecks : QueryMeta
{
    /// <summary>The checks.</summary>
    public IReadOnlyList<HealthCheck>? HealthChecks { get; init; }
}
