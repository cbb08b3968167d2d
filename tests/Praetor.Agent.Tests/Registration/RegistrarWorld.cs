using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Agent.Checks;
using Praetor.Agent.Local;
using Praetor.Agent.Persistence;
using Praetor.Agent.Registration;
using Praetor.Agent.Tests.Checks;
using Praetor.Foundation.Storage;
using Praetor.Model.Services;
using Praetor.TestKit.Simulation;

namespace Praetor.Agent.Tests.Registration;

/// <summary>A registrar on a disk, in a simulated world: one life of an agent.</summary>
internal sealed class RegistrarWorld
{
    private readonly SimWorld _world = new(seed: 5);

    public RegistrarWorld(IDisk? disk = null, bool allowScripts = false)
    {
        Runner = new CheckRunner(
            Local,
            [new ScriptedProbe(_world)],
            new CheckSettings
            {
                UpdateInterval = TimeSpan.Zero,
                OutputMax = 4096,
                DiscardOutput = false,
                RemovalMin = TimeSpan.FromMinutes(1),
                ReapInterval = TimeSpan.FromSeconds(30),
            },
            _world,
            new Random(5),
            NullLogger<CheckRunner>.Instance
        );
        Registrar = new Registrar(
            Local,
            Runner,
            disk is null ? null : new DefinitionFiles(disk, NullLogger<DefinitionFiles>.Instance),
            new RegistrationSettings
            {
                NodeName = "n",
                AllowRemoteScripts = allowScripts,
                AllowLocalScripts = allowScripts,
                SidecarPortMin = 21000,
                SidecarPortMax = 21001,
            },
            _world
        );
    }

    public LocalState Local { get; } = new();

    public CheckRunner Runner { get; }

    public Registrar Registrar { get; }

    /// <summary>Starts the agent with what files define, and lives the scenario.</summary>
    public void Live(Func<Registrar, Task> scenario, params ServiceDefinition[] defined) =>
        _world.Run(
            async () =>
            {
                using var stopping = new CancellationTokenSource();
                Xunit.Assert.Null(await Registrar.LoadAsync(new FileDefinitions(defined, [])));
                var loop = Registrar.RunAsync(stopping.Token);
                await scenario(Registrar);
                stopping.Cancel();
                await Xunit.Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop);
            },
            TimeSpan.FromHours(1)
        );

    public Task WaitAsync(TimeSpan time) => Task.Delay(time, _world);
}
