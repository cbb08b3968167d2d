using Praetor.Agent.Configuration.Build;
using Praetor.Agent.Configuration.Keys;
using Praetor.Agent.Configuration.Schema;
using Praetor.Agent.Configuration.Sources;
using Praetor.Foundation.Files;
using Praetor.Foundation.Network;

namespace Praetor.Agent.Configuration;

/// <summary>
/// Loads a configuration: flags that are lists, then files in the order of the command line, then flags with one value,
/// then <c>-hcl</c> pieces, each laid over what came before; defaults fill the rest.
/// </summary>
public static class AgentConfigLoader
{
    /// <summary>Loads and checks. Called at start, on reload and by <c>validate</c>.</summary>
    public static ConfigOutcome Load(ConfigInput input, IConfigFiles files, INetworkFacts network)
    {
        if (!ConfigInput.IsKnownFormat(input.Format))
        {
            return new ConfigOutcome(null, [new ConfigProblem(ConfigInput.UnknownFormat, "")], []);
        }

        var problems = new List<ConfigProblem>();
        var warnings = new List<string>();
        var raw = new RawConfig();
        raw.Merge(input.Lists, AgentKeys.Schema);
        var sources = new SourceReader(files, input.Format, problems, warnings);
        foreach (var path in input.Paths)
        {
            foreach (var source in sources.Read(path))
            {
                raw.Merge(source, AgentKeys.Schema);
            }
        }

        raw.Merge(input.Scalars, AgentKeys.Schema);
        for (var at = 0; at < input.Fragments.Count; at++)
        {
            if (sources.Parse($"flags-hcl.{at}", input.Fragments[at], json: false) is { } fragment)
            {
                raw.Merge(fragment, AgentKeys.Schema);
            }
        }

        // What could not be read would only make a second, misleading complaint about what is then missing.
        if (problems.Count > 0)
        {
            return new ConfigOutcome(null, problems, warnings);
        }

        var config = ConfigBuild.Build(raw, input.DevMode, network, problems, warnings);
        return new ConfigOutcome(problems.Count == 0 ? config : null, problems, warnings);
    }
}
