using System.Globalization;
using Praetor.Cli.Running;
using Praetor.Client;
using Praetor.Foundation.Flags;
using Praetor.Model.Coordinates;

namespace Praetor.Cli.Agents;

/// <summary>Estimates the round-trip time between two nodes from their network coordinates: <c>rtt</c>.</summary>
internal sealed class RttCommand : AgentAskingCommand
{
    private readonly GoFlag<bool> _wan;

    public RttCommand()
        : base(HttpFlagKinds.Client) =>
        _wan = Flags.AddBool("wan", false, "Means servers of any datacenter, named NODE.DATACENTER.");

    protected override string Usage => "consul rtt [options] NODE [NODE]";

    protected override string Description =>
        "Estimates the round-trip time between two nodes, or between a node and the agent's own.";

    protected override Task<int> ExecuteAsync(
        CommandContext context,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        if (arguments.Count is < 1 or > 2)
        {
            return Task.FromResult(FailWithHelp(context, "One or two node names must be specified"));
        }

        if (_wan.Value && arguments.Any(node => node.Split('.').Length != 2))
        {
            const string Names = "Node names must be specified as <node name>.<datacenter> with -wan";
            return Task.FromResult(Fail(context, Names));
        }

        return AskAsync(
            context,
            "Error getting coordinates",
            async client =>
            {
                var first = arguments[0];
                var second = arguments.Count > 1 ? arguments[1] : await OwnNameAsync(client, cancellationToken);
                var known = await CoordinatesAsync(client, cancellationToken);
                foreach (var node in (string[])[first, second])
                {
                    if (!known.ContainsKey(node))
                    {
                        return Fail(context, $"Could not find a coordinate for node \"{node}\"");
                    }
                }

                var milliseconds = known[first].ToPlace().SecondsTo(known[second].ToPlace()) * 1000;
                context.Output.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Estimated {first} <-> {second} rtt: {milliseconds:F3} ms (using {(_wan.Value ? "WAN" : "LAN")} coordinates)"
                    )
                );
                return ExitCodes.Success;
            }
        );
    }

    private async Task<string> OwnNameAsync(ApiClient client, CancellationToken cancellationToken)
    {
        var own = (await client.Agent.SelfAsync(cancellationToken)).Config;
        return _wan.Value ? $"{own.NodeName}.{own.Datacenter}" : own.NodeName;
    }

    private async Task<SortedList<string, NetworkCoordinate>> CoordinatesAsync(
        ApiClient client,
        CancellationToken cancellationToken
    )
    {
        var known = new SortedList<string, NetworkCoordinate>(StringComparer.Ordinal);
        if (!_wan.Value)
        {
            foreach (var node in (await client.Coordinates.NodesAsync(Reading, cancellationToken)).Value)
            {
                known[node.Node] = node.Coord ?? NetworkCoordinate.Empty;
            }

            return known;
        }

        foreach (var datacenter in await client.Coordinates.DatacentersAsync(cancellationToken))
        {
            foreach (var server in datacenter.Coordinates ?? [])
            {
                known[$"{server.Node}.{datacenter.Datacenter}"] = server.Coord ?? NetworkCoordinate.Empty;
            }
        }

        return known;
    }
}
