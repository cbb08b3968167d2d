using Praetor.Agent.Local;

namespace Praetor.Agent.AntiEntropy;

/// <summary>The tokens the agent presents where an entry has none of its own.</summary>
/// <param name="Default">For what clients and files register.</param>
/// <param name="Agent">For the agent's own doings; the default one where it is empty.</param>
/// <param name="FileRegistration">For what files define; the default one where it is empty.</param>
public sealed record AgentTokens(string Default, string Agent, string FileRegistration)
{
    /// <summary>The token of the agent itself.</summary>
    public string OwnToken => Agent.Length > 0 ? Agent : Default;

    /// <summary>The token an entry is registered with.</summary>
    public string Of(ServiceEntry entry) => Of(entry.Token, entry.Source);

    /// <summary>The token an entry is registered with.</summary>
    public string Of(CheckEntry entry) => Of(entry.Token, entry.Source);

    private string Of(string token, EntrySource source) =>
        token.Length > 0 ? token
        : source == EntrySource.File && FileRegistration.Length > 0 ? FileRegistration
        : Default;
}
