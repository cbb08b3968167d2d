namespace Praetor.Model.Catalog;

/// <summary>The states of a check.</summary>
public static class HealthStatus
{
    /// <summary>In queries: whatever the state.</summary>
    public const string Any = "any";

    /// <summary>All is well.</summary>
    public const string Passing = "passing";

    /// <summary>It works, but someone should look.</summary>
    public const string Warning = "warning";

    /// <summary>It does not work; DNS leaves it out.</summary>
    public const string Critical = "critical";

    /// <summary>In aggregates: someone took it out of service.</summary>
    public const string Maintenance = "maintenance";

    /// <summary>Whether a check may be in this state.</summary>
    public static bool IsValid(string status) => status is Passing or Warning or Critical;
}
