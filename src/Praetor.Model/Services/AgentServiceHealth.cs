using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;

namespace Praetor.Model.Services;

/// <summary>How an instance is, as its own agent sees it (<c>/v1/agent/health/service</c>).</summary>
[JsonRecord(GoType = "api.AgentServiceChecksInfo")]
public sealed partial record AgentServiceHealth
{
    /// <summary>The worst of its checks; see <see cref="HealthStatus"/>.</summary>
    public string AggregatedStatus { get; init; } = "";

    /// <summary>The instance; null for one that is unknown.</summary>
    public AgentService? Service { get; init; }

    /// <summary>The checks that decide; null for an unknown instance.</summary>
    public IReadOnlyList<AgentHealthCheck>? Checks { get; init; }
}
