using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Praetor.Agent;
using Praetor.Agent.Configuration;
using Praetor.Agent.Membership;
using Praetor.Consensus;
using Praetor.Consensus.Driver;
using Praetor.Dns.Listeners;
using Praetor.Foundation.Loops;
using Praetor.Foundation.Storage;
using Praetor.Http.Endpoints;
using Praetor.Http.Serving;
using Praetor.Platform.Ids;
using Praetor.Platform.Loops;
using Praetor.Platform.Storage;
using Praetor.Probes;
using Praetor.Server;

namespace Praetor.Composition;

/// <summary>An agent that is a server: made by hand, started in the order written here and stopped in reverse.</summary>
internal sealed partial class ServerNode : IAsyncDisposable
{
    // In-flight requests get this long when the agent is told to stop; blocking queries end at once.
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(5);

    // Twice what the farthest members need to hear of it: five seconds for the word, five for the goodbye, three to stay.
    private static readonly TimeSpan LeaveMax = TimeSpan.FromSeconds(30);

    private readonly AgentConfig _config;
    private readonly ConfigSource _source;
    private readonly ILogger _logger;
    private readonly LoggerFactory _loggers;
    private readonly Background _background;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _surprised = new();
    private readonly CancellationTokenSource _leaving = new();
    private readonly Channel<bool> _reloads = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly RandomIdSource _ids = new();
    private AgentPools? _pools;
    private PraetorServer? _server;
    private LocalAgent? _agent;
    private HttpServer? _http;
    private DnsServer? _dns;
    private bool _isFailed;
    private volatile bool _hasLeft;

    public ServerNode(AgentConfig config, ConfigSource source, ILoggerProvider log)
    {
        _config = config;
        _source = source;
        var filter = new LoggerFilterOptions { MinLevel = LogLevel.Trace };
        // Kestrel tells of every connection; an operator is told of what goes wrong.
        filter.Rules.Add(new LoggerFilterRule(null, "Microsoft", LogLevel.Warning, null));
        _loggers = new LoggerFactory([log], filter);
        _logger = _loggers.CreateLogger<ServerNode>();
        _background = new Background(_loggers.CreateLogger<Background>(), OnSurprise);
    }

    /// <summary>The agent's UUID; empty before it is started.</summary>
    public string NodeId { get; private set; } = "";

    /// <summary>Whether the pool of the datacenter has keys, from the configuration or kept on disk; false before the start.</summary>
    public bool IsGossipEncrypted => _pools?.Lan.View.Numbers.IsEncrypted ?? false;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        // 1. The disk, and who we are on it.
        IDisk disk = _config.DevMode ? new MemoryDisk() : new FileDisk(_config.Node.DataDirectory);
        disk.CreateDirectory("");
        NodeId = await NodeIdentity.ResolveAsync(_config.Node, disk, _ids);

        // 2. The gossip pools: their sockets, so that a taken port is told before anything else happens.
        var pools = new NodePools(_config, _loggers);
        _pools = await pools.OpenAsync(NodeId, disk);

        // 3. The server: its log and state, then its loops.
        _server = new PraetorServer(ServerSettings(), RaftOptions(), Seams(disk, _pools));
        await _server.StartAsync(cancellationToken);
        _server.Run(_background, _stopping.Token);

        // 4. The pools' loops, which tell others that we are here.
        _pools.Run(_background, _stopping.Token);

        // 5. The agent's own life. It knows its services before it is told of events, which may be for one of them.
        _agent = new LocalAgent(_config, NodeId, AgentSeams(disk, _server, _pools));
        if (await _agent.StartAsync() is { } fault)
        {
            throw new StartException(fault.Text);
        }

        pools.RunEvents(_pools, _server, _agent, _background, _stopping.Token);
        _agent.Run(_background, _stopping.Token);
        _background.Run("reload", ReloadWhenAskedAsync, _stopping.Token);

