using Praetor.Agent.Configuration;
using Praetor.Cli.Running;
using Praetor.Foundation.Flags;
using Praetor.Platform.Files;
using Praetor.Platform.Network;

namespace Praetor.Commands;

/// <summary>Checks configuration files and folders without starting an agent: <c>validate</c>.</summary>
internal sealed class ValidateCommand : Command
{
    private readonly GoFlag<string> _format;
    private readonly GoFlag<bool> _quiet;

    public ValidateCommand()
    {
        _format = Flags.AddString("config-format", "", "The format of files whose names do not say: hcl or json.");
        _quiet = Flags.AddBool("quiet", false, "Says nothing of what is fine.");
    }

    protected override string Usage => "consul validate [options] FILE_OR_DIRECTORY...";

    protected override string Description =>
        """
            Checks configuration files, and folders of them, as the agent does when it starts.
            The exit code is 0 if an agent would start with them.

                $ consul validate /etc/consul.d
            """;

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var outcome = ConfigValidation.Of(
            arguments,
            _format.Value,
            _quiet.Value,
            new ConfigFiles(),
            new MachineNetwork()
        );
        foreach (var line in outcome.Output)
        {
            context.Output.WriteLine(line);
        }

        foreach (var line in outcome.Errors)
        {
            context.Error.WriteLine(line);
        }

        return Task.FromResult(outcome.IsValid ? ExitCodes.Success : ExitCodes.Failure);
    }
}
