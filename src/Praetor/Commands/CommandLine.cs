using Praetor.Cli.Output;
using Praetor.Cli.Running;

namespace Praetor.Commands;

/// <summary>
/// The program's commands, and the process's streams for them. A command that only asks an agent must start fast:
/// nothing here touches the server, the agent or Kestrel before its own command runs.
/// </summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var table = Cli.Commands.With([
            new CommandEntry("agent", "Runs an agent", () => new AgentCommand()),
            new CommandEntry("validate", "Checks configuration files and folders", () => new ValidateCommand()),
        ]);
        using var output = new BufferedStream(Console.OpenStandardOutput());
        using var error = new BufferedStream(Console.OpenStandardError());
        using var input = Console.OpenStandardInput();
        var context = new CommandContext
        {
            Output = new CommandOutput(output),
            Error = new CommandOutput(error),
            Input = input,
            Environment = Environment.GetEnvironmentVariable,
            Clock = TimeProvider.System,
        };
        // Ctrl-C ends the process, as it does a client of Consul; the agent has its own way with signals.
        return await new CommandRunner(table).RunAsync(context, args, CancellationToken.None);
    }
}
