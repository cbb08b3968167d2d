using System.Text;
using Praetor.Cli.Running;
using Praetor.Client.Events;
using Praetor.Foundation.Flags;
using Praetor.Foundation.Text;

namespace Praetor.Cli.Agents;

/// <summary>Fires an event that goes to all agents: <c>event</c>.</summary>
internal sealed class EventCommand : AgentAskingCommand
{
    private readonly GoFlag<string> _name;
    private readonly GoFlag<string> _node;
    private readonly GoFlag<string> _service;
    private readonly GoFlag<string> _tag;

    public EventCommand()
        : base(HttpFlagKinds.Server)
    {
        _name = Flags.AddString("name", "", "The name of the event.");
        _node = Flags.AddString("node", "", "Only nodes whose names match this regular expression heed it.");
        _service = Flags.AddString("service", "", "Only nodes with a service that matches heed it.");
        _tag = Flags.AddString("tag", "", "Only nodes with such a service with a tag that matches heed it.");
    }

    protected override string Usage => "consul event [options] -name NAME [PAYLOAD]";

    protected override string Description => "Fires an event that goes to all agents of a datacenter.";

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        if (_name.Value.Length == 0)
        {
            return Task.FromResult(FailWithHelp(context, "Event name must be specified"));
        }

        if (arguments.Count > 1)
        {
            return Task.FromResult(FailWithHelp(context, "Too many command line arguments."));
        }

        if (FaultOfFilters() is { } fault)
        {
            return Task.FromResult(Fail(context, fault));
        }

        return AskAsync(
            context,
            "Error firing event",
            async client =>
            {
                var id = await client.Events.FireAsync(
                    _name.Value,
                    Encoding.UTF8.GetBytes(arguments.Count == 0 ? "" : arguments[0]),
                    new EventReach(_node.Value, _service.Value, _tag.Value),
                    cancellationToken
                );
                context.Output.WriteLine($"Event ID: {id}");
                return ExitCodes.Success;
            }
        );
    }

    private string? FaultOfFilters() =>
        !GoPattern.TryRead(_node.Value, out _, out var error) ? $"Failed to compile node filter regexp: {error}"
        : !GoPattern.TryRead(_service.Value, out _, out error) ? $"Failed to compile service filter regexp: {error}"
        : !GoPattern.TryRead(_tag.Value, out _, out error) ? $"Failed to compile tag filter regexp: {error}"
        : _tag.Value.Length > 0 && _service.Value.Length == 0 ? "Cannot provide tag filter without service filter."
        : null;
}
