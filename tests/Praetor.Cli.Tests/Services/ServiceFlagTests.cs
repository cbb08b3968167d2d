using System.Net;
using Praetor.Cli.Tests.Running;
using Xunit;

namespace Praetor.Cli.Tests.Services;

public sealed class ServiceFlagTests
{
    [Theory]
    [InlineData("lan=10.0.0.1", """{"lan":{"Address":"10.0.0.1","Port":0}}""")]
    [InlineData("lan=10.0.0.1:80", """{"lan":{"Address":"10.0.0.1","Port":80}}""")]
    [InlineData("v6=fe80::1", """{"v6":{"Address":"fe80::1","Port":0}}""")]
    [InlineData("v6=[fe80::1]:80", """{"v6":{"Address":"fe80::1","Port":80}}""")]
    public async Task A_tagged_address_may_have_a_port(string flag, string json)
    {
        var sent = $$"""{"Name":"web","Port":0,"Tags":[],"Meta":{},"TaggedAddresses":{{json}}}""";

        var run = await CliRun.OfAsync(
            ["services", "register", "-name=web", "-tagged-address", flag],
            [new Exchange("PUT /v1/agent/service/register", HttpStatusCode.OK, "", sent)]
        );

        Assert.Empty(run.Agent.Surprises);
    }

    [Fact]
    public async Task Files_and_an_ID_together_are_refused()
    {
        var run = await CliRun.OfAsync(["services", "deregister", "-id=a", "b.json"]);

        Assert.Equal((1, "Service deregistration requires arguments or -id, not both.\n"), (run.Exit, run.Error));
    }
}
