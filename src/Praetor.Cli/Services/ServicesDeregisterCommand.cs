using Praetor.Cli.Running;
using Praetor.Client;
using Praetor.Foundation.Flags;

namespace Praetor.Cli.Services;

/// <summary>Removes services from an agent, by ID or by the files that defined them: <c>services deregister</c>.</summary>
internal sealed class ServicesDeregisterCommand : AgentAskingCommand
{
    private readonly GoFlag<string> _id;

    public ServicesDeregisterCommand()
        : base(HttpFlagKinds.Namespace | HttpFlagKinds.Partition) =>
        _id = Flags.AddString("id", "", "The ID of the instance.");

    protected override string Usage => "consul services deregister [options] [FILE...]";

    protected override string Description =>
        """
            Removes services from the agent: the one with that ID, or those that files define.

                $ consul services deregister -id=web
                $ consul services deregister web.json
            """;

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        if (arguments.Count == 0 && _id.Value.Length == 0)
        {
            const string Missing = "Service deregistration requires at least one argument or -id.";
            return Task.FromResult(Fail(context, Missing));
        }

        if (arguments.Count > 0 && _id.Value.Length > 0)
        {
            const string Both = "Service deregistration requires arguments or -id, not both.";
            return Task.FromResult(Fail(context, Both));
        }

        var definitions = new List<NamedDefinition>();
        if (arguments.Count == 0)
        {
            definitions.Add(new NamedDefinition("", _id.Value, []));
        }

        foreach (var path in arguments)
        {
            if (ServiceDefinitionFile.Read(path, definitions) is { } error)
            {
                return Task.FromResult(Fail(context, $"Error: {error}"));
            }
        }

        return AskAsync(
            context,
            "Error deregistering service",
            client => DeregisterAsync(context, client, definitions, cancellationToken)
        );
    }

    private static async Task<int> DeregisterAsync(
        CommandContext context,
        ApiClient client,
        List<NamedDefinition> definitions,
        CancellationToken cancellationToken
    )
    {
        foreach (var definition in definitions)
        {
            var id = definition.Id.Length > 0 ? definition.Id : definition.Name;
            try
            {
                await client.Agent.DeregisterServiceAsync(id, cancellationToken);
            }
            catch (ApiException refused)
            {
                return Fail(context, $"Error deregistering service \"{definition.Name}\": {refused.Message}");
            }

            context.Output.WriteLine($"Deregistered service: {id}");
        }

        return ExitCodes.Success;
    }
}
