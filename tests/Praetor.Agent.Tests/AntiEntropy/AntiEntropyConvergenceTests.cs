using Praetor.Agent.Local;
using Praetor.Model.Catalog;
using Praetor.Model.Rpc;
using Xunit;

namespace Praetor.Agent.Tests.AntiEntropy;

/// <summary>
/// Goal: whatever happens to the local state, the catalog and the link between them, once the faults stop the catalog says
/// what the agent says. Method: random edits on both sides under random failures, then time for two full comparisons.
/// </summary>
public sealed class AntiEntropyConvergenceTests
{
    private static readonly string[] Ids = ["a", "b", "c", "d"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_catalog_says_what_the_agent_says_once_the_faults_stop(int seed)
    {
        var simulation = new AntiEntropySimulation(seed);
        var random = simulation.World.Random;
        simulation.Catalog.Services["consul"] = AntiEntropySimulation.Service("consul", 8300);
        simulation.Catalog.Checks["serfHealth"] = AntiEntropySimulation.Check("serfHealth", "");
        simulation.Run(
            async () =>
            {
                for (var step = 0; step < 100; step++)
                {
                    simulation.Catalog.FailureShare = random.Next(3) == 0 ? 0.5 : 0;
                    simulation.Catalog.FailsWith =
                        random.Next(2) == 0 ? RpcErrorKind.NoLeader : RpcErrorKind.Unavailable;
                    Edit(simulation, random);
                    await simulation.WaitAsync(TimeSpan.FromMilliseconds(random.Next(1, 5_000)));
                }

                simulation.Catalog.FailureShare = 0;
                // A full comparison comes after two minutes at the latest, and outputs wait no longer than one.
                await simulation.WaitAsync(TimeSpan.FromMinutes(5));

                Assert.Equal("", simulation.Difference());
                Assert.Equal(8300, simulation.Catalog.Services["consul"].Port);
                Assert.True(simulation.Catalog.Checks.ContainsKey("serfHealth"));
                Assert.False(simulation.Local.View.HasChanges);
            },
            TimeSpan.FromHours(1)
        );
    }

    private static void Edit(AntiEntropySimulation simulation, Random random)
    {
        var id = Ids[random.Next(Ids.Length)];
        var port = random.Next(1, 4);
        switch (random.Next(9))
        {
            case 0 or 1:
                var service = AntiEntropySimulation.Service(id, port, tagOverride: random.Next(2) == 0);
                simulation.Local.Change(view => view.With(new ServiceEntry { Service = service }));
                break;
            case 2:
                simulation.Local.Change(view => view.WithoutService(id));
                break;
            case 3:
                simulation.Local.Change(view =>
                    view.Service(id) is null
                        ? view
                        : view.With(new CheckEntry { Check = AntiEntropySimulation.Check("check-" + id, id) })
                );
                break;
            case 4 or 5:
                var status = random.Next(2) == 0 ? HealthStatus.Passing : HealthStatus.Critical;
                var output = random.Next(3).ToString(System.Globalization.CultureInfo.InvariantCulture);
                simulation.Local.Change(view =>
                    view.WithResult(
                        "check-" + id,
                        null,
                        status,
                        output,
                        simulation.World.Now,
                        TimeSpan.FromSeconds(random.Next(60))
                    )
                );
                break;
            case 6:
                simulation.Catalog.Services[id] = AntiEntropySimulation.Service(id, 9) with { Tags = ["foreign"] };
                break;
            case 7:
                simulation.Catalog.Services.Remove(id);
                simulation.Catalog.Checks.Remove("check-" + id);
                break;
            default:
                simulation.Catalog.Checks["stranger-" + id] = AntiEntropySimulation.Check("stranger-" + id, "");
                break;
        }
    }
}
