using Praetor.Agent.Configuration;

namespace Praetor.Composition;

/// <summary>Where a running agent gets its configuration from again.</summary>
/// <param name="Load">Reads it anew, from the same files and flags as at the start.</param>
/// <param name="Applied">Told of one that is in effect now.</param>
internal sealed record ConfigSource(Func<ConfigOutcome> Load, Action<AgentConfig> Applied);
