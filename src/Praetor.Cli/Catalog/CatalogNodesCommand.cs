using Praetor.Cli.Output;
using Praetor.Cli.Running;
using Praetor.Client;
using Praetor.Foundation.Flags;
using Praetor.Model.Catalog;

namespace Praetor.Cli.Catalog;

/// <summary>Lists nodes: <c>catalog nodes</c>.</summary>
internal sealed class CatalogNodesCommand : AgentAskingCommand
{
    /// <summary>How much of a UUID tells nodes apart for a reader.</summary>
    private const int ShortIdLength = 8;

    private readonly GoFlag<bool> _detailed;
    private readonly GoFlag<string> _filter;
    private readonly GoFlag<string> _near;
    private readonly GoFlag<IReadOnlyDictionary<string, string>> _nodeMeta;
    private readonly GoFlag<string> _service;

    public CatalogNodesCommand()
        : base(HttpFlagKinds.Server | HttpFlagKinds.Namespace | HttpFlagKinds.Partition)
    {
        _detailed = Flags.AddBool("detailed", false, "Shows whole IDs, further addresses and metadata too.");
        _filter = Flags.AddString("filter", "", "Lists only nodes for which this expression holds.");
        _near = Flags.AddString("near", "", "Lists the nodes nearest to this one first; _agent is the agent's own.");
        _nodeMeta = Flags.AddMap("node-meta", "Lists only nodes with this `key=value` pair. May be repeated.");
        _service = Flags.AddString("service", "", "Lists only nodes with an instance of this service.");
    }

    protected override string Usage => "consul catalog nodes [options]";

    protected override string Description => "Lists the nodes of a datacenter.";

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
            "Error listing nodes",
            async client =>
            {
                var options = Reading with { Filter = _filter.Value, Near = _near.Value, NodeMeta = _nodeMeta.Value };
                var nodes =
                    _service.Value.Length == 0
                        ? (await client.Catalog.NodesAsync(options, cancellationToken)).Value
                        : await NodesOfServiceAsync(client, options, cancellationToken);
                if (nodes.Count == 0)
                {
                    context.Error.WriteLine("No nodes match the given query - try expanding your search.");
                    return ExitCodes.Success;
                }

                context.Output.Write(Columns.Of(_detailed.Value ? Detailed(nodes) : Short(nodes)));
                return ExitCodes.Success;
            }
        );
    }

    /// <summary>The nodes of the service's instances, each once.</summary>
    private async Task<IReadOnlyList<Node>> NodesOfServiceAsync(
        ApiClient client,
        ReadOptions options,
        CancellationToken cancellationToken
    )
    {
        var instances = await client.Catalog.ServiceAsync(_service.Value, options, cancellationToken);
        return
        [
            .. instances
                .Value.DistinctBy(instance => instance.Node)
                .Select(instance => new Node
                {
                    ID = instance.ID,
                    Name = instance.Node,
                    Address = instance.Address,
                    Datacenter = instance.Datacenter,
                    TaggedAddresses = instance.TaggedAddresses,
                    Meta = instance.NodeMeta,
                }),
        ];
    }

    private static IReadOnlyList<IReadOnlyList<string>> Short(IReadOnlyList<Node> nodes) =>
        [
            ["Node", "ID", "Address", "DC"],
            .. nodes.Select(node =>
                (string[])
                    [
                        node.Name,
                        node.ID.Length > ShortIdLength ? node.ID[..ShortIdLength] : node.ID,
                        node.Address,
                        node.Datacenter,
                    ]
            ),
        ];

    private static IReadOnlyList<IReadOnlyList<string>> Detailed(IReadOnlyList<Node> nodes) =>
        [
            ["Node", "ID", "Address", "DC", "TaggedAddresses", "Meta"],
            .. nodes.Select(node =>
                (string[])
                    [node.Name, node.ID, node.Address, node.Datacenter, Pairs(node.TaggedAddresses), Pairs(node.Meta)]
            ),
        ];

    private static string Pairs(IReadOnlyDictionary<string, string>? pairs) =>
        pairs is null
            ? ""
            : string.Join(
                ", ",
                pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")
            );
}
