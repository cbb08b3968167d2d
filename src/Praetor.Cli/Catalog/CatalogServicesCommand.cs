using System.Text;
using Praetor.Cli.Running;
using Praetor.Client;
using Praetor.Foundation.Flags;

namespace Praetor.Cli.Catalog;

/// <summary>Lists services, of all nodes or of one: <c>catalog services</c>.</summary>
internal sealed class CatalogServicesCommand : AgentAskingCommand
{
    /// <summary>Blanks between a name and its tags, at least.</summary>
    private const int Gap = 6;

    private readonly GoFlag<string> _node;
    private readonly GoFlag<IReadOnlyDictionary<string, string>> _nodeMeta;
    private readonly GoFlag<bool> _tags;

    public CatalogServicesCommand()
        : base(HttpFlagKinds.Server | HttpFlagKinds.Namespace | HttpFlagKinds.Partition)
    {
        _node = Flags.AddString("node", "", "Lists only the services of this node, by `id or name`.");
        _nodeMeta = Flags.AddMap(
            "node-meta",
            "Lists only services of nodes with this `key=value` pair. May be repeated."
        );
        _tags = Flags.AddBool("tags", false, "Shows each service's tags too.");
    }

    protected override string Usage => "consul catalog services [options]";

    protected override string Description => "Lists the services of a datacenter.";

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
            "Error listing services",
            async client =>
            {
                var options = Reading with { NodeMeta = _nodeMeta.Value };
                var services =
                    _node.Value.Length == 0
                        ? (await client.Catalog.ServicesAsync(options, cancellationToken)).Value
                        : await ServicesOfNodeAsync(client, options, cancellationToken);
                if (services.Count == 0)
                {
                    context.Error.WriteLine("No services match the given query - try expanding your search.");
                    return ExitCodes.Success;
                }

                // Consul trims the text as a whole, so blanks stay before the line ends within it.
                context.Output.WriteLine(Lines(services).TrimEnd());
                return ExitCodes.Success;
            }
        );
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ServicesOfNodeAsync(
        ApiClient client,
        ReadOptions options,
        CancellationToken cancellationToken
    )
    {
        var node = (await client.Catalog.NodeAsync(_node.Value, options, cancellationToken)).Value;
        var tagsOf = new SortedList<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var instance in node?.Services?.Values ?? [])
        {
            var before = tagsOf.GetValueOrDefault(instance.Service) ?? [];
            tagsOf[instance.Service] = [.. before, .. instance.Tags ?? []];
        }

        return tagsOf;
    }

    private string Lines(IReadOnlyDictionary<string, IReadOnlyList<string>> services)
    {
        var width = services.Keys.Max(name => name.Length) + Gap;
        var text = new StringBuilder();
        foreach (var (name, tags) in services.OrderBy(service => service.Key, StringComparer.Ordinal))
        {
            if (_tags.Value)
            {
                var sorted = tags.Distinct().Order(StringComparer.Ordinal);
                text.Append(name.PadRight(width)).AppendJoin(',', sorted);
            }
            else
            {
                text.Append(name);
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
