namespace Praetor.Cli.Running;

/// <summary>A word that other commands stand below, such as <c>kv</c>. By itself it only tells which.</summary>
internal sealed class CommandGroup(string name, string description, Func<CommandTable> table) : ICommand
{
    /// <inheritdoc/>
    public string Help =>
        $"Usage: consul {name} <subcommand> [options] [args]\n\n{CommandHelp.Indent(description)}\n\n"
        + $"Subcommands:\n{CommandList.Of(table().Below(name), name.Length + 1)}";

    /// <inheritdoc/>
    public Task<int> RunAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        context.Error.Write(Help);
        return Task.FromResult(ExitCodes.Failure);
    }
}
