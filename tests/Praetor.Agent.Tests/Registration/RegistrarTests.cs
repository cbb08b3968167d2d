using Praetor.Agent.Local;
using Praetor.Agent.Registration;
using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Json;
using Praetor.Model.Services;
using Xunit;

namespace Praetor.Agent.Tests.Registration;

public sealed class RegistrarTests
{
    private readonly RegistrarWorld _world = new();

    [Fact]
    public void A_service_gets_Consuls_defaults() =>
        _world.Live(async registrar =>
        {
            await Register(registrar, """{"Name":"web","Address":"10.0.0.7","Port":80,"Check":{"TTL":"10s"}}""");

            var service = _world.Local.View.Service("web")!.Service;
            Assert.Equal((1, 1), (service.Weights!.Passing, service.Weights.Warning));
            Assert.Equal(["lan_ipv4", "wan_ipv4"], service.TaggedAddresses!.Keys);
            var check = _world.Local.View.Check("service:web")!.Check;
            Assert.Equal(("Service 'web' check", HealthStatus.Critical, "ttl"), (check.Name, check.Status, check.Type));
            Assert.Equal(("", ""), (check.Interval, check.Timeout));
        });

    [Fact]
    public void Several_checks_of_a_service_are_numbered() =>
        _world.Live(async registrar =>
        {
            await Register(
                registrar,
                """{"Name":"web","Checks":[{"TTL":"10s"},{"CheckID":"own","TTL":"1s"},{"TTL":"2s"}]}"""
            );
            Assert.Equal(["own", "service:web:1", "service:web:3"], _world.Local.View.Checks.Keys);
        });

    [Fact]
    public void Registering_again_keeps_how_the_checks_are_and_replaces_them_only_when_told() =>
        _world.Live(async registrar =>
        {
            await Register(registrar, """{"Name":"web","Check":{"TTL":"10s"}}""");
            await registrar.ReportAsync("service:web", HealthStatus.Passing, "fine", CancellationToken.None);
            await Register(registrar, """{"Name":"web","Port":9,"Check":{"TTL":"20s"}}""");
            Assert.Equal("fine", _world.Local.View.Check("service:web")!.Check.Output);

            await Register(registrar, """{"Name":"web","Port":10}""");
            Assert.NotNull(_world.Local.View.Check("service:web"));
            await Register(registrar, """{"Name":"web","Port":11}""", replaceChecks: true);
            Assert.Null(_world.Local.View.Check("service:web"));
        });

    [Theory]
    [InlineData("""{}""", "Missing service name")]
    [InlineData("""{"Name":"w","Address":"0.0.0.0"}""", "Invalid service address")]
    [InlineData("""{"Name":"w","Weights":{"Passing":0}}""", "Invalid Weights: Passing must be greater than 0")]
    [InlineData(
        """{"Name":"w","Check":{"TTL":"1s","Status":"weird"}}""",
        "Status for checks must 'passing', 'warning', 'critical'"
    )]
    [InlineData(
        """{"Name":"w","Check":{"Args":["true"],"Interval":"1s"}}""",
        "Scripts are disabled on this agent from remote calls; to enable, configure 'enable_script_checks' to true"
    )]
    [InlineData(
        """{"Name":"w","Check":{"DockerContainerID":"d","Interval":"1s"}}""",
        "checks of type docker are not supported by this version of Praetor"
    )]
    [InlineData("""{"Name":"w","Check":{"OSService":"s","Interval":"1s"}}""", "not implemented")]
    public void What_makes_no_sense_is_refused_and_leaves_nothing(string definition, string text) =>
        _world.Live(async registrar =>
        {
            var fault = await registrar.RegisterServiceAsync(
                GoJson.Decode<ServiceDefinition>(System.Text.Encoding.UTF8.GetBytes(definition)),
                "",
                replaceChecks: false,
                CancellationToken.None
            );
            Assert.Equal(text, fault!.Text);
            Assert.Empty(_world.Local.View.Services);
            Assert.Empty(_world.Local.View.Checks);
        });

    [Fact]
    public void A_sidecar_comes_and_goes_with_its_service() =>
        _world.Live(async registrar =>
        {
            await Register(registrar, """{"Name":"web","Port":80,"Connect":{"SidecarService":{}}}""");
            var sidecar = _world.Local.View.Service("web-sidecar-proxy")!.Service;
            Assert.Equal(
                (21000, "web", 80),
                (sidecar.Port, sidecar.Proxy.DestinationServiceID, sidecar.Proxy.LocalServicePort)
            );
            Assert.Equal(
                ["Connect Sidecar Listening", "Connect Sidecar Aliasing web"],
                _world.Local.View.ChecksOf("web-sidecar-proxy").Select(entry => entry.Check.Name)
            );

            await registrar.DeregisterServiceAsync("web", CancellationToken.None);
            Assert.Empty(_world.Local.View.LiveServices);
            Assert.Empty(_world.Local.View.LiveChecks);
        });

    [Fact]
    public void Maintenance_keeps_its_first_reason() =>
        _world.Live(async registrar =>
        {
            await registrar.SetNodeMaintenanceAsync(true, "", "", CancellationToken.None);
            await registrar.SetNodeMaintenanceAsync(true, "second", "", CancellationToken.None);
            var check = _world.Local.View.Check(Maintenance.NodeCheckId)!.Check;
            Assert.StartsWith("Maintenance mode is enabled for this node, but", check.Notes, StringComparison.Ordinal);

            await registrar.SetNodeMaintenanceAsync(false, "", "", CancellationToken.None);
            Assert.Null(_world.Local.View.Check(Maintenance.NodeCheckId));
        });

    [Fact]
    public void A_reload_replaces_what_files_define_and_leaves_what_clients_registered()
    {
        ServiceDefinition FromFile(string name, int port) => new() { Name = name, Port = port };
        _world.Live(
            async registrar =>
            {
                await Register(registrar, """{"Name":"theirs"}""");
                await registrar.RegisterCheckAsync(
                    new CheckDefinition
                    {
                        Name = "added",
                        ServiceID = "stays",
                        Ttl = GoDuration.FromSeconds(9),
                    },
                    "",
                    CancellationToken.None
                );
                var fault = await registrar.ReloadAsync(
                    new FileDefinitions([FromFile("stays", 2), FromFile("new", 3)], []),
                    static () => { },
                    CancellationToken.None
                );
                Assert.Null(fault);
                Assert.Equal(
                    ["new", "stays", "theirs"],
                    _world.Local.View.LiveServices.Select(entry => entry.Service.ID)
                );
                Assert.Equal(2, _world.Local.View.Service("stays")!.Service.Port);
                Assert.NotNull(_world.Local.View.Check("added"));
                Assert.Equal(EntrySource.Api, _world.Local.View.Service("theirs")!.Source);
            },
            FromFile("stays", 1),
            FromFile("goes", 1)
        );
    }

    private static async Task Register(Registrar registrar, string json, bool replaceChecks = false) =>
        Assert.Null(
            await registrar.RegisterServiceAsync(
                GoJson.Decode<ServiceDefinition>(System.Text.Encoding.UTF8.GetBytes(json)),
                "",
                replaceChecks,
                CancellationToken.None
            )
        );
}
