namespace Praetor.Agent.Configuration;

/// <summary>What loading a configuration came to: a configuration, or everything that is wrong with it.</summary>
/// <param name="Config">The configuration, unless something is wrong.</param>
/// <param name="Problems">What is wrong, in the order in which Consul would find it; empty when there is a configuration.</param>
/// <param name="Warnings">What users should know although it is no error.</param>
public sealed record ConfigOutcome(
    AgentConfig? Config,
    IReadOnlyList<ConfigProblem> Problems,
    IReadOnlyList<string> Warnings
)
{
    /// <summary>All problems as one text, the first one first, as Consul's commands print it; empty when there are none.</summary>
    public string ErrorText => string.Join('\n', Problems.Select(problem => problem.Text));
}
