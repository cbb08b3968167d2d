namespace Praetor.Commands;

/// <summary>Finds the command that a command line names and runs it.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args) =>
        args switch
        {
            ["agent", .. var rest] => await AgentCommand.RunAsync(rest),
            _ => 127,
        };
}
