using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;

namespace Praetor.Model.Services;

/// <summary>A check that an agent keeps on disk, in Consul's form: <c>checks/SHA-256 of the ID</c>.</summary>
[JsonRecord(GoType = "agent.persistedCheck", IgnoresUnknown = true)]
public sealed partial record PersistedCheck
{
    /// <summary>The check.</summary>
    public HealthCheck? Check { get; init; }

    /// <summary>How it is done; null for maintenance, which nobody does.</summary>
    public CheckType? ChkType { get; init; }

    /// <summary>The token it was registered with.</summary>
    public string Token { get; init; } = "";

    /// <summary><c>remote</c> for one that a client registered, <c>local</c> for one from a file.</summary>
    public string Source { get; init; } = "";
}
