using Praetor.Agent.Local;

namespace Praetor.Agent.Checks;

/// <summary>Finds the services whose checks have been critical for longer than their definitions bear.</summary>
internal static class CriticalServices
{
    /// <summary>The IDs of the services to remove, each once.</summary>
    /// <param name="view">What there is.</param>
    /// <param name="settings">The shortest time that may be borne.</param>
    /// <param name="now">Time since the agent's start.</param>
    public static IReadOnlyList<string> Overdue(LocalView view, CheckSettings settings, TimeSpan now)
    {
        var overdue = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in view.LiveChecks)
        {
            if (
                entry is { CriticalSince: { } since, Type.DeregisterCriticalServiceAfter: { Nanoseconds: > 0 } after }
                && entry.Check.ServiceID.Length > 0
                && now - since > Later(after.ToTimeSpan(), settings.RemovalMin)
            )
            {
                overdue.Add(entry.Check.ServiceID);
            }
        }

        return [.. overdue];
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
