using Praetor.Agent.Configuration;
using Praetor.Agent.Configuration.Sources;
using Xunit;

namespace Praetor.Agent.Tests.Configuration;

/// <summary>What Consul 1.16.4's <c>validate</c> was recorded to say about these files.</summary>
public sealed class RecordedValidationTests
{
    private static readonly ScriptedMachine Machine = new ScriptedMachine()
        .With("/t/good/a.json", """{"datacenter": "dc1", "server": false, "data_dir": "/t/d", "log_level": "INFO"}""")
        .With("/t/good/b.hcl", "node_name = \"x\"\nservice { name = \"w\" port = 1 }\n")
        .With("/t/bad/a.json", "{ nope")
        .With("/t/unknown/a.json", """{"bogus_key": 1, "data_dir": "/t/d"}""")
        .With("/t/wrong/a.json", """{"datacenter": "bad dc!", "data_dir": "/t/d"}""")
        .With("/t/types/a.json", """{"server": "maybe", "data_dir": "/t/d"}""")
        .With("/t/ports.json", """{"data_dir": "/t/d", "ports": {"http": -5}}""")
        .With("/t/dup.json", """{"data_dir": "/t/d", "ports": {"http": 9000, "dns": 9000}}""")
        .With("/t/nodata.json", """{"server": true}""")
        .With("/t/conf.txt", "data_dir = \"/x\"")
        .With("/t/expect.json", """{"data_dir": "/t/d", "server": true, "bootstrap": true, "bootstrap_expect": 3}""")
        .With("/t/client.json", """{"data_dir": "/t/d", "server": false, "bootstrap": true}""")
        .With("/t/even.json", """{"data_dir": "/t/d", "server": true, "bootstrap_expect": 2}""")
        .With("/t/encrypt.json", """{"data_dir": "/t/d", "encrypt": "short"}""")
        .With("/t/check.json", """{"data_dir": "/t/d", "check": {"name": "x", "interval": "10s"}}""")
        .With("/t/acldep.json", """{"data_dir": "/t/d", "acl_datacenter": "dc1", "acl_master_token": "x"}""")
        .With("/t/nodename.json", """{"data_dir": "/t/d", "node_name": "bad name!"}""")
        .With("/t/meta.json", """{"data_dir": "/t/d", "node_meta": {"bad key": "x"}}""")
        .With("/t/dur.json", """{"data_dir": "/t/d", "check_update_interval": "xyz"}""")
        .With("/t/empty/.keep", "");

    [Theory]
    [InlineData(
        "/t/bad",
        "failed to parse /t/bad/a.json: invalid character 'n' looking for beginning of object key string"
    )]
    [InlineData(
        "/t/unknown",
        "failed to parse /t/unknown/a.json: 1 error occurred:\n\t* invalid config key bogus_key\n\n"
    )]
    [InlineData(
        "/t/wrong",
        "datacenter can only contain lowercase alphanumeric, - or _ characters. received: \"bad dc!\""
    )]
    [InlineData(
        "/t/types",
        "failed to parse /t/types/a.json: 1 error(s) decoding:\n\n* 'server' expected type 'bool', got unconvertible type 'string', value: 'maybe'"
    )]
    [InlineData("/t/dup.json", "HTTP address 127.0.0.1:9000 already configured for DNS")]
    [InlineData("/t/nodata.json", "data_dir cannot be empty")]
    [InlineData(
        "/t/conf.txt",
        "file /t/conf.txt has unknown extension; must be .hcl or .json, or config format must be set"
    )]
    [InlineData("/t/expect.json", "'bootstrap_expect > 0' and 'bootstrap = true' are mutually exclusive")]
    [InlineData("/t/client.json", "'bootstrap = true' requires 'server = true'")]
    [InlineData("/t/encrypt.json", "encrypt has invalid key: illegal base64 data at input byte 4")]
    [InlineData(
        "/t/meta.json",
        "node_meta invalid: Couldn't load metadata pair ('bad key', 'x'): Key contains invalid characters"
    )]
    [InlineData(
        "/t/dur.json",
        "1 error occurred:\n\t* check_update_interval: invalid duration: \"xyz\": time: invalid duration \"xyz\"\n\n"
    )]
    [InlineData(
        "/t/missing.json",
        "config: Open failed on /t/missing.json. open /t/missing.json: no such file or directory"
    )]
    [InlineData("/t/empty", "data_dir cannot be empty")]
    [InlineData("/t/check.json", "check \"x\": TTL must be > 0 for TTL checks")]
    public void Refuses_in_the_words_of_Consul(string path, string error)
    {
        var validation = Validate(path);

        Assert.False(validation.IsValid);
        Assert.Equal(["Config validation failed: " + error], validation.Errors);
        Assert.Empty(validation.Output);
    }

    [Theory]
    [InlineData("/t/good")]
    [InlineData("/t/ports.json")]
    [InlineData(
        "/t/even.json",
        "bootstrap_expect = 2: A cluster with 2 servers will provide no failure tolerance. See https://www.consul.io/docs/internals/consensus.html#deployment-table",
        "bootstrap_expect > 0: expecting 2 servers"
    )]
    [InlineData(
        "/t/acldep.json",
        "The 'acl_master_token' field is deprecated. Use the 'acl.tokens.initial_management' field instead.",
        "The 'acl_datacenter' field is deprecated. Use the 'primary_datacenter' field instead."
    )]
    [InlineData(
        "/t/nodename.json",
        "Node name \"bad name!\" will not be discoverable via DNS due to invalid characters. Valid characters include all alpha-numerics and dashes."
    )]
    public void Accepts_with_the_warnings_of_Consul(string path, params string[] warnings)
    {
        var validation = Validate(path);

        Assert.True(validation.IsValid);
        Assert.Equal(warnings, validation.Errors);
        Assert.Equal(["Configuration is valid!"], validation.Output);
    }

    [Fact]
    public void Quiet_says_nothing_of_what_is_fine()
    {
        Assert.Equal(0, Say(ConfigValidation.Of(["/t/good"], "", true, Machine, Machine)));
        Assert.Equal(1, Say(ConfigValidation.Of(["/t/bad"], "", true, Machine, Machine)));
    }

    [Fact]
    public void Nothing_to_validate_and_an_unknown_format_are_refused()
    {
        Assert.Equal(
            ["Must specify at least one config file or directory"],
            ConfigValidation.Of([], "", false, Machine, Machine).Errors
        );
        Assert.Equal(
            ["-config-format must be either 'hcl' or 'json"],
            ConfigValidation.Of(["/t/conf.txt"], "yaml", false, Machine, Machine).Errors
        );
    }

    [Fact]
    public void A_format_given_holds_for_every_name()
    {
        var input = new ConfigInput { Paths = ["/t/conf.txt"], Format = "hcl" };

        Assert.Equal("/x", AgentConfigLoader.Load(input, Machine, Machine).Config!.Node.DataDirectory);
    }

    private static ConfigValidation Validate(string path) => ConfigValidation.Of([path], "", false, Machine, Machine);

    private static int Say(ConfigValidation validation) => validation.Errors.Count + validation.Output.Count;
}
