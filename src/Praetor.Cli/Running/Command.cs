using Praetor.Foundation.Flags;

namespace Praetor.Cli.Running;

/// <summary>A command with flags. Knows how flags are read, refused and described; what it does is its subclass's.</summary>
public abstract class Command : ICommand
{
    /// <summary>The flags it understands; subclasses declare them when they are made.</summary>
    protected GoFlagSet Flags { get; } = new();

    /// <summary>The first line of the help: <c>consul kv get [options] KEY</c>.</summary>
    protected abstract string Usage { get; }

    /// <summary>What it does, for the help: sentences, wrapped and indented by two.</summary>
    protected abstract string Description { get; }

    /// <inheritdoc/>
    public string Help => CommandHelp.Of(Usage, Description, Sections());

    /// <inheritdoc/>
    public async Task<int> RunAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        switch (Flags.Parse(arguments))
        {
            case FlagOutcome.Help:
                context.Output.Write(Help);
                return ExitCodes.Success;
            case FlagOutcome.Refused:
                context.Error.WriteLine(Flags.Error);
                context.Error.Write(Help);
                return ExitCodes.Failure;
            default:
                return await ExecuteAsync(context, Flags.Arguments, cancellationToken);
        }
    }

    /// <summary>Does the command's work, with its flags read.</summary>
    /// <param name="arguments">What follows the flags.</param>
    protected abstract Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    );

    /// <summary>The flags in the parts of the help that they stand in.</summary>
    private protected virtual IEnumerable<(string Title, IEnumerable<GoFlag> Flags)> Sections() =>
        [("Command Options", Flags.Flags)];

    /// <summary>Says what is wrong and answers the exit code for it.</summary>
    private protected static int Fail(CommandContext context, string error)
    {
        context.Error.WriteLine(error);
        return ExitCodes.Failure;
    }

    /// <summary>Says what is wrong, and after a blank line how it would be right.</summary>
    private protected int FailWithHelp(CommandContext context, string error)
    {
        context.Error.Write($"{error}\n\n{Help}");
        return ExitCodes.Failure;
    }
}
