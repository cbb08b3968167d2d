using Praetor.Cli.Running;

namespace Praetor.Cli.Agents;

/// <summary>Has an agent read its configuration again: <c>reload</c>.</summary>
internal sealed class ReloadCommand() : AgentAskingCommand(HttpFlagKinds.Client)
{
    protected override string Usage => "consul reload [options]";

    protected override string Description =>
        "Has the agent read its configuration again. What it can change while it runs, it does.";

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            context,
            "Error reloading",
            async client =>
            {
                await client.Agent.ReloadAsync(cancellationToken);
                context.Output.WriteLine("Configuration reload triggered");
                return ExitCodes.Success;
            }
        );
}
