using Praetor.Cli.Running;

namespace Praetor.Cli.Catalog;

/// <summary>Lists the known datacenters: <c>catalog datacenters</c>.</summary>
internal sealed class CatalogDatacentersCommand() : AgentAskingCommand(HttpFlagKinds.Server)
{
    protected override string Usage => "consul catalog datacenters [options]";

    protected override string Description => "Lists the known datacenters.";

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        if (arguments.Count > 0)
        {
            return Task.FromResult(Fail(context, $"Too many arguments (expected 0, got {arguments.Count})"));
        }

        return AskAsync(
            context,
            "Error listing datacenters",
            async client =>
            {
                foreach (var datacenter in await client.Catalog.DatacentersAsync(cancellationToken))
                {
                    context.Output.WriteLine(datacenter);
                }

                return ExitCodes.Success;
            }
        );
    }
}
