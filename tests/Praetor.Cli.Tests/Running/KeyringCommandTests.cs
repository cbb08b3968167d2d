using System.Net;
using Xunit;

namespace Praetor.Cli.Tests.Running;

/// <summary>The command <c>keyring</c>, with what the golden scenario of that name recorded.</summary>
public sealed class KeyringCommandTests
{
    private const string Key = "cg8StVXbQJ0gPvMd9o7yrg==";

    private const string Pools = """
        [{"WAN":true,"Datacenter":"dc1","Segment":"","Keys":{"5K9=":1,"cg8=":2},"PrimaryKeys":{"cg8=":2},"NumNodes":2},
        {"WAN":false,"Datacenter":"dc1","Segment":"","Messages":{"n2":"slow"},"Keys":{"cg8=":3},"PrimaryKeys":{"cg8=":3},"NumNodes":3}]
        """;

    [Fact]
    public async Task Keys_are_listed_pool_by_pool_with_how_many_have_them()
    {
        var run = await CliRun.OfAsync(
            ["keyring", "-list", "-relay-factor=2", "-local-only"],
            [new Exchange("GET /v1/operator/keyring?local-only=true&relay-factor=2", HttpStatusCode.OK, Pools)]
        );

        Assert.Equal(
            "==> Gathering installed encryption keys...\n\nWAN:\n  5K9= [1/2]\n  cg8= [2/2]\n\n"
                + "dc1 (LAN):\n  ===> n2: slow\n  cg8= [3/3]\n",
            run.Output
        );
        Assert.Equal((0, ""), (run.Exit, run.Error));
    }

    [Fact]
    public async Task Primary_keys_are_listed_alone()
    {
        var run = await CliRun.OfAsync(
            ["keyring", "-list-primary"],
            [new Exchange("GET /v1/operator/keyring", HttpStatusCode.OK, Pools)]
        );

        Assert.EndsWith(
            "WAN:\n  cg8= [2/2]\n\ndc1 (LAN):\n  ===> n2: slow\n  cg8= [3/3]\n",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("-install", "POST", "==> Installing new gossip encryption key...\n")]
    [InlineData("-use", "PUT", "==> Changing primary gossip encryption key...\n")]
    [InlineData("-remove", "DELETE", "==> Removing gossip encryption key...\n")]
    public async Task A_change_is_told_before_it_is_asked_for_and_what_is_refused_after_it(
        string flag,
        string method,
        string said
    )
    {
        var done = await CliRun.OfAsync(
            ["keyring", flag, Key],
            [new Exchange($"{method} /v1/operator/keyring", HttpStatusCode.OK, "")]
        );
        var refused = await CliRun.OfAsync(
            ["keyring", flag, Key],
            [new Exchange($"{method} /v1/operator/keyring", HttpStatusCode.InternalServerError, "no")]
        );

        Assert.Equal((0, said, ""), (done.Exit, done.Output, done.Error));
        Assert.Equal(
            (1, said, "error: Unexpected response code: 500 (no)\n"),
            (refused.Exit, refused.Output, refused.Error)
        );
    }

    [Theory]
    [InlineData("<usage>")]
    [InlineData("Only a single action is allowed\n", "-list", "-use", Key)]
    [InlineData("Only a single action is allowed\n", "-install", Key, "-remove", Key)]
    [InlineData("Error parsing relay factor: Relay factor must be in range: [0, 5]\n", "-list", "-relay-factor=9")]
    public async Task What_makes_no_sense_is_refused_without_asking(string words, params string[] flags)
    {
        var run = await CliRun.OfAsync(["keyring", .. flags]);

        Assert.Equal((1, "", words), (run.Exit, run.Output, run.Error));
    }
}
