using Praetor.Model.Catalog;

namespace Praetor.Agent.Local;

/// <summary>A service the agent vouches for, and how far the catalog knows.</summary>
public sealed record ServiceEntry
{
    /// <summary>The service.</summary>
    public required NodeService Service { get; init; }

    /// <summary>The token it was registered with; empty for the agent's own.</summary>
    public string Token { get; init; } = "";

    /// <summary>Where it comes from.</summary>
    public EntrySource Source { get; init; } = EntrySource.Api;

    /// <summary>Whether the catalog has it as it is here.</summary>
    public bool IsInSync { get; init; }

    /// <summary>Whether it is gone here and only waits to be taken out of the catalog.</summary>
    public bool IsDeleted { get; init; }
}
