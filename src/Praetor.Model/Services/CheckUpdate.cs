using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;

namespace Praetor.Model.Services;

/// <summary>What a client reports of its TTL check (<c>/v1/agent/check/update</c>).</summary>
[JsonRecord]
public sealed partial record CheckUpdate
{
    /// <summary>See <see cref="HealthStatus"/>.</summary>
    public string Status { get; init; } = "";

    /// <summary>What people should know about it.</summary>
    public string Output { get; init; } = "";
}
