namespace Praetor.Cli.Running;

/// <summary>
/// Finds the command that a line names and runs it. Help and version flags are looked for before any command reads its
/// own, anywhere in the line up to <c>--</c>: scripts write <c>kv get KEY -h</c> too.
/// </summary>
public sealed class CommandRunner(CommandTable table)
{
    /// <summary>Runs a command line, without the program's name; answers the exit code.</summary>
    public async Task<int> RunAsync(
        CommandContext context,
        IReadOnlyList<string> line,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await DispatchAsync(context, line, cancellationToken);
        }
        finally
        {
            context.Output.Flush();
            context.Error.Flush();
        }
    }

    private async Task<int> DispatchAsync(
        CommandContext context,
        IReadOnlyList<string> line,
        CancellationToken cancellationToken
    )
    {
        var first = line.TakeWhile(argument => argument.StartsWith('-') && argument != "--").Count();
        var flags = line.Take(first).ToList();
        var words = line.Skip(first).ToList();
        if (flags.Any(flag => flag is "-v" or "-version" or "--version"))
        {
            return await RunAsync(context, ["version"], cancellationToken);
        }

        var asksForHelp = line.TakeWhile(argument => argument != "--").Any(IsHelp);
        if (words.Count == 0 && asksForHelp)
        {
            context.Output.Write(Overview());
            return ExitCodes.Success;
        }

        if (table.Find(words) is not var (entry, count))
        {
            context.Error.Write(Overview());
            return ExitCodes.UnknownCommand;
        }

        var command = entry.Make();
        if (asksForHelp)
        {
            context.Output.Write(command.Help);
            return ExitCodes.Success;
        }

        if (flags.Count > 0)
        {
            context.Error.Write($"Invalid flags before the subcommand: they belong behind it.\n\n{command.Help}");
            return ExitCodes.Failure;
        }

        return await command.RunAsync(context, words[count..], cancellationToken);
    }

    private string Overview() =>
        "Usage: consul [--version] [--help] <command> [<args>]\n\nAvailable commands are:\n"
        + CommandList.Of(table.Below(""), 0)
        + "\n";

    private static bool IsHelp(string argument) => argument is "-h" or "-help" or "--help";
}
