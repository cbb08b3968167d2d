namespace Praetor.Agent.Local;

/// <summary>Where a service or check of the agent comes from.</summary>
public enum EntrySource
{
    /// <summary>A file of the configuration.</summary>
    File,

    /// <summary>A client of the API; kept on disk.</summary>
    Api,
}
