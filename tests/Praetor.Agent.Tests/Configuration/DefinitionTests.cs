using Praetor.Foundation.Text;
using Praetor.Model.Proxies;
using Xunit;

namespace Praetor.Agent.Tests.Configuration;

public sealed class DefinitionTests
{
    [Theory]
    [InlineData(
        "a.json",
        """{"service":{"name":"web","port":9999,"check":{"tcp":"127.0.0.1:9999","interval":"1s"}}}"""
    )]
    [InlineData(
        "a.hcl",
        "service {\n  name = \"web\"\n  port = 9999\n  check {\n    tcp = \"127.0.0.1:9999\"\n    interval = \"1s\"\n  }\n}\n"
    )]
    public void A_service_with_a_check_reads_the_same_from_both_formats(string file, string text)
    {
        var service = Assert.Single(ScriptedMachine.Accept(file, text).Services);

        Assert.Equal("web", service.Name);
        Assert.Equal(9999, service.Port);
        Assert.Equal(1, service.Weights!.Passing);
        var check = Assert.Single(service.Checks!);
        Assert.Equal("127.0.0.1:9999", check.Tcp);
        Assert.Equal(GoDuration.FromSeconds(1), check.Interval);
    }

    [Fact]
    public void Singular_and_plural_of_all_files_are_collected_in_order()
    {
        var machine = new ScriptedMachine()
            .With(
                "/c/2.hcl",
                "service { name = \"c\" }\nservice { name = \"d\" }\nchecks = [{ name = \"y\", ttl = \"1s\" }]"
            )
            .With(
                "/c/1.json",
                """{"service": {"name": "a"}, "services": [{"name": "b"}], "check": {"name": "x", "ttl": "1s"}}"""
            );

        var config = machine.Load("-data-dir", "/d", "-config-dir", "/c").Config!;

        Assert.Equal(["a", "b", "c", "d"], config.Services.Select(service => service.Name));
        Assert.Equal(["x", "y"], config.CheckDefinitions.Select(check => check.Name));
    }

    [Fact]
    public void Every_key_may_be_written_without_underscores_and_in_any_case()
    {
        var service = Assert.Single(
            ScriptedMachine
                .Accept(
                    "a.json",
                    """
                    {"services": [{"Name": "w", "EnableTagOverride": true, "SocketPath": "/s",
                      "TaggedAddresses": {"wan": {"Address": "1.2.3.4", "Port": 80}},
                      "Checks": [{"ScriptArgs": ["a", "b"], "Interval": "5s", "DockerContainerID": "c", "TLSSkipVerify": true,
                        "DeregisterCriticalServiceAfter": "2m", "FailuresBeforeCritical": 3, "Header": {"X": ["1", "2"]}}]}]}
                    """
                )
                .Services
        );

        Assert.True(service.EnableTagOverride);
        Assert.Equal("/s", service.SocketPath);
        Assert.Equal(80, service.TaggedAddresses!["wan"].Port);
        var check = Assert.Single(service.Checks!);
        Assert.Equal(["a", "b"], check.ScriptArgs!);
        Assert.Equal(["1", "2"], check.Header!["X"]!);
        Assert.Equal("c", check.DockerContainerID);
        Assert.True(check.TlsSkipVerify);
        Assert.Equal(GoDuration.FromSeconds(120), check.DeregisterCriticalServiceAfter);
        Assert.Equal(3, check.FailuresBeforeWarning);
    }

    [Fact]
    public void A_proxy_with_upstreams_keeps_what_only_it_understands()
    {
        var service = Assert.Single(
            ScriptedMachine
                .Accept(
                    "a.hcl",
                    """
                    service {
                      name = "web-proxy"
                      kind = "connect-proxy"
                      port = 1
                      proxy {
                        destination_service_name = "web"
                        mode = "transparent"
                        config { protocol = "http"  limit = 5 nested { a = [1, 2.5] } }
                        upstreams = [ { destination_name = "db" local_bind_port = 9 config { x = true } } ]
                        mesh_gateway { mode = "local" }
                        expose { checks = true paths = [ { path = "/h" listener_port = 7 } ] }
                      }
                    }
                    """
                )
                .Services
        );

        var proxy = service.Proxy!;
        Assert.Equal("web", proxy.DestinationServiceName);
        Assert.Equal("transparent", proxy.Mode);
        Assert.Equal("http", proxy.Config!["protocol"]);
        Assert.Equal(5L, proxy.Config["limit"]);
        var nested = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(proxy.Config["nested"]);
        Assert.Equal([1L, 2.5], Assert.IsAssignableFrom<IReadOnlyList<object?>>(nested["a"]));
        Assert.Equal("db", Assert.Single(proxy.Upstreams!).DestinationName);
        Assert.Equal(new MeshGatewayConfig { Mode = "local" }, proxy.MeshGateway);
        Assert.Equal(7, Assert.Single(proxy.Expose.Paths!).ListenerPort);
    }

    [Theory]
    [InlineData("""{"check": {"name": "x", "interval": "10s"}}""", "check \"x\": TTL must be > 0 for TTL checks")]
    [InlineData(
        """{"check": {"name": "x", "ttl": "1s", "interval": "10s"}}""",
        "check \"x\": Interval and TTL cannot both be specified"
    )]
    [InlineData(
        """{"check": {"id": "x", "name": "x", "ttl": "5"}}""",
        "1 error occurred:\n\t* check[x].ttl: invalid duration: \"5\": time: missing unit in duration \"5\"\n\n"
    )]
    [InlineData(
        """{"service": {"name": "w", "check": {"http": "http://x"}}}""",
        "Failed to validate checks for service \"w\": Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks"
    )]
    [InlineData(
        """{"service": {"name": "w", "meta": {"bad key": "x"}}}""",
        "1 error occurred:\n\t* invalid meta for service w: Couldn't load metadata pair ('bad key', 'x'): Key contains invalid characters\n\n"
    )]
    [InlineData(
        """{"service": {"name": "w", "weights": {"passing": 0}}}""",
        "1 error occurred:\n\t* Invalid weight definition for service w: Passing must be greater than 0\n\n"
    )]
    [InlineData(
        """{"service": {"name": "w", "bogus": 1}}""",
        "failed to parse a.json: 1 error occurred:\n\t* invalid config key service.bogus\n\n"
    )]
    [InlineData(
        """{"services": [{"name": "w"}, {"port": "80"}]}""",
        "failed to parse a.json: 1 error(s) decoding:\n\n* 'services[1].port' expected type 'int', got unconvertible type 'string', value: '80'"
    )]
    [InlineData(
        """{"service": {"name": "w", "connect": {"sidecar_service": {"id": "x"}}}}""",
        "service \"w\": A SidecarService cannot specify an ID as this is managed by the agent"
    )]
    public void What_is_wrong_is_named(string text, string error)
    {
        var outcome = new ScriptedMachine().With("a.json", text).Load("-config-file=a.json", "-data-dir=/d");

        Assert.Equal(error, outcome.ErrorText);
    }
}
