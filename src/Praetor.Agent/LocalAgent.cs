using Microsoft.Extensions.Logging;
using Praetor.Agent.AntiEntropy;
using Praetor.Agent.Checks;
using Praetor.Agent.Configuration;
using Praetor.Agent.Coordinates;
using Praetor.Agent.Events;
using Praetor.Agent.Local;
using Praetor.Agent.Membership;
using Praetor.Agent.Persistence;
using Praetor.Agent.Registration;
using Praetor.Foundation.Loops;
using Praetor.Model;
using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.Model.Rpc;

namespace Praetor.Agent;

/// <summary>
/// The agent's own life: what it vouches for, the checks it runs, and the loops that make the catalog say so. The
/// interfaces (HTTP, DNS) and the executable talk to it, and through it to a server.
/// </summary>
public sealed class LocalAgent
{
    private readonly AgentSeams _seams;
    private readonly CheckRunner _runner;
    private readonly AliasChecks _aliases;
    private readonly AntiEntropyLoop _antiEntropy;
    private readonly ServiceReaper _reaper;
    private readonly CoordinateSync _coordinates;
    private volatile AgentConfig _config;

    /// <summary>Makes an agent; nothing runs yet.</summary>
    /// <param name="config">Its configuration.</param>
    /// <param name="nodeId">Its node's UUID.</param>
    /// <param name="seams">What it is given of the world.</param>
    public LocalAgent(AgentConfig config, string nodeId, AgentSeams seams)
    {
        _config = config;
        _seams = seams;
        NodeId = nodeId;
        _runner = new CheckRunner(
            Local,
            seams.Probes,
            CheckSettingsOf(config),
            seams.Time,
            new Random(seams.Random.Next()),
            seams.Loggers.CreateLogger<CheckRunner>()
        );
        _aliases = new AliasChecks(Local, _runner, seams.Time);
        Registrar = new Registrar(
            Local,
            _runner,
            seams.Disk is { } disk ? new DefinitionFiles(disk, seams.Loggers.CreateLogger<DefinitionFiles>()) : null,
            new RegistrationSettings
            {
                NodeName = config.Node.Name,
                AllowRemoteScripts = config.Checks.EnableScripts,
                AllowLocalScripts = config.Checks.EnableScripts || config.Checks.EnableLocalScripts,
                SidecarPortMin = config.Ports.SidecarMin,
                SidecarPortMax = config.Ports.SidecarMax,
            },
            seams.Time
        );
        _antiEntropy = new AntiEntropyLoop(
            Local,
            seams.Server,
            () => Facts,
            () => Tokens,
            () => Pools.Lan.View.Members.Length,
            config.Checks.AntiEntropyInterval.ToTimeSpan(),
            seams.Time,
            new Random(seams.Random.Next()),
            seams.Loggers.CreateLogger<AntiEntropyLoop>()
        );
        Events = new AgentEvents(
            config.Node.Name,
            Local,
            seams.Server,
            _antiEntropy.CompareSoon,
            new EventSeams(seams.Time, seams.Ids),
            seams.Loggers.CreateLogger<AgentEvents>()
        );
        _reaper = new ServiceReaper(
            Local,
            Registrar,
            _runner,
            CheckSettingsOf(config),
            seams.Time,
            seams.Loggers.CreateLogger<ServiceReaper>()
        );
        _coordinates = new CoordinateSync(
            new CoordinateSyncSettings
            {
                Node = config.Node.Name,
                Datacenter = config.Node.Datacenter,
                PerSecond = config.Internal.CoordinateRateTarget,
                IntervalMin = config.Internal.CoordinateIntervalMin.ToTimeSpan(),
            },
            new CoordinateSource(
                () => seams.Pools.Place,
                () => seams.Pools.Lan.View.Members.Length,
                () => Tokens.OwnToken
            ),
            seams.Server,
            seams.Time,
            new Random(seams.Random.Next()),
            seams.Loggers.CreateLogger<CoordinateSync>()
        );
    }

    /// <summary>The configuration in effect; another one after a reload.</summary>
    public AgentConfig Config => _config;

    /// <summary>The node's UUID.</summary>
    public string NodeId { get; }

    /// <summary>The way to a server.</summary>
    public IServerLink Server => _seams.Server;

    /// <summary>What the agent vouches for.</summary>
    public LocalState Local { get; } = new();

    /// <summary>The way by which services and checks come and go.</summary>
    public Registrar Registrar { get; }

    /// <summary>What the datacenter's pool tells all agents.</summary>
    public AgentEvents Events { get; }

    /// <summary>The gossip pools.</summary>
    public AgentPools Pools => _seams.Pools;

