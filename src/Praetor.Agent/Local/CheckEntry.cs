using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Agent.Local;

/// <summary>A check the agent vouches for, and how far the catalog knows.</summary>
public sealed record CheckEntry
{
    /// <summary>The check with its latest result.</summary>
    public required HealthCheck Check { get; init; }

    /// <summary>How it is done; null for maintenance and for what only the catalog knows.</summary>
    public CheckType? Type { get; init; }

    /// <summary>The token it was registered with; empty for the agent's own.</summary>
    public string Token { get; init; } = "";

    /// <summary>Where it comes from.</summary>
    public EntrySource Source { get; init; } = EntrySource.Api;

    /// <summary>
    /// Which registration it is, counted from 1: a result of an earlier one with the same ID is not taken for this one's.
    /// </summary>
    public long Registration { get; init; }

    /// <summary>When it became critical, as time since the agent's start; null while it isn't.</summary>
    public TimeSpan? CriticalSince { get; init; }

    /// <summary>When a change of output alone is to be sent, as time since the agent's start; null when none waits.</summary>
    public TimeSpan? OutputDue { get; init; }

    /// <summary>Whether the catalog has it as it is here.</summary>
    public bool IsInSync { get; init; }

    /// <summary>Whether it is gone here and only waits to be taken out of the catalog.</summary>
    public bool IsDeleted { get; init; }
}
