using Praetor.Agent.Configuration;
using Xunit;

namespace Praetor.Agent.Tests.Configuration;

public sealed class ConfigDifferenceTests
{
    [Fact]
    public void Nothing_changed_is_no_difference()
    {
        const string Text =
            """{"service": {"name": "w", "check": {"ttl": "5s"}}, "dns_config": {"service_ttl": {"*": "1s"}}, "recursors": ["1.1.1.1"]}""";

        var difference = ConfigDifference.Between(
            ScriptedMachine.Accept("a.json", Text),
            ScriptedMachine.Accept("b.json", Text)
        );

        Assert.Empty(difference.Parts);
        Assert.Empty(difference.ReloadedKeys);
        Assert.Empty(difference.RestartKeys);
    }

    [Fact]
    public void Naming_the_default_is_no_difference()
    {
        var difference = ConfigDifference.Between(
            ScriptedMachine.Accept("a.json", "{}"),
            ScriptedMachine.Accept("a.json", """{"log_level": "INFO", "dns_config": {"max_stale": "87600h0m"}}""")
        );

        Assert.Empty(difference.Parts);
    }

    [Theory]
    [InlineData("""{"dns_config": {"node_ttl": "5s"}}""", ReloadPart.Dns, "dns_config.node_ttl")]
    [InlineData("""{"log_level": "TRACE"}""", ReloadPart.Logging, "log_level")]
    [InlineData("""{"service": {"name": "w"}}""", ReloadPart.Services, "services")]
    [InlineData("""{"checks": [{"name": "w", "ttl": "5s"}]}""", ReloadPart.Checks, "checks")]
    [InlineData("""{"node_meta": {"a": "b"}}""", ReloadPart.NodeMeta, "node_meta")]
    [InlineData("""{"acl": {"tokens": {"default": "x"}}}""", ReloadPart.Tokens, "acl.tokens.default")]
    public void A_change_that_reloads_names_its_part_and_key(string text, ReloadPart part, string key)
    {
        var difference = ConfigDifference.Between(
            ScriptedMachine.Accept("a.json", "{}"),
            ScriptedMachine.Accept("a.json", text)
        );

        Assert.Equal([part], difference.Parts);
        Assert.True(difference.Touches(part));
        Assert.Equal([key], difference.ReloadedKeys);
        Assert.Empty(difference.RestartKeys);
    }

    [Fact]
    public void A_change_that_needs_a_restart_is_named_as_such()
    {
        var difference = ConfigDifference.Between(
            ScriptedMachine.Accept("a.json", """{"ports": {"http": 1}}"""),
            ScriptedMachine.Accept("a.json", """{"ports": {"http": 2}, "datacenter": "x"}""")
        );

        Assert.Empty(difference.Parts);
        Assert.Equal(["datacenter", "ports.http"], difference.RestartKeys);
    }
}
