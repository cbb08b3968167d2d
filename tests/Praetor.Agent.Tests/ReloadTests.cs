using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Agent.Configuration;
using Praetor.Agent.Membership;
using Praetor.Agent.Tests.AntiEntropy;
using Praetor.Agent.Tests.Checks;
using Praetor.Agent.Tests.Configuration;
using Praetor.TestKit.Gossip;
using Praetor.TestKit.Ids;
using Praetor.TestKit.Simulation;
using Xunit;

namespace Praetor.Agent.Tests;

public sealed class ReloadTests
{
    private const string Before = """
        node_meta = { color = "red" }
        service { name = "web", port = 80, check { ttl = "10s" }, connect { sidecar_service {} } }
        service { name = "goes" }
        check { name = "alone", ttl = "10s" }
        """;

    private readonly SimWorld _world = new(seed: 11);

    [Fact]
    public void A_reload_changes_node_settings_and_definitions_together() =>
        Live(async agent =>
        {
            var config = ConfigOf(
                """
                node_meta = { color = "blue" }
                service { name = "web", port = 81, connect { sidecar_service {} } }
                check { name = "of-web", service_id = "web", ttl = "1s" }
                check { name = "of-sidecar", service_id = "web-sidecar-proxy", ttl = "1s" }
                """
            );
            Assert.Null(await agent.ReloadAsync(config, CancellationToken.None));
            Assert.Same(config, agent.Config);
            Assert.Equal("blue", agent.Facts.Meta["color"]);
            Assert.False(agent.Local.View.IsNodeInSync);
            Assert.Equal(["web", "web-sidecar-proxy"], agent.Local.View.LiveServices.Select(it => it.Service.ID));
            Assert.NotNull(agent.Local.View.Check("of-sidecar"));
            Assert.Null(agent.Local.View.Check("alone"));
        });

    // The node's settings were in effect before a service or check was refused, and so were the definitions before it.
    [Theory]
    [InlineData(
        """service { name = "bad", check { docker_container_id = "d", shell = "sh", args = ["x"], interval = "1s" } }""",
        "Failed reloading services: Failed to register service 'bad': Scripts are disabled on this agent; to enable, configure 'enable_script_checks' or 'enable_local_script_checks' to true"
    )]
    [InlineData(
        """check { name = "bad", os_service = "s", interval = "1s" }""",
        "Failed reloading services: Failed to register check 'bad': not implemented"
    )]
    [InlineData(
        """check { name = "bad", service_id = "goes", ttl = "1s" }""",
        "Failed reloading services: Failed to register check 'bad': ServiceID \"goes\" does not exist"
    )]
    [InlineData(
        """
            service { name = "s2", connect { sidecar_service {} } }
            service { name = "s3", connect { sidecar_service {} } }
            """,
        "Failed reloading services: Failed to register service 's3': Invalid SidecarService: none left of the configured sidecar port range"
    )]
    public void A_reload_that_is_refused_changes_nothing(string bad, string text) =>
        Live(async agent =>
        {
            agent.Local.Change(static view => view with { IsNodeInSync = true });
            var (config, view, counts) = (agent.Config, agent.Local.View, agent.CheckCounts);
            var refused = ConfigOf(
                $$"""
                node_meta = { color = "blue" }
                discard_check_output = true
                service { name = "web", port = 81, connect { sidecar_service {} } }
                service { name = "new" }
                {{bad}}
                """
            );
            var fault = await agent.ReloadAsync(refused, CancellationToken.None);
            Assert.Equal(text, fault?.Text);
            Assert.Same(config, agent.Config);
            Assert.Equal("red", agent.Facts.Meta["color"]);
            Assert.Same(view.Services, agent.Local.View.Services);
            Assert.Same(view.Checks, agent.Local.View.Checks);
            Assert.True(agent.Local.View.IsNodeInSync);
            Assert.Equal(counts, agent.CheckCounts);

            await agent.Registrar.ReportAsync("alone", "passing", "is kept", CancellationToken.None);
            Assert.Equal("is kept", agent.Local.View.Check("alone")?.Check.Output);
        });

    private static AgentConfig ConfigOf(string text)
    {
        var outcome = new ScriptedMachine()
            .With("a.hcl", "ports { sidecar_min_port = 21000, sidecar_max_port = 21001 }\n" + text)
            .Load("-dev", "-config-file=a.hcl");
        return outcome.Config ?? throw new InvalidOperationException(outcome.ErrorText);
    }

    private void Live(Func<LocalAgent, Task> scenario) =>
        _world.Run(
            async () =>
            {
                using var stopping = new CancellationTokenSource();
                const string NodeId = "6b1d4f9e-0c52-4a7e-9d3b-0d9a6a3b2c11";
                var config = ConfigOf(Before);
                await using var pools = new AgentPools(
                    LonePool.Of("alpha", MemberTags.InDatacenter(config, NodeId), _world),
                    Wan: null
                );
                var agent = new LocalAgent(
                    config,
                    NodeId,
                    new AgentSeams
                    {
                        Server = new FakeCatalog(_world.Random, _world),
                        Pools = pools,
                        Disk = null,
                        Probes = [new ScriptedProbe(_world)],
                        Time = _world,
                        Random = _world.Random,
                        Ids = new SeededIdSource(_world.Random),
                        Loggers = NullLoggerFactory.Instance,
                    }
                );
                Assert.Null(await agent.StartAsync());
                var loop = agent.Registrar.RunAsync(stopping.Token);
                await scenario(agent);
                stopping.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop);
            },
            TimeSpan.FromHours(1)
        );
}
