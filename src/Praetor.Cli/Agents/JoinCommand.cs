using Praetor.Cli.Running;
using Praetor.Client;
using Praetor.Foundation.Flags;

namespace Praetor.Cli.Agents;

/// <summary>Has an agent join others: <c>join</c>.</summary>
internal sealed class JoinCommand : AgentAskingCommand
{
    private readonly GoFlag<bool> _wan;

    public JoinCommand()
        : base(HttpFlagKinds.Client) =>
        _wan = Flags.AddBool("wan", false, "Joins the pool of all datacenters' servers.");

    protected override string Usage => "consul join [options] ADDRESS...";

    protected override string Description =>
        "Has the agent join the cluster of the agents at these addresses. One that can be reached is enough.";

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        if (arguments.Count == 0)
        {
            return Task.FromResult(FailWithHelp(context, "At least one address to join must be specified."));
        }

        return AskAsync(
            context,
            "Error joining",
            async client =>
            {
                var joined = 0;
                foreach (var address in arguments)
                {
                    try
                    {
                        await client.Agent.JoinAsync(address, _wan.Value, cancellationToken);
                        joined++;
                    }
                    catch (ApiException refused)
                    {
                        // The others are still worth trying.
                        context.Error.WriteLine($"Error joining address '{address}': {refused.Message}");
                    }
                }

                if (joined == 0)
                {
                    return Fail(context, "Failed to join any nodes.");
                }

                context.Output.WriteLine($"Successfully joined cluster by contacting {joined} nodes.");
                return ExitCodes.Success;
            }
        );
    }
}
