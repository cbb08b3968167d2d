using System.Net;
using System.Text;
using Praetor.Gossip.Serf;
using Praetor.Model.Events;
using Praetor.Model.Rpc;
using Xunit;

namespace Praetor.Http.Tests.Endpoints;

/// <summary>What the recordings of a real agent don't show: the golden scenario <c>events</c> has the rest.</summary>
public sealed class EventEndpointsTests
{
    [Fact]
    public async Task What_is_fired_goes_to_a_server_with_all_that_was_said()
    {
        await using var agent = await ScriptedAgent.StartAsync("", static _ => new EventFireResponse());
        using var content = new StringContent("v1.2", Encoding.UTF8, "text/plain");
        using var answer = await agent.Client.PutAsync(
            "/v1/event/fire/dep%20loy?node=al&service=web&tag=v1&dc=dc2&token=secret",
            content
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("X-Consul-Index"));
        var request = Assert.IsType<EventFireRequest>(Assert.Single(agent.Requests));
        Assert.Equal(("dep loy", "dc2", "secret"), (request.Name, request.Datacenter, request.Token));
        var it = UserEventCodec.Decode(request.Payload, 0);
        Assert.Equal(("dep loy", "al", "web", "v1"), (it.Name, it.NodeFilter, it.ServiceFilter, it.TagFilter));
        Assert.Equal("v1.2"u8.ToArray(), it.Payload);
        Assert.Contains(it.ID, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_refuses_is_quoted()
    {
        await using var agent = await ScriptedAgent.StartAsync(
            "",
            static _ => new RpcError(RpcErrorKind.PermissionDenied, WellKnownErrors.PermissionDenied)
        );
        using var answer = await agent.Client.PutAsync("/v1/event/fire/x", null);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("Permission denied", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Who_waits_by_the_index_is_answered_when_another_event_comes()
    {
        await using var agent = await ScriptedAgent.StartAsync("", static _ => new EventFireResponse());
        Tell(agent, 2, "deploy", "c783840b-cbb4-2959-c747-f169c854614f");
        using var first = await agent.Client.GetAsync("/v1/event/list");
        var index = Assert.Single(first.Headers.GetValues("X-Consul-Index"));
        Assert.Equal("55298159267563542", index);

        var waiting = agent.Client.GetAsync($"/v1/event/list?index={index}&wait=60s");
        Tell(agent, 3, "deploy", "675911e0-4d14-253d-d8dc-f2bf44405694");
        using var second = await waiting;

        Assert.Equal("13800686630464680873", Assert.Single(second.Headers.GetValues("X-Consul-Index")));
        var text = await second.Content.ReadAsStringAsync();
        Assert.Contains("\"LTime\":2}", text, StringComparison.Ordinal);
        Assert.Contains("\"LTime\":3}", text, StringComparison.Ordinal);
        Assert.Empty(agent.Requests);
    }

    [Theory]
    [InlineData("max_query_time = \"50ms\"", "wait=10m")]
    [InlineData("default_query_time = \"50ms\"", "")]
    [InlineData("", "wait=50ms")]
    public async Task Nobody_waits_longer_than_he_says_and_the_agent_allows(string config, string wait)
    {
        await using var agent = await ScriptedAgent.StartAsync(config, static _ => new EventFireResponse());
        using var answer = await agent.Client.GetAsync($"/v1/event/list?index=1&{wait}");

        Assert.Equal("[]", await answer.Content.ReadAsStringAsync());
        Assert.Equal("1", Assert.Single(answer.Headers.GetValues("X-Consul-Index")));
    }

    private static void Tell(ScriptedAgent agent, ulong time, string name, string id)
    {
        var bytes = UserEventCodec.Encode(
            new UserEvent
            {
                ID = id,
                Name = name,
                Version = 1,
            }
        );
        agent.Events.Receive(new SerfEvent.User(time, "consul:event:" + name, bytes, Coalesces: false));
    }
}
