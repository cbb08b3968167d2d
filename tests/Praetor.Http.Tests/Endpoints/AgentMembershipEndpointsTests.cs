using System.Net;
using Xunit;

namespace Praetor.Http.Tests.Endpoints;

/// <summary>What the recordings of a real agent don't show: <c>agent_basics</c> and <c>cli_catalog</c> have the rest.</summary>
public sealed class AgentMembershipEndpointsTests
{
    [Theory]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("?segment=_all", HttpStatusCode.OK)]
    [InlineData("?wan=1", HttpStatusCode.OK)]
    [InlineData("?wan=1&segment=_all", HttpStatusCode.OK)]
    [InlineData("?wan=1&segment=x", HttpStatusCode.BadRequest)]
    [InlineData("?segment=x", HttpStatusCode.InternalServerError)]
    [InlineData("?filter=Name==x", HttpStatusCode.InternalServerError)]
    public async Task Members_are_asked_for_in_terms_that_are_understood(string query, HttpStatusCode status)
    {
        await using var agent = await ScriptedAgent.StartAsync("", Unasked);
        using var answer = await agent.Client.GetAsync("/v1/agent/members" + query);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData(
        "join/nowhere:x",
        "1 error occurred:\n\t* Failed to resolve nowhere:x: \"nowhere:x\" has no port after its colon\n\n"
    )]
    [InlineData(
        "join/127.0.0.1?wan=1",
        "This agent is not in the pool between datacenters: it is no server, or ports.serf_wan is off"
    )]
    [InlineData("force-leave/nobody", "agent: No node found with name 'nobody'")]
    [InlineData("force-leave/nobody?wan&prune", "agent: No node found with name 'nobody'")]
    public async Task What_cannot_be_done_is_said_in_Consuls_words(string path, string words)
    {
        await using var agent = await ScriptedAgent.StartAsync("", Unasked);
        using var answer = await agent.Client.PutAsync("/v1/agent/" + path, null);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(words, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Figures_of_the_pools_have_Consuls_names()
    {
        await using var agent = await ScriptedAgent.StartAsync("", Unasked);
        var text = await agent.Client.GetStringAsync("/v1/agent/self");

        Assert.Contains(
            "\"serf_lan\":{\"coordinate_resets\":\"0\",\"encrypted\":\"false\",\"event_queue\":\"0\",\"event_time\":\"1\","
                + "\"failed\":\"0\",\"health_score\":\"0\",\"intent_queue\":\"0\",\"left\":\"0\",\"member_time\":\"1\","
                + "\"members\":\"1\",\"query_queue\":\"0\",\"query_time\":\"1\"}",
            text,
            StringComparison.Ordinal
        );
    }

    private static object Unasked(object request) => throw new InvalidOperationException($"asked {request}");
}
