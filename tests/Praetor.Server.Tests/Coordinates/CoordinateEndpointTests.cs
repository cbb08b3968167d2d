using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.Model.Rpc;
using Praetor.Server.Coordinates;
using Praetor.Server.Tests.Running;
using Xunit;

namespace Praetor.Server.Tests.Coordinates;

/// <summary>The methods of <c>Coordinate.*</c>, and <c>?near=</c>, on a whole server.</summary>
public sealed class CoordinateEndpointTests
{
    [Fact]
    public async Task What_is_sent_can_be_read_a_moment_later_and_wakes_who_waits()
    {
        await using var server = await RunningServer.StartAsync();
        await server.RegisterAsync("n1", "web");
        await UpdateAsync(server, "ghost", 1);
        await UpdateAsync(server, "n1", 1);
        var first = await WrittenAsync(server, 1);
        Assert.Equal([("n1", 1.0)], Places(first));

        var waiting = server.CallAsync(
            ServerMethods.CoordinateNode,
            new NodeSpecificRequest { Node = "N1", MinQueryIndex = first.Index }
        );
        await UpdateAsync(server, "n1", 2);
        var woken = await waiting;
        Assert.Equal([("n1", 2.0)], Places(woken));
        Assert.True(woken.Index > first.Index);
        var none = await server.CallAsync(ServerMethods.CoordinateNode, new NodeSpecificRequest { Node = "ghost" });
        Assert.Empty(none.Coordinates!);
    }

    [Theory]
    [InlineData(8, double.NaN, 0.5, "invalid coordinate")]
    [InlineData(8, 0.1, double.PositiveInfinity, "invalid coordinate")]
    [InlineData(2, 0.1, 0.5, "incompatible coordinate")]
    [InlineData(0, 0.1, 0.5, "incompatible coordinate")]
    [InlineData(9, 0.1, 0.5, "incompatible coordinate")]
    public async Task What_is_no_place_in_the_space_is_refused(
        int dimensions,
        double part,
        double error,
        string refusal
    )
    {
        await using var server = await RunningServer.StartAsync();
        var place = new NetworkCoordinate { Vec = [.. Enumerable.Repeat(part, dimensions)], Error = error };
        var result = await server.TryAsync(
            ServerMethods.CoordinateUpdate,
            new CoordinateUpdateRequest { Node = "n1", Coord = place }
        );
        Assert.Equal(refusal, result.Error?.Text);
    }

    [Fact]
    public async Task A_request_without_a_coordinate_is_refused()
    {
        await using var server = await RunningServer.StartAsync();
        var result = await server.TryAsync(ServerMethods.CoordinateUpdate, new CoordinateUpdateRequest { Node = "n1" });
        Assert.Equal("invalid coordinate", result.Error?.Text);
    }

    [Fact]
    public async Task Servers_are_listed_by_datacenter_and_by_their_nodes_names()
    {
        await using var server = await RunningServer.StartAsync(
            Server("west.dc2", "dc2"),
            Server("beta.dc1", "dc1"),
            Server("alpha.dc1", "dc1"),
            Server("odd", "dc2")
        );
        var maps = await server.CallAsync(ServerMethods.CoordinateListDatacenters, new EmptyRequest());
        Assert.Equal(
            ["dc1 wan: alpha, beta", "dc2 wan: odd, west"],
            maps!.Select(map =>
                $"{map.Datacenter} {map.AreaID}: {string.Join(", ", map.Coordinates!.Select(place => place.Node))}"
            )
        );
    }

    [Fact]
    public async Task Reads_that_name_a_node_are_sorted_from_it_and_keep_their_index()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var node in (string[])["far", "mid", "near", "unknown"])
        {
            await server.RegisterAsync(node, "geo");
        }

        await UpdateAsync(server, "far", 9);
        await UpdateAsync(server, "mid", 3);
        await UpdateAsync(server, "near", 1);
        await WrittenAsync(server, 3);

        var from = new QuerySource { Datacenter = "dc1", Node = "near" };
        string[] nearest = ["near", "mid", "far", "unknown"];
        var request = new ServiceSpecificRequest { ServiceName = "geo", Source = from };
        var catalog = await server.CallAsync(ServerMethods.CatalogServiceNodes, request);
        Assert.Equal(nearest, catalog.ServiceNodes!.Select(instance => instance.Node));
        var checks = await server.CallAsync(ServerMethods.HealthServiceChecks, request);
        Assert.Equal(nearest, checks.HealthChecks!.Select(check => check.Node));
        var passing = new ChecksInStateRequest { State = HealthStatus.Passing, Source = from };
        var state = await server.CallAsync(ServerMethods.HealthChecksInState, passing);
        Assert.Equal(nearest, state.HealthChecks!.Select(check => check.Node).Where(node => node != "alpha"));
        var nodes = await server.CallAsync(ServerMethods.CatalogListNodes, new DCSpecificRequest { Source = from });
        Assert.Equal(nearest, nodes.Nodes!.Select(node => node.Name).Where(node => node != "alpha"));

        var health = await server.CallAsync(ServerMethods.HealthServiceNodes, request);
        Assert.Equal(nearest, health.Nodes!.Select(instance => instance.Node!.Name));
        var unsorted = await server.CallAsync(
            ServerMethods.HealthServiceNodes,
            request with
            {
                Source = QuerySource.Empty,
            }
        );
        Assert.Equal(["far", "mid", "near", "unknown"], unsorted.Nodes!.Select(instance => instance.Node!.Name));
        Assert.Equal(unsorted.Index, health.Index);
    }

    private static ServerPlace Server(string member, string datacenter) =>
        new()
        {
            Member = member,
            Datacenter = datacenter,
            Area = "wan",
            Place = NetworkCoordinate.Origin,
        };

    /// <summary>Waits until so many nodes have coordinates.</summary>
    private static async Task<IndexedCoordinates> WrittenAsync(RunningServer server, int count)
    {
        var index = 0UL;
        while (true)
        {
            var answer = await server.CallAsync(
                ServerMethods.CoordinateListNodes,
                new DCSpecificRequest { MinQueryIndex = index }
            );
            if (answer.Coordinates!.Count >= count)
            {
                return answer;
            }

            index = answer.Index;
        }
    }

    private static Task<EmptyReply> UpdateAsync(RunningServer server, string node, double place) =>
        server.CallAsync(
            ServerMethods.CoordinateUpdate,
            new CoordinateUpdateRequest
            {
                Node = node,
                Coord = NetworkCoordinate.Origin with { Vec = [place, 0, 0, 0, 0, 0, 0, 0] },
            }
        );

    private static IEnumerable<(string, double)> Places(IndexedCoordinates answer) =>
        answer.Coordinates!.Select(place => (place.Node, place.Coord!.Vec![0]));
}
