using Praetor.Cli.Running;
using Praetor.Foundation.Flags;

namespace Praetor.Cli.Agents;

/// <summary>Has a failed member count as left: <c>force-leave</c>.</summary>
internal sealed class ForceLeaveCommand : AgentAskingCommand
{
    private readonly GoFlag<bool> _prune;
    private readonly GoFlag<bool> _wan;

    public ForceLeaveCommand()
        : base(HttpFlagKinds.Partition)
    {
        _prune = Flags.AddBool("prune", false, "Forgets the member altogether.");
        _wan = Flags.AddBool("wan", false, "Means a member of the pool of all datacenters' servers.");
    }

    protected override string Usage => "consul force-leave [options] NAME";

    protected override string Description =>
        "Has a member that failed count as left, so that the cluster no longer waits for it.";

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        if (arguments.Count != 1)
        {
            return Task.FromResult(FailWithHelp(context, "A single node name must be specified to force leave."));
        }

        return AskAsync(
            context,
            "Error force leaving",
            async client =>
            {
                await client.Agent.ForceLeaveAsync(arguments[0], _prune.Value, _wan.Value, cancellationToken);
                return ExitCodes.Success;
            }
        );
    }
}
