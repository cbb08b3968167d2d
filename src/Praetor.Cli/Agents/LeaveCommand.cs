using Praetor.Cli.Running;

namespace Praetor.Cli.Agents;

/// <summary>Has an agent leave its cluster and end: <c>leave</c>.</summary>
internal sealed class LeaveCommand() : AgentAskingCommand(HttpFlagKinds.Client)
{
    protected override string Usage => "consul leave [options]";

    protected override string Description => "Has the agent leave the cluster and end.";

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        if (arguments.Count > 0)
        {
            context.Error.Write(Help);
            return Task.FromResult(ExitCodes.Failure);
        }

        return AskAsync(
            context,
            "Error leaving",
            async client =>
            {
                await client.Agent.LeaveAsync(cancellationToken);
                context.Output.WriteLine("Graceful leave complete");
                return ExitCodes.Success;
            }
        );
    }
}
