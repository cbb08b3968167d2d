using System.Text;
using Praetor.Foundation.Storage;
using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Services;
using Praetor.TestKit.Storage;
using Xunit;

namespace Praetor.Agent.Tests.Registration;

public sealed class PersistenceTests
{
    private static readonly ServiceDefinition Web = new()
    {
        Name = "api",
        ID = "api1",
        Port = 8081,
        Meta = new SortedList<string, string>(StringComparer.Ordinal) { ["version"] = "v1" },
        TaggedAddresses = new SortedList<string, ServiceAddress>(StringComparer.Ordinal)
        {
            ["wan"] = new ServiceAddress { Address = "192.0.2.9", Port = 9 },
        },
        Weights = new Weights { Passing = 3, Warning = 2 },
        Token = "11111111-2222-3333-4444-555555555555",
        Check = new CheckType { Ttl = GoDuration.FromSeconds(3_600), Status = HealthStatus.Passing },
    };

    [Fact]
    public void A_service_is_kept_in_the_file_Consul_keeps_it_in()
    {
        // From captures/files/c1 of Consul 1.16.4.
        const string Name = "services/5dd80892943653db3a5bb990e3365ac94bea8494c2f247dd11cfc2f762c268af";
        const string Text =
            """{"Token":"11111111-2222-3333-4444-555555555555","Service":{"ID":"api1","Service":"api","Tags":null,"Address":"","TaggedAddresses":{"wan":{"Address":"192.0.2.9","Port":9}},"Meta":{"version":"v1"},"Port":8081,"Weights":{"Passing":3,"Warning":2},"EnableTagOverride":false,"Proxy":{"Mode":"","MeshGateway":{},"Expose":{}},"Connect":{},"PeerName":"","CreateIndex":0,"ModifyIndex":0},"Source":"remote"}""";
        var disk = new MemoryDisk();
        new RegistrarWorld(disk).Live(async registrar =>
            Assert.Null(await registrar.RegisterServiceAsync(Web, "", false, CancellationToken.None))
        );
        Assert.Equal(Text, Read(disk, Name));
    }

    [Fact]
    public void What_was_registered_is_there_after_any_crash_and_what_was_deregistered_is_not()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var disk = new SimDisk(new Random(seed));
            new RegistrarWorld(disk).Live(async registrar =>
            {
                await registrar.RegisterServiceAsync(Web, "", false, CancellationToken.None);
                await registrar.RegisterServiceAsync(
                    new ServiceDefinition { Name = "gone" },
                    "",
                    false,
                    CancellationToken.None
                );
                await registrar.SetNodeMaintenanceAsync(true, "keep", "", CancellationToken.None);
                await registrar.DeregisterServiceAsync("gone", CancellationToken.None);
            });
            disk.Crash();

            var after = new RegistrarWorld(disk);
            after.Live(_ => Task.CompletedTask);
            Assert.Equal(["api1"], after.Local.View.Services.Keys);
            Assert.Equal("keep", after.Local.View.Check("_node_maintenance")!.Check.Notes);
            Assert.Equal(Web.Token, after.Local.View.Service("api1")!.Token);
        }
    }

    [Fact]
    public void Whenever_the_power_fails_no_service_comes_back_without_its_checks()
    {
        for (var changes = 0; changes < 60; changes++)
        {
            var disk = new SimDisk(new Random(changes)) { ChangesUntilPowerFails = changes };
            var isRemoved = false;
            try
            {
                new RegistrarWorld(disk).Live(async registrar =>
                {
                    await registrar.RegisterServiceAsync(Web, "", false, CancellationToken.None);
                    isRemoved = await registrar.DeregisterServiceAsync("api1", CancellationToken.None) is null;
                });
            }
            catch (PowerFailedException)
            {
                // That is what is tried here.
            }

            disk.Crash();
            var after = new RegistrarWorld(disk);
            after.Live(_ => Task.CompletedTask);
            var isThere = after.Local.View.Service("api1") is not null;
            Assert.Equal(isThere, after.Local.View.Check("service:api1") is not null);
            Assert.False(isRemoved && isThere, $"It was deregistered, and is there after {changes} changes.");
        }
    }

    [Fact]
    public void A_check_is_critical_after_a_restart_until_somebody_knows_better()
    {
        var disk = new MemoryDisk();
        new RegistrarWorld(disk).Live(async registrar =>
            await registrar.RegisterServiceAsync(Web, "", false, CancellationToken.None)
        );

        var after = new RegistrarWorld(disk);
        after.Live(async registrar =>
        {
            Assert.Equal(HealthStatus.Critical, after.Local.View.Check("service:api1")!.Check.Status);
            Assert.Null(
                await registrar.ReportAsync("service:api1", HealthStatus.Warning, "so so", CancellationToken.None)
            );
        });

        var third = new RegistrarWorld(disk);
        third.Live(_ => Task.CompletedTask);
        var check = third.Local.View.Check("service:api1")!.Check;
        Assert.Equal((HealthStatus.Warning, "so so"), (check.Status, check.Output));
    }

    [Fact]
    public void A_file_of_the_configuration_takes_the_place_of_what_was_kept()
    {
        var disk = new MemoryDisk();
        new RegistrarWorld(disk).Live(async registrar =>
            await registrar.RegisterServiceAsync(Web, "", false, CancellationToken.None)
        );

        var after = new RegistrarWorld(disk);
        after.Live(
            _ => Task.CompletedTask,
            new ServiceDefinition
            {
                ID = "api1",
                Name = "api",
                Port = 1,
            }
        );
        Assert.Equal(1, after.Local.View.Service("api1")!.Service.Port);
        Assert.DoesNotContain(disk.List("services"), static name => name.Length == 64);
    }

    [Fact]
    public void A_file_that_cannot_be_read_costs_only_what_it_held()
    {
        var disk = new MemoryDisk();
        new RegistrarWorld(disk).Live(async registrar =>
            await registrar.RegisterServiceAsync(Web, "", false, CancellationToken.None)
        );
        using (var file = disk.OpenAppend("services/" + new string('0', 64)))
        {
            file.Append("{ torn"u8);
        }

        var after = new RegistrarWorld(disk);
        after.Live(_ => Task.CompletedTask);
        Assert.Equal(["api1"], after.Local.View.Services.Keys);
    }

    private static string Read(MemoryDisk disk, string path)
    {
        using var file = disk.OpenRead(path);
        var bytes = new byte[file.Length];
        return Encoding.UTF8.GetString(bytes, 0, file.ReadAt(0, bytes));
    }
}
