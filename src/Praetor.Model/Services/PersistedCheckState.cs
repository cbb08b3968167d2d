using Praetor.Foundation.Wire;

namespace Praetor.Model.Services;

/// <summary>What a TTL check last reported, kept on disk in Consul's form: <c>checks/state/SHA-256 of the ID</c>.</summary>
[JsonRecord(GoType = "agent.persistedCheckState", IgnoresUnknown = true)]
public sealed partial record PersistedCheckState
{
    /// <summary>The check.</summary>
    public string CheckID { get; init; } = "";

    /// <summary>What it said.</summary>
    public string Output { get; init; } = "";

    /// <summary>How it was; see <see cref="Catalog.HealthStatus"/>.</summary>
    public string Status { get; init; } = "";

    /// <summary>Until when that is good, in seconds since 1970.</summary>
    public long Expires { get; init; }
}
