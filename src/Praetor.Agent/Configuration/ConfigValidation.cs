using Praetor.Agent.Configuration.Sources;
using Praetor.Foundation.Files;
using Praetor.Foundation.Network;

namespace Praetor.Agent.Configuration;

/// <summary>What <c>validate</c> says of files, without starting anything.</summary>
/// <param name="IsValid">Whether an agent would start with them.</param>
/// <param name="Output">Lines for standard output.</param>
/// <param name="Errors">Texts for standard error, each to be ended with a line end.</param>
public sealed record ConfigValidation(bool IsValid, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)
{
    /// <summary>Validates files and folders as if they were given to the agent in this order.</summary>
    /// <param name="format"><c>hcl</c>, <c>json</c>, or empty to go by the names.</param>
    /// <param name="quiet">Whether to say nothing of what is fine.</param>
    public static ConfigValidation Of(
        IReadOnlyList<string> paths,
        string format,
        bool quiet,
        IConfigFiles files,
        INetworkFacts network
    )
    {
        if (paths.Count == 0)
        {
            return Refused("Must specify at least one config file or directory");
        }

        if (!ConfigInput.IsKnownFormat(format))
        {
            return Refused(ConfigInput.UnknownFormat);
        }

        var outcome = AgentConfigLoader.Load(new ConfigInput { Paths = paths, Format = format }, files, network);
        return outcome.Config is null ? Refused($"Config validation failed: {outcome.ErrorText}")
            : quiet ? new ConfigValidation(true, [], [])
            : new ConfigValidation(true, ["Configuration is valid!"], outcome.Warnings);
    }

    private static ConfigValidation Refused(string error) => new(false, [], [error]);
}
