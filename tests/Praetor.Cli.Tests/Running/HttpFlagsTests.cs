using System.Net;
using Xunit;

namespace Praetor.Cli.Tests.Running;

/// <summary>Where the agent is and who asks: environment, flags, and which of them wins.</summary>
public sealed class HttpFlagsTests
{
    [Fact]
    public async Task Flags_win_over_the_environment()
    {
        var run = await CliRun.OfAsync(
            ["kv", "get", "-http-addr=10.0.0.1:81", "-token=flag", "key"],
            [new Exchange("GET http://10.0.0.1:81/v1/kv/key", HttpStatusCode.NotFound, "")],
            new Dictionary<string, string>
            {
                ["CONSUL_HTTP_ADDR"] = "10.0.0.2:8500",
                ["CONSUL_HTTP_TOKEN"] = "environment",
            }
        );

        Assert.Empty(run.Agent.Surprises);
        Assert.Equal("flag", run.Agent.LastHeaders["X-Consul-Token"]);
    }

    [Fact]
    public async Task Datacenter_namespace_and_partition_go_with_every_request()
    {
        var run = await CliRun.OfAsync(
            ["kv", "put", "-datacenter=dc2", "-ns=n", "-partition=p", "key", "v"],
            [new Exchange("PUT /v1/kv/key?dc=dc2&ns=n&partition=p", HttpStatusCode.OK, "true", "v")]
        );

        Assert.Empty(run.Agent.Surprises);
    }

    [Fact]
    public async Task A_token_file_wins_over_a_token()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, " from-file\n", TestContext.Current.CancellationToken);
            var run = await CliRun.OfAsync(
                ["kv", "get", "-token-file", file, "key"],
                [new Exchange("GET /v1/kv/key", HttpStatusCode.NotFound, "")],
                new Dictionary<string, string> { ["CONSUL_HTTP_TOKEN"] = "environment" }
            );

            Assert.Equal("from-file", run.Agent.LastHeaders["X-Consul-Token"]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_missing_token_file_is_named()
    {
        var run = await CliRun.OfAsync(["members", "-token-file", "/nowhere/none"]);

        Assert.Equal(
            "Error connecting to Consul agent: Error loading token file /nowhere/none : "
                + "open /nowhere/none: no such file or directory\n",
            run.Error
        );
        Assert.Equal(1, run.Exit);
    }

    [Fact]
    public async Task A_variable_that_cannot_be_read_is_warned_of_and_passed_over()
    {
        var run = await CliRun.OfAsync(
            ["kv", "get", "-keys"],
            [new Exchange("GET http://127.0.0.1:8500/v1/kv/?keys=&separator=%2F", HttpStatusCode.OK, "[]")],
            new Dictionary<string, string> { ["CONSUL_HTTP_SSL"] = "maybe" }
        );

        Assert.Empty(run.Agent.Surprises);
        Assert.Equal(0, run.Exit);
        Assert.Matches(
            """^(\S+Z \[WARN\]  consul-api: could not parse CONSUL_HTTP_SSL: error="strconv.ParseBool: parsing \\"maybe\\": invalid syntax"\n){2}$""",
            run.Error
        );
    }

    [Fact]
    public async Task Nobody_listening_is_said_in_the_words_of_Go()
    {
        // Port 1 of this machine: nothing listens there, and nothing leaves the machine.
        using var client = new Client.ApiClient(new Client.ClientSettings { Address = "127.0.0.1:1" });

        var refused = await Assert.ThrowsAsync<Client.ApiException>(() =>
            client.Agent.MembersAsync("_all", ofWan: false, "", TestContext.Current.CancellationToken)
        );

        Assert.Equal(
            "Get \"http://127.0.0.1:1/v1/agent/members?segment=_all\": "
                + "dial tcp 127.0.0.1:1: connect: connection refused",
            refused.Message
        );
    }
}