    /// <summary>The members of the datacenter's pool, those that left or failed and are not forgotten among them.</summary>
    public IReadOnlyList<Member> Members => [.. Pools.Lan.View.Members.Select(Member.Of)];

    /// <summary>The members of the pool between datacenters, as the other; none where it is switched off.</summary>
    public IReadOnlyList<Member> WanMembers => Pools.Wan is { } wan ? [.. wan.View.Members.Select(Member.Of)] : [];

    /// <summary>This agent in the datacenter's pool.</summary>
    public Member OwnMember => Member.Of(Pools.Lan.View.Find(Pools.Lan.Name)!); // A member never forgets itself.

    /// <summary>Where the agent is by its round trips: at the origin while it has made none.</summary>
    public NetworkCoordinate Place => Pools.Place ?? NetworkCoordinate.Origin;

    /// <summary>How many checks are reported by their services, and how many are done by probes.</summary>
    public (int Ttls, int Probes) CheckCounts => _runner.Counts;

    /// <summary>What the agent says about its own node.</summary>
    public NodeFacts Facts =>
        new()
        {
            Id = NodeId,
            Name = _config.Node.Name,
            Datacenter = _config.Node.Datacenter,
            Address = _config.Addresses.Advertise.ToString(),
            TaggedAddresses = _config.Addresses.Tagged,
            Meta = MetaOf(_config),
            Locality =
                _config.Node.Region.Length > 0
                    ? new Locality { Region = _config.Node.Region, Zone = _config.Node.Zone }
                    : null,
            IsServer = _config.Node.Server,
        };

    /// <summary>Takes up what files define and what is kept on disk.</summary>
    /// <returns>Why not; null if it is all there.</returns>
    /// <exception cref="Foundation.Storage.StorageException">The disk fails.</exception>
    public ValueTask<RegistrationFault?> StartAsync() =>
        Registrar.LoadAsync(new FileDefinitions(_config.Services, _config.CheckDefinitions));

    /// <summary>Starts the agent's loops; they run until stopping.</summary>
    public void Run(Background background, CancellationToken stopping)
    {
        background.Run("registrar", Registrar.RunAsync, stopping);
        background.Run("checks", _runner.RunAsync, stopping);
        background.Run("alias-checks", _aliases.RunAsync, stopping);
        background.Run("anti-entropy", token => _antiEntropy.RunAsync(() => _runner.Now, token), stopping);
        background.Run("reaper", _reaper.RunAsync, stopping);
        if (!_config.Node.DisableCoordinates)
        {
            background.Run("coordinate-sync", _coordinates.RunAsync, stopping);
        }
    }

    /// <summary>
    /// Puts another configuration into effect, as far as that is possible without a restart. What is refused changes
    /// nothing.
    /// </summary>
    /// <returns>Why not; null if it is in effect.</returns>
    public async ValueTask<RegistrationFault?> ReloadAsync(AgentConfig config, CancellationToken cancellationToken)
    {
        // Services and checks are all that can be refused here, so that they come first and the rest with them.
        var fault = await Registrar.ReloadAsync(
            new FileDefinitions(config.Services, config.CheckDefinitions),
            () => Apply(config),
            cancellationToken
        );
        return fault is null ? null : fault with { Text = $"Failed reloading services: {fault.Text}" };
    }

    /// <summary>Answers everybody who waits with what there is: the agent is about to stop.</summary>
    public void EndWaits() => Events.EndWaits();

    private AgentTokens Tokens => new(_config.Acl.DefaultToken, _config.Acl.Agent, _config.Acl.ConfigFileRegistration);

    private void Apply(AgentConfig config)
    {
        _config = config;
        _runner.Configure(CheckSettingsOf(config));
        Local.Change(static view => view with { IsNodeInSync = false });
    }

    private static SortedList<string, string> MetaOf(AgentConfig config)
    {
        var meta = new SortedList<string, string>(config.Node.Meta.ToDictionary(), StringComparer.Ordinal)
        {
            ["consul-network-segment"] = "",
            ["consul-version"] = Release.ConsulVersion,
        };
        return meta;
    }

    private static CheckSettings CheckSettingsOf(AgentConfig config) =>
        new()
        {
            UpdateInterval = config.Checks.UpdateInterval.ToTimeSpan(),
            OutputMax = config.Checks.OutputMaxSize,
            DiscardOutput = config.Checks.DiscardOutput,
            RemovalMin = config.Checks.DeregisterIntervalMin.ToTimeSpan(),
            ReapInterval = config.Checks.ReapInterval.ToTimeSpan(),
        };
}
