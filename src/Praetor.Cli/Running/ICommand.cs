namespace Praetor.Cli.Running;

/// <summary>What a command line can ask for. One object serves one run, since its flags hold what the line said.</summary>
public interface ICommand
{
    /// <summary>The help text, with a line end.</summary>
    string Help { get; }

    /// <summary>Does what the arguments ask for.</summary>
    /// <param name="arguments">What follows the command's name; no <c>-h</c> is among them.</param>
    /// <returns>The exit code of the process.</returns>
    Task<int> RunAsync(CommandContext context, IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
