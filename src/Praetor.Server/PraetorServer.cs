using Microsoft.Extensions.Logging;
using Praetor.Acl.Tokens;
using Praetor.Consensus.Driver;
using Praetor.Foundation.Ids;
using Praetor.Foundation.Loops;
using Praetor.Foundation.Storage;
using Praetor.Gossip.Pool;
using Praetor.Model.Coordinates;
using Praetor.Model.Rpc;
using Praetor.Server.Commands;
using Praetor.Server.Coordinates;
using Praetor.Server.Endpoints;
using Praetor.Server.Leadership;
using Praetor.Server.Queries;
using Praetor.State;

namespace Praetor.Server;

/// <summary>A server: the replicated state, the methods that read and change it, and the leader's duties.</summary>
public sealed class PraetorServer : IAsyncDisposable
{
    private readonly RaftNode _raft;
    private readonly StateStore _store = new();
    private readonly LeaderLoop _leaderLoop;
    private readonly CoordinateLoop _coordinateLoop;
    private readonly EndpointTable _endpoints = new();
    private readonly LeaderInbox _inbox = new();
    private readonly CancellationTokenSource _leaving = new();

    /// <param name="settings">What the configuration says.</param>
    /// <param name="raftOptions">What it says about Raft.</param>
    /// <param name="seams">What the server is given of the world.</param>
    public PraetorServer(ServerSettings settings, RaftOptions raftOptions, ServerSeams seams)
    {
        var lockDelays = new LockDelays(seams.Time);
        _raft = new RaftNode(
            raftOptions,
            new RaftSeams
            {
                Disk = seams.Disk,
                Machine = new ServerStateMachine(_store, lockDelays, seams.Loggers.CreateLogger<ServerStateMachine>()),
                Time = seams.Time,
                Random = seams.Random,
                Threads = seams.Threads,
                Loggers = seams.Loggers,
            }
        );
        var tokens = new TokenResolver();
        var proposals = new Proposals(_raft);
        var queries = new BlockingQuery(
            _store,
            _raft,
            settings,
            seams.Time,
            new Random(seams.Random.Next()),
            _leaving.Token
        );
        new StatusEndpoint(_raft).AddTo(_endpoints);
        new KvsEndpoint(proposals, queries, tokens, lockDelays).AddTo(_endpoints);
        new SessionEndpoint(proposals, queries, tokens, _store, _inbox, settings, seams.Ids).AddTo(_endpoints);
        new TxnEndpoint(proposals, queries, tokens, lockDelays).AddTo(_endpoints);
        new CatalogReadEndpoint(queries, tokens, settings).AddTo(_endpoints);
        new CatalogWriteEndpoint(proposals, tokens).AddTo(_endpoints);
        new HealthEndpoint(queries, tokens, settings).AddTo(_endpoints);
        var pending = new PendingCoordinates(settings.CoordinateBatchSize * settings.CoordinateBatchesMax);
        new CoordinateEndpoint(_raft, pending, queries, tokens, seams.Servers).AddTo(_endpoints);
        new EventEndpoint(seams.Lan, _raft, tokens).AddTo(_endpoints);
        new KeyringEndpoint(seams.Lan, seams.Wan, tokens, settings).AddTo(_endpoints);
        Link = new ServerLink(_endpoints, settings, seams.Time);
        var duty = new DutyProposals(proposals, seams.Loggers.CreateLogger<DutyProposals>());
        var duties = new LeaderDuties(
            _raft,
            _store,
            duty,
            new MemberReconciler(seams.Lan, _store, duty, settings, seams.Loggers.CreateLogger<MemberReconciler>()),
            seams.Lan,
            lockDelays,
            settings,
            seams.Loggers.CreateLogger<LeaderDuties>()
        );
        _leaderLoop = new LeaderLoop(_raft, _inbox, duties, seams.Time, seams.Loggers.CreateLogger<LeaderLoop>());
        _coordinateLoop = new CoordinateLoop(
            pending,
            async (batch, cancellationToken) =>
                (
                    await proposals.ProposeListAsync<Coordinate, EmptyReply>(
                        CommandType.CoordinateBatchUpdate,
                        batch,
                        cancellationToken
                    )
                ).Error,
            settings,
            seams.Time,
            seams.Loggers.CreateLogger<CoordinateLoop>()
        );
    }

    /// <summary>The way to this server for the agent in the same process.</summary>
    public IServerLink Link { get; }

    /// <summary>Where this server is in its group.</summary>
    public RaftView Raft => _raft.View;

    /// <summary>Opens the log and restores the newest snapshot.</summary>
    /// <exception cref="StorageException">The disk fails, is corrupt, or holds a Consul raft.db.</exception>
    public ValueTask StartAsync(CancellationToken cancellationToken) => _raft.StartAsync(cancellationToken);

    /// <summary>Starts the server's loops; they run until stopping.</summary>
    public void Run(Background background, CancellationToken stopping)
    {
        background.Run("raft", _raft.RunAsync, stopping);
        background.Run("leader", _leaderLoop.RunAsync, stopping);
        background.Run("coordinates", _coordinateLoop.RunAsync, stopping);
    }

    /// <summary>Members of the datacenter's pool came, went or changed. From any thread; does not wait.</summary>
    public void MembersChanged() => _inbox.MembersChanged();

    /// <summary>Answers every query that waits for a change with what there is: the server is about to stop.</summary>
    public void EndWaits() => _leaving.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _raft.DisposeAsync();
        _leaving.Dispose();
    }
}

/// <summary>What a server is given of the world.</summary>
public sealed record ServerSeams
{
    public required IDisk Disk { get; init; }

    /// <summary>The pool of the datacenter, whose members the leader keeps in the catalog.</summary>
    public required GossipPool Lan { get; init; }

    /// <summary>The pool of the servers of all datacenters; null where it is switched off.</summary>
    public GossipPool? Wan { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>For election timeouts and the spreading of waits.</summary>
    public required Random Random { get; init; }

    public required IIdSource Ids { get; init; }

    public required ILoopThreads Threads { get; init; }

    /// <summary>
    /// The living servers of every datacenter, this one among them, as the pool between datacenters knows them at the
    /// moment. Asked from any thread; answers at once, with a list that nobody changes.
    /// </summary>
    public required Func<IReadOnlyList<ServerPlace>> Servers { get; init; }

    public required ILoggerFactory Loggers { get; init; }
}
