using System.Net;
using Praetor.Model.Keyrings;
using Praetor.Model.Rpc;
using Xunit;

namespace Praetor.Http.Tests.Endpoints;

/// <summary>What the recordings of a real agent don't show: the golden scenario <c>keyring</c> has the rest.</summary>
public sealed class KeyringEndpointsTests
{
    private const string Key = "cg8StVXbQJ0gPvMd9o7yrg==";

    [Theory]
    [InlineData("GET", "list")]
    [InlineData("POST", "install")]
    [InlineData("PUT", "use")]
    [InlineData("DELETE", "remove")]
    public async Task Each_method_is_one_operation(string method, string operation)
    {
        await using var agent = await ScriptedAgent.StartAsync("", static _ => new KeyringResponses());
        using var answer = await SendAsync(agent, method, "?relay-factor=5&token=secret");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var request = Assert.IsType<KeyringRequest>(Assert.Single(agent.Requests));
        Assert.Equal((operation, 5, "secret"), (request.Operation, request.RelayFactor, request.Token));
        Assert.Equal(operation == "list" ? "" : Key, request.Key);
        Assert.Equal(("", false, false), (request.Datacenter, request.Forwarded, request.LocalOnly));
    }

    [Theory]
    [InlineData("PUT", "?relay-factor=-1", "Invalid relay-factor: Relay factor must be in range: [0, 5]")]
    [InlineData("GET", "?relay-factor=x", "Error parsing relay factor: strconv.Atoi: parsing \"x\": invalid syntax")]
    [InlineData("GET", "?local-only=x", "Error parsing local-only: strconv.ParseBool: parsing \"x\": invalid syntax")]
    [InlineData("DELETE", "?local-only=1", "Invalid use of local-only: local-only can only be set for list requests")]
    public async Task What_makes_no_sense_reaches_no_server(string method, string query, string words)
    {
        await using var agent = await ScriptedAgent.StartAsync("", static _ => new KeyringResponses());
        using var answer = await SendAsync(agent, method, query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(words, await answer.Content.ReadAsStringAsync());
        Assert.Empty(agent.Requests);
    }

    [Fact]
    public async Task Pools_that_refuse_are_told_together_with_what_their_members_said()
    {
        await using var agent = await ScriptedAgent.StartAsync(
            "",
            static _ => new KeyringResponses
            {
                Responses =
                [
                    new KeyringResponse { IsWan = true, Datacenter = "dc1" },
                    new KeyringResponse
                    {
                        Datacenter = "dc1",
                        Error = "1/2 nodes reported failure",
                        Messages = new SortedList<string, string> { ["n2"] = "no" },
                    },
                    new KeyringResponse { Datacenter = "dc2", Error = WellKnownErrors.NoDatacenterPath },
                ],
            }
        );
        using var answer = await SendAsync(agent, "POST", "");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(
            "3 errors occurred:\n\t* dc1 (LAN) error: 1/2 nodes reported failure\n\t* n2: no\n"
                + "\t* dc2 (LAN) error: No path to datacenter\n\n",
            await answer.Content.ReadAsStringAsync()
        );
    }

    private static async Task<HttpResponseMessage> SendAsync(ScriptedAgent agent, string method, string query)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/v1/operator/keyring" + query)
        {
            Content = method == "GET" ? null : new StringContent($$"""{"Key": "{{Key}}"}"""),
        };
        return await agent.Client.SendAsync(request);
    }
}
