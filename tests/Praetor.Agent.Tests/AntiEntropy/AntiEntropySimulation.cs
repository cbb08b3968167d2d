using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Agent.AntiEntropy;
using Praetor.Agent.Local;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.TestKit.Simulation;

namespace Praetor.Agent.Tests.AntiEntropy;

/// <summary>The loop, a local state and a naive catalog in one simulated world.</summary>
internal sealed class AntiEntropySimulation
{
    public static readonly NodeFacts Facts = new()
    {
        Id = "00000000-0000-4000-8000-000000000001",
        Name = "n",
        Datacenter = "dc1",
        Address = "10.0.0.1",
        TaggedAddresses = new SortedList<string, string>(StringComparer.Ordinal) { ["lan"] = "10.0.0.1" },
        Meta = new SortedList<string, string>(StringComparer.Ordinal) { ["rack"] = "r1" },
        IsServer = true,
    };

    public AntiEntropySimulation(int seed)
    {
        World = new SimWorld(seed);
        Catalog = new FakeCatalog(World.Random, World);
        Loop = new AntiEntropyLoop(
            Local,
            Catalog,
            static () => Facts,
            static () => new AgentTokens("default", "agent", "file"),
            static () => 1,
            TimeSpan.FromMinutes(1),
            World,
            World.Random,
            NullLogger<AntiEntropyLoop>.Instance
        );
    }

    public SimWorld World { get; }

    public FakeCatalog Catalog { get; }

    public LocalState Local { get; } = new();

    public AntiEntropyLoop Loop { get; }

    /// <summary>Runs a scenario beside the loop.</summary>
    public void Run(Func<Task> scenario, TimeSpan limit) =>
        World.Run(
            async () =>
            {
                using var stopping = new CancellationTokenSource();
                var loop = Loop.RunAsync(() => World.Now, stopping.Token);
                await scenario();
                stopping.Cancel();
                try
                {
                    await loop;
                }
                catch (OperationCanceledException)
                {
                    // We asked for it.
                }
            },
            limit
        );

    public Task WaitAsync(TimeSpan time) => Task.Delay(time, World);

    public static NodeService Service(string id, int port = 80, bool tagOverride = false) =>
        new()
        {
            ID = id,
            Service = id,
            Port = port,
            Weights = new Weights { Passing = 1, Warning = 1 },
            EnableTagOverride = tagOverride,
        };

    public static HealthCheck Check(string id, string serviceId, string status = HealthStatus.Critical) =>
        new()
        {
            Node = Facts.Name,
            CheckID = id,
            Name = id,
            Status = status,
            ServiceID = serviceId,
            ServiceName = serviceId,
        };

    /// <summary>What differs between the two, in words; empty when nothing does.</summary>
    public string Difference()
    {
        var local = Local.View;
        List<string> differences = [];
        foreach (var entry in local.LiveServices)
        {
            if (
                !Catalog.Services.TryGetValue(entry.Service.ID, out var known)
                || known.Port != entry.Service.Port
                || !ContentEquality.Lists(known.Tags ?? [], entry.Service.Tags ?? [], static (a, b) => a == b)
            )
            {
                differences.Add($"service {entry.Service.ID} is not as it is here");
            }
        }

        foreach (var entry in local.LiveChecks)
        {
            if (
                !Catalog.Checks.TryGetValue(entry.Check.CheckID, out var known)
                || (known.Status, known.Output) != (entry.Check.Status, entry.Check.Output)
            )
            {
                differences.Add($"check {entry.Check.CheckID} is not as it is here");
            }
        }

        differences.AddRange(
            Catalog
                .Services.Keys.Where(id => id != "consul" && local.Service(id) is null)
                .Select(static id => $"service {id} is too many")
        );
        differences.AddRange(
            Catalog
                .Checks.Keys.Where(id => id != "serfHealth" && local.Check(id) is null)
                .Select(static id => $"check {id} is too many")
        );
        if (Catalog.Node?.TaggedAddresses is not { Count: 1 })
        {
            differences.Add("the node is not as it is here");
        }

        return string.Join("; ", differences);
    }
}
