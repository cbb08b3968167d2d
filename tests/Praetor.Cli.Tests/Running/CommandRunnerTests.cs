using Praetor.Model;
using Xunit;

namespace Praetor.Cli.Tests.Running;

public sealed class CommandRunnerTests
{
    [Theory]
    [InlineData("version")]
    [InlineData("-v")]
    [InlineData("-version")]
    [InlineData("--version")]
    public async Task The_version_is_Consuls_and_the_revision_ours(string word)
    {
        var run = await CliRun.OfAsync([word]);

        Assert.Equal(
            $"""
            Consul v{Release.ConsulVersion}
            Revision {Release.Revision}
            Build Date 1970-01-01T00:00:01Z
            Protocol 2 spoken by default, understands 2 to 3 (agent will automatically use protocol >2 when speaking to compatible agents)


            """,
            run.Output
        );
        Assert.Equal(0, run.Exit);
    }

    [Fact]
    public async Task The_version_as_JSON_is_indented_by_three()
    {
        var run = await CliRun.OfAsync(["version", "-format=json"]);

        Assert.Equal(
            $$"""
            {
               "Version": "{{Release.ConsulVersion}}",
               "Revision": "{{Release.Revision}}",
               "Prerelease": "",
               "BuildDate": "1970-01-01T00:00:01Z",
               "RPC": {
                  "Default": 2,
                  "Min": 2,
                  "Max": 3
               }
            }

            """,
            run.Output
        );
    }

    [Theory]
    [InlineData(0, "kv", "get", "key", "-h")]
    [InlineData(0, "-h", "kv", "get")]
    [InlineData(0, "kv", "-help")]
    public async Task Help_is_given_wherever_the_line_asks_for_it(int exit, params string[] line)
    {
        var run = await CliRun.OfAsync(line);

        Assert.Equal(("<usage>", "", exit), (run.Output, run.Error, run.Exit));
    }

    [Fact]
    public async Task Help_is_not_asked_for_behind_two_dashes()
    {
        var run = await CliRun.OfAsync(
            ["kv", "put", "--", "key", "-h"],
            [new Exchange("PUT /v1/kv/key", System.Net.HttpStatusCode.OK, "true", "-h")]
        );

        Assert.Empty(run.Agent.Surprises);
        Assert.Equal("Success! Data written to: key\n", run.Output);
    }

    [Fact]
    public async Task Flags_before_the_command_are_refused()
    {
        var run = await CliRun.OfAsync(["-token=x", "kv", "get", "key"]);

        Assert.Equal(1, run.Exit);
        Assert.StartsWith("Invalid flags before the subcommand", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Commands that are not there yet must not look as if they were.</summary>
    [Theory]
    [InlineData("snapshot", "save")]
    [InlineData("watch")]
    [InlineData("agent")]
    public async Task What_does_not_exist_is_an_unknown_command(params string[] line)
    {
        Assert.Equal(127, (await CliRun.OfAsync(line)).Exit);
    }
}
