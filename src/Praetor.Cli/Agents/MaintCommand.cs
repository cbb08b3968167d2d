using Praetor.Cli.Running;
using Praetor.Client;
using Praetor.Foundation.Flags;

namespace Praetor.Cli.Agents;

/// <summary>Takes a node or a service out of discovery and puts it back, or lists what is out: <c>maint</c>.</summary>
internal sealed class MaintCommand : AgentAskingCommand
{
    /// <summary>The check that keeps a node out.</summary>
    private const string NodeCheck = "_node_maintenance";

    /// <summary>Before the ID of a service, the check that keeps it out.</summary>
    private const string ServiceCheckPrefix = "_service_maintenance:";

    private readonly GoFlag<bool> _enable;
    private readonly GoFlag<bool> _disable;
    private readonly GoFlag<string> _reason;
    private readonly GoFlag<string> _service;

    public MaintCommand()
        : base(HttpFlagKinds.Namespace | HttpFlagKinds.Partition)
    {
        _enable = Flags.AddBool("enable", false, "Takes the node or service out of discovery.");
        _disable = Flags.AddBool("disable", false, "Puts it back.");
        _reason = Flags.AddString("reason", "", "Why, for people; with -enable.");
        _service = Flags.AddString("service", "", "The ID of the service that is meant, if not the node.");
    }

    protected override string Usage => "consul maint [options]";

    protected override string Description =>
        """
            Takes a node or one of its services out of discovery, or puts it back. Without
            flags it lists what is out.

                $ consul maint -enable -reason="new disk"
                $ consul maint -enable -service=redis
            """;

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        if (FaultOf() is { } fault)
        {
            return Task.FromResult(Fail(context, fault));
        }

        return !_enable.Value && !_disable.Value
                ? AskAsync(
                    context,
                    "Error querying Consul agent",
                    client => ListAsync(context, client, cancellationToken)
                )
            : _service.Value.Length == 0 ? SetNodeAsync(context, cancellationToken)
            : SetServiceAsync(context, cancellationToken);
    }

    private string? FaultOf() =>
        _enable.Value && _disable.Value ? "Only one of -enable or -disable may be provided"
        : !_enable.Value && _reason.Value.Length > 0 ? "Reason may only be provided with -enable"
        : !_enable.Value && !_disable.Value && _service.Value.Length > 0 ? "Service requires either -enable or -disable"
        : null;

    private static async Task<int> ListAsync(
        CommandContext context,
        ApiClient client,
        CancellationToken cancellationToken
    )
    {
        var node = (await client.Agent.SelfAsync(cancellationToken)).Config.NodeName;
        foreach (var check in (await client.Agent.ChecksAsync(cancellationToken)).Values)
        {
            if (check.CheckID == NodeCheck)
            {
                context.Output.Write($"Node:\n  Name:   {node}\n  Reason: {check.Notes}\n\n");
            }
            else if (check.CheckID.StartsWith(ServiceCheckPrefix, StringComparison.Ordinal))
            {
                context.Output.Write($"Service:\n  ID:     {check.ServiceID}\n  Reason: {check.Notes}\n\n");
            }
        }

        return ExitCodes.Success;
    }

    private Task<int> SetNodeAsync(CommandContext context, CancellationToken cancellationToken) =>
        AskAsync(
            context,
            $"Error {(_enable.Value ? "enabling" : "disabling")} node maintenance",
            async client =>
            {
                await client.Agent.SetNodeMaintenanceAsync(_enable.Value, _reason.Value, cancellationToken);
                context.Output.WriteLine($"Node maintenance is now {Now}");
                return ExitCodes.Success;
            }
        );

    private Task<int> SetServiceAsync(CommandContext context, CancellationToken cancellationToken) =>
        AskAsync(
            context,
            $"Error {(_enable.Value ? "enabling" : "disabling")} service maintenance",
            async client =>
            {
                var id = _service.Value;
                await client.Agent.SetServiceMaintenanceAsync(id, _enable.Value, _reason.Value, cancellationToken);
                context.Output.WriteLine($"Service maintenance is now {Now} for \"{id}\"");
                return ExitCodes.Success;
            }
        );

    private string Now => _enable.Value ? "enabled" : "disabled";
}
