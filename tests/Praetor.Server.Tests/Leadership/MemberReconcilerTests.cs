using System.Net;
using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Rpc;
using Praetor.Server.Tests.Running;
using Praetor.TestKit.Gossip;
using Xunit;

namespace Praetor.Server.Tests.Leadership;

/// <summary>
/// Goal: the catalog follows the pool. Method: a whole server leads in a pool whose other members are hearsay; the test waits
/// for the catalog by its index.
/// </summary>
public sealed class MemberReconcilerTests : IAsyncDisposable
{
    private const string Id = "00000000-0000-4000-8000-000000000002";

    private readonly SilentTransport _network = new(new IPEndPoint(IPAddress.Loopback, 8301));

    [Fact]
    public async Task A_member_comes_fails_comes_back_and_leaves()
    {
        await using var server = await StartAsync();

        _network.Deliver(Rumour.Alive("beta", "10.0.0.2", Tags("node"), 1));
        await UntilAsync(server, "beta", static checks => checks is [{ Status: HealthStatus.Passing }]);

        _network.Deliver(Rumour.Failed("beta", 1));
        await UntilAsync(server, "beta", static checks => checks is [{ Status: HealthStatus.Critical }]);

        _network.Deliver(Rumour.Alive("beta", "10.0.0.2", Tags("node"), 2));
        await UntilAsync(server, "beta", static checks => checks is [{ Status: HealthStatus.Passing }]);
        Assert.Equal(["127.0.0.1", "10.0.0.2"], (await NodesAsync(server)).Select(static it => it.Address));

        _network.Deliver(Rumour.Leaves("beta", 100));
        _network.Deliver(Rumour.Failed("beta", 2));
        await UntilAsync(server, "beta", static checks => checks is []);
        Assert.Equal(["alpha"], (await NodesAsync(server)).Select(static it => it.Name));
    }

    [Fact]
    public async Task Whoever_is_no_agent_of_the_datacenter_is_not_registered()
    {
        await using var server = await StartAsync();
        _network.Deliver(Rumour.Alive("aaa", "10.0.0.7", Tags("other"), 1));
        _network.Deliver(Rumour.Alive("aab", "10.0.0.8", Tags("node", "dc2"), 1));
        _network.Deliver(Rumour.Alive("beta", "10.0.0.2", Tags("node"), 1));

        // Members are taken in the order of their names.
        await UntilAsync(server, "beta", static checks => checks is [{ Status: HealthStatus.Passing }]);
        Assert.Equal(["alpha", "beta"], (await NodesAsync(server)).Select(static it => it.Name));
    }

    [Fact]
    public async Task A_leader_whom_somebody_takes_out_is_there_again()
    {
        await using var server = await StartAsync();
        await UntilAsync(server, "alpha", static checks => checks is [{ Status: HealthStatus.Passing }]);
        await server.CallAsync(ServerMethods.CatalogDeregister, new DeregisterRequest { Node = "alpha" });

        await UntilAsync(server, "alpha", static checks => checks is [{ Status: HealthStatus.Passing }]);
        var request = new ServiceSpecificRequest { ServiceName = "consul" };
        Assert.Single((await server.CallAsync(ServerMethods.CatalogServiceNodes, request)).ServiceNodes!);
    }

    [Fact]
    public async Task A_node_that_others_registered_stays()
    {
        await using var server = await StartAsync();
        await server.RegisterAsync("external", "db");
        _network.Deliver(Rumour.Alive("beta", "10.0.0.2", Tags("node"), 1));
        await UntilAsync(server, "beta", static checks => checks is [{ Status: HealthStatus.Passing }]);
        _network.Deliver(Rumour.Leaves("beta", 100));
        _network.Deliver(Rumour.Failed("beta", 1));
        await UntilAsync(server, "beta", static checks => checks is []);

        Assert.Equal(["alpha", "external"], (await NodesAsync(server)).Select(static it => it.Name));
    }

    public ValueTask DisposeAsync() => _network.DisposeAsync();

    private async Task<RunningServer> StartAsync() =>
        await RunningServer.StartAsync(
            LonePool.Of("alpha", RunningServer.Tags("dc1"), TimeProvider.System, keys: null, _network),
            wan: null
        );

    private static SortedList<string, string> Tags(string role, string datacenter = "dc1") =>
        new()
        {
            ["role"] = role,
            ["dc"] = datacenter,
            ["id"] = Id,
            ["build"] = "1.16.4:",
        };

    private static async Task<IReadOnlyList<Node>> NodesAsync(RunningServer server) =>
        (await server.CallAsync(ServerMethods.CatalogListNodes, new DCSpecificRequest())).Nodes!; // There always are.

    private static async Task UntilAsync(RunningServer server, string node, Func<IReadOnlyList<HealthCheck>, bool> isSo)
    {
        var request = new NodeSpecificRequest { Node = node, MaxQueryTime = GoDuration.FromSeconds(30) };
        while (true)
        {
            var reply = await server.CallAsync(ServerMethods.HealthNodeChecks, request);
            var checks = reply.HealthChecks!; // There always are.
            if (isSo(checks))
            {
                return;
            }

            if (reply.Index == request.MinQueryIndex)
            {
                throw new TimeoutException($"{node} stays {string.Join(", ", checks)} in {server.Lan.View}");
            }

            request = request with { MinQueryIndex = Math.Max(reply.Index, 1) };
        }
    }
}
