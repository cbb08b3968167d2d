using Praetor.Cli.Output;

namespace Praetor.Cli.Running;

/// <summary>The world a command runs in: everything that tests want to give and see.</summary>
public sealed class CommandContext
{
    /// <summary>Standard output: results.</summary>
    public required CommandOutput Output { get; init; }

    /// <summary>Standard error: everything else.</summary>
    public required CommandOutput Error { get; init; }

    /// <summary>Standard input.</summary>
    public required Stream Input { get; init; }

    /// <summary>Gives an environment variable, or null.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Stands in for the network; null for the network.</summary>
    public HttpMessageHandler? Network { get; init; }
}