        // 6. The interfaces.
        var server = _server;
        var agent = _agent;
        var peers = new ApiPeers(
            agent,
            new ProcessControl(ReloadAsync, LeaveAndEndAsync, () => ServerStats.Of(agent, server.Raft))
        );
        _http = HttpApi.Create([.. _config.Addresses.Http.Select(ListenOn)], ApiSettings(), peers, _loggers);
        await _http.StartAsync(cancellationToken);
        _dns = DnsInterface.Create(_config, server.Link, _loggers);
        _dns.Start(_background);

        // 7. Others, now that we can answer for ourselves.
        pools.RunJoins(_pools, GiveUp, _background, _stopping.Token);
    }

    /// <summary>Waits until the agent is told to stop, or one of its loops died.</summary>
    public async ValueTask EndedAsync(CancellationToken told)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(told, _surprised.Token, _leaving.Token);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = ended.Token.Register(end.SetResult);
        await end.Task;
    }

    /// <summary>Has the configuration loaded again, soon. From any thread; a signal handler may call it.</summary>
    public void RequestReload() => _reloads.Writer.TryWrite(true);

    /// <summary>Has the agent leave its pools and end, soon. From any thread; a signal handler may call it.</summary>
    public void RequestLeave() => _leaving.Cancel();

    /// <summary>Stops everything; the exit code says whether it ran well.</summary>
    /// <param name="told">Cancelled when it must not wait for others to hear that it leaves.</param>
    public async ValueTask<int> StopAsync(CancellationToken told)
    {
        // 7. Others, while we still answer them.
        if (_leaving.IsCancellationRequested && !_hasLeft)
        {
            await LeaveAsync(told);
        }

        // 6. No new requests; those that wait are answered, and those under way finish.
        LogStopping(_logger);
        _server?.EndWaits();
        _agent?.EndWaits();
        if (_dns is not null)
        {
            await _dns.StopAsync();
        }

        if (_http is not null)
        {
            using var drained = new CancellationTokenSource(DrainMax);
            await _http.StopAsync(drained.Token);
        }

        // 5. to 2. The loops.
        _stopping.Cancel();
        await _background.StoppedAsync();
        return _isFailed ? 1 : 0;
    }

    public async ValueTask DisposeAsync()
    {
        // A start that failed half way leaves loops behind; nothing may be closed under them.
        _stopping.Cancel();
        await _background.StoppedAsync();
        if (_dns is not null)
        {
            await _dns.DisposeAsync();
        }

        if (_http is not null)
        {
            await _http.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_pools is not null)
        {
            await _pools.DisposeAsync();
        }

        _stopping.Dispose();
        _surprised.Dispose();
        _leaving.Dispose();
        _loggers.Dispose();
    }

    private async ValueTask LeaveAndEndAsync()
    {
        await LeaveAsync(_stopping.Token);
        _hasLeft = true;
        _leaving.Cancel();
    }

    private async ValueTask LeaveAsync(CancellationToken told)
    {
        LogLeaving(_logger);
        using var tooLong = new CancellationTokenSource(LeaveMax);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(told, tooLong.Token, _surprised.Token);
        try
        {
            await _pools!.LeaveAsync(ended.Token); // Opened before anyone can ask to leave.
        }
        catch (OperationCanceledException)
        {
            LogNotLeft(_logger);
        }
    }

    private async Task ReloadWhenAskedAsync(CancellationToken stopping)
    {
        while (await _reloads.Reader.WaitToReadAsync(stopping))
        {
            _reloads.Reader.TryRead(out _);
            if (await ReloadAsync(stopping) is { } fault)
            {
                LogNotReloaded(_logger, fault);
            }
        }
    }

    /// <summary>Loads the configuration again. What is wrong with it changes nothing.</summary>
    private async ValueTask<string?> ReloadAsync(CancellationToken cancellationToken)
    {
        LogReloading(_logger);
        var outcome = _source.Load();
        if (outcome.Config is not { } config)
        {
            return outcome.ErrorText;
        }

        if (Unsupported.FaultOf(config) is { } unsupported)
        {
            return unsupported;
        }

        foreach (var key in ConfigDifference.Between(_agent!.Config, config).RestartKeys) // Started before anyone can ask.
        {
            LogNeedsRestart(_logger, key);
        }

        if (await _agent.ReloadAsync(config, cancellationToken) is { } fault)
        {
            return fault.Text;
        }

        _dns?.Apply(DnsInterface.Settings(config));
        _source.Applied(config);
        return null;
    }

    private static EndPoint ListenOn(ListenAddress address) =>
        (EndPoint?)address.EndPoint ?? new UnixDomainSocketEndPoint(address.SocketPath!); // One of the two is there.

    private void GiveUp(string reason)
    {
        LogGaveUp(_logger, reason);
        _isFailed = true;
        _surprised.Cancel();
    }

    private AgentSeams AgentSeams(IDisk disk, PraetorServer server, AgentPools pools) =>
        new()
        {
            Server = server.Link,
            Pools = pools,
            Disk = _config.DevMode ? null : disk,
            Probes = CheckProbes.All(TimeProvider.System),
            Time = TimeProvider.System,
            Random = new Random(),
            Ids = _ids,
            Loggers = _loggers,
        };

    private void OnSurprise(string loop, Exception surprise)
    {
        _isFailed = true;
        _surprised.Cancel();
    }

    private ServerSettings ServerSettings() =>
        new()
        {
            NodeName = _config.Node.Name,
            Datacenter = _config.Node.Datacenter,
            QueryTimeDefault = _config.Http.DefaultQueryTime.ToTimeSpan(),
            QueryTimeMax = _config.Http.MaxQueryTime.ToTimeSpan(),
            SessionTtlMin = _config.Limits.SessionTtlMin.ToTimeSpan(),
            CoordinatePeriod = _config.Internal.CoordinatePeriod.ToTimeSpan(),
            CoordinateBatchSize = _config.Internal.CoordinateBatchSize,
            CoordinateBatchesMax = _config.Internal.CoordinateMaxBatches,
            RpcHoldTimeout = _config.Performance.RpcHoldTimeout.ToTimeSpan(),
        };

    private RaftOptions RaftOptions()
    {
        var id = new ServerId(NodeId);
        var address = $"{_config.Addresses.Advertise}:{_config.Ports.Server}";
        var multiplier = _config.Performance.RaftMultiplier;
        return new RaftOptions
        {
            LocalId = id,
            LocalAddress = address,
            Founding = new ServerConfiguration([new RaftServer(id, address, Suffrage.Voter)]),
            ElectionTimeout = TimeSpan.FromSeconds(multiplier),
            LeaderLease = TimeSpan.FromMilliseconds(500 * multiplier),
            SnapshotInterval = _config.Raft.SnapshotInterval.ToTimeSpan(),
            SnapshotThreshold = _config.Raft.SnapshotThreshold,
            TrailingLogs = _config.Raft.TrailingLogs,
        };
    }

    private ServerSeams Seams(IDisk disk, AgentPools pools) =>
        new()
        {
            Disk = disk,
            Lan = pools.Lan,
            Wan = pools.Wan,
            Time = TimeProvider.System,
            Random = new Random(),
            Ids = _ids,
            Threads = new DedicatedThreads(),
            Servers = () => ServerPlaces.Of(pools),
            Loggers = _loggers,
        };

    private ApiSettings ApiSettings() =>
        new()
        {
            IndentJson = _config.DevMode,
            RefuseUnprintablePaths = !_config.Node.DisableHttpCharacterFilter,
            DefaultAclPolicy = _config.Acl.DefaultPolicy,
            ResponseHeaders = _config.Http.ResponseHeaders,
            KvValueSizeMax = (long)_config.Limits.KvMaxValueSize,
            TxnBodySizeMax = (long)_config.Limits.TxnMaxRequestLength,
            BlockedPrefixes = _config.Http.BlockEndpoints,
            WritersFrom = _config.Http.WriterNetworks,
            ConnectionsPerClientMax = _config.Limits.HttpMaxConnectionsPerClient,
        };
}
