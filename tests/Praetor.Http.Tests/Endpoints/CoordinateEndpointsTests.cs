using System.Net;
using System.Text;
using Praetor.Model.Coordinates;
using Praetor.Model.Rpc;
using Xunit;

namespace Praetor.Http.Tests.Endpoints;

/// <summary>What the recordings of a real agent don't show: the golden scenario <c>coordinates</c> has the rest.</summary>
public sealed class CoordinateEndpointsTests
{
    private static readonly IndexedCoordinates Known = new()
    {
        Index = 7,
        KnownLeader = true,
        Coordinates =
        [
            new Coordinate { Node = "n1", Coord = NetworkCoordinate.Origin },
            new Coordinate
            {
                Node = "n1",
                Segment = "blue",
                Coord = NetworkCoordinate.Origin,
            },
        ],
    };

    [Theory]
    [InlineData("GET", "/v1/coordinate/datacenters")]
    [InlineData("GET", "/v1/coordinate/nodes")]
    [InlineData("GET", "/v1/coordinate/node/n1")]
    [InlineData("PUT", "/v1/coordinate/update")]
    public async Task An_agent_without_coordinates_says_so_everywhere(string method, string path)
    {
        await using var agent = await ScriptedAgent.StartAsync("disable_coordinates = true", Unasked);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await agent.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Coordinate support disabled", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/v1/coordinate/nodes", 2)]
    [InlineData("/v1/coordinate/nodes?segment=blue", 1)]
    [InlineData("/v1/coordinate/nodes?segment=", 1)]
    [InlineData("/v1/coordinate/nodes?segment=red", 0)]
    [InlineData("/v1/coordinate/node/n1", 2)]
    [InlineData("/v1/coordinate/node/n1?segment=blue", 1)]
    public async Task A_segment_that_is_named_is_the_only_one(string path, int count)
    {
        await using var agent = await ScriptedAgent.StartAsync("", static _ => Known);
        using var answer = await agent.Client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(count, text.Split("\"n1\"").Length - 1);
        Assert.StartsWith("[", text, StringComparison.Ordinal);
        Assert.Equal("7", Assert.Single(answer.Headers.GetValues("X-Consul-Index")));
    }

    [Fact]
    public async Task A_node_without_one_is_not_found_and_not_said_to_be_fresh()
    {
        await using var agent = await ScriptedAgent.StartAsync("", static _ => Known with { Coordinates = [] });
        using var answer = await agent.Client.GetAsync("/v1/coordinate/node/n1");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(answer.Headers.Contains("X-Consul-Index"));
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("", """{"Node": "n1"}""", "dc1")]
    [InlineData("", """{"Node": "n1", "Datacenter": "dc2"}""", "dc2")]
    [InlineData("?dc=dc3", """{"Node": "n1", "Datacenter": "dc2"}""", "dc3")]
    public async Task The_datacenter_of_the_address_wins_over_that_of_the_body(string query, string body, string wanted)
    {
        await using var agent = await ScriptedAgent.StartAsync("", static _ => new EmptyReply());
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await agent.Client.PutAsync("/v1/coordinate/update" + query, content);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var request = Assert.IsType<CoordinateUpdateRequest>(Assert.Single(agent.Requests));
        Assert.Equal((wanted, "n1"), (request.Datacenter, request.Node));
    }

    [Fact]
    public async Task A_read_may_wait_and_says_how_fresh_it_has_to_be()
    {
        await using var agent = await ScriptedAgent.StartAsync("", static _ => Known);
        using var answer = await agent.Client.GetAsync("/v1/coordinate/node/n1?index=5&wait=2s&stale&dc=dc2");

        var request = Assert.IsType<NodeSpecificRequest>(Assert.Single(agent.Requests));
        Assert.Equal(("n1", 5UL, true), (request.Node, request.MinQueryIndex, request.AllowStale));
        Assert.Equal(("dc2", "2s"), (request.Datacenter, request.MaxQueryTime.ToString()));
    }

    private static object Unasked(object request) => throw new InvalidOperationException($"asked {request}");
}
