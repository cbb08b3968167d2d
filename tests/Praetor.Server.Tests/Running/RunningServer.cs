using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Consensus;
using Praetor.Consensus.Driver;
using Praetor.Foundation.Loops;
using Praetor.Foundation.Storage;
using Praetor.Gossip.Pool;
using Praetor.Model.Catalog;
using Praetor.Model.Rpc;
using Praetor.Platform.Ids;
using Praetor.Platform.Loops;
using Praetor.Server.Coordinates;
using Praetor.TestKit.Gossip;
using Xunit;

namespace Praetor.Server.Tests.Running;

/// <summary>
/// A whole server, a group of one with its disk in memory, whose methods are called as the agent beside it does. It runs
/// in real time: blocking queries and proposals wait in ways that would leave a simulated world.
/// </summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly ServerId Id = new("11111111-2222-3333-4444-555555555555");

    private readonly CancellationTokenSource _stop = new();
    private readonly Background _background = new(
        NullLogger<Background>.Instance,
        (loop, surprise) => Assert.Fail($"{loop}: {surprise}")
    );
    private readonly GossipPool? _wan;
    private readonly PraetorServer _server;

    private RunningServer(
        ServerSettings settings,
        Func<IReadOnlyList<ServerPlace>> servers,
        GossipPool? lan = null,
        GossipPool? wan = null
    )
    {
        Lan = lan ?? LonePool.Of("alpha", Tags("dc1"), TimeProvider.System);
        _wan = wan;
        _server = new PraetorServer(
            settings,
            new RaftOptions
            {
                LocalId = Id,
                LocalAddress = "127.0.0.1:8300",
                Founding = new ServerConfiguration([new RaftServer(Id, "127.0.0.1:8300", Suffrage.Voter)]),
            },
            new ServerSeams
            {
                Disk = new MemoryDisk(),
                Lan = Lan,
                Wan = wan,
                Time = TimeProvider.System,
                Random = new Random(1),
                Ids = new RandomIdSource(),
                Threads = new DedicatedThreads(),
                Servers = servers,
                Loggers = NullLoggerFactory.Instance,
            }
        );
    }

    /// <summary>The pool of its datacenter.</summary>
    public GossipPool Lan { get; }

    /// <summary>What a server called alpha is told; its coordinates are written as soon as they come.</summary>
    public static ServerSettings Settings { get; } =
        new()
        {
            NodeName = "alpha",
            Datacenter = "dc1",
            CoordinatePeriod = TimeSpan.FromMilliseconds(1),
        };

    /// <summary>Starts one.</summary>
    /// <param name="servers">What the pool between datacenters knows.</param>
    public static async Task<RunningServer> StartAsync(params ServerPlace[] servers)
    {
        var server = new RunningServer(Settings, () => servers);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts one in pools of a test's making, which it owns.</summary>
    public static async Task<RunningServer> StartAsync(GossipPool lan, GossipPool? wan)
    {
        var server = new RunningServer(Settings, static () => [], lan, wan);
        await server.StartAsync();
        return server;
    }

    /// <summary>What a server of a datacenter says of itself.</summary>
    public static SortedList<string, string> Tags(string datacenter) =>
        new()
        {
            ["role"] = "consul",
            ["dc"] = datacenter,
            ["id"] = Id.Value,
            ["port"] = "8300",
            ["build"] = "1.16.4:praetor",
        };

    /// <summary>Calls a method and gives its result.</summary>
    public ValueTask<RpcResult<TReply>> TryAsync<TRequest, TReply>(
        RpcMethod<TRequest, TReply> method,
        TRequest request
    ) => _server.Link.CallAsync(method, request, CancellationToken.None);

    /// <summary>Calls a method that succeeds.</summary>
    public async Task<TReply> CallAsync<TRequest, TReply>(RpcMethod<TRequest, TReply> method, TRequest request)
    {
        var result = await TryAsync(method, request);
        Assert.True(result.TryGet(out var reply, out var error), error?.Text);
        return reply;
    }

    /// <summary>Registers an instance of a service on a node of its own, with a check.</summary>
    public async Task RegisterAsync(string node, string service) =>
        await CallAsync(
            ServerMethods.CatalogRegister,
            new RegisterRequest
            {
                Node = node,
                Address = "10.0.0.1",
                Service = new NodeService { Service = service },
                Check = new HealthCheck
                {
                    CheckID = "c",
                    Status = HealthStatus.Passing,
                    ServiceID = service,
                },
            }
        );

    public async ValueTask DisposeAsync()
    {
        _server.EndWaits();
        _stop.Cancel();
        await _background.StoppedAsync();
        await _server.DisposeAsync();
        await Lan.DisposeAsync();
        if (_wan is not null)
        {
            await _wan.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task StartAsync()
    {
        await _server.StartAsync(CancellationToken.None);
        Lan.Run(_background, _stop.Token);
        _wan?.Run(_background, _stop.Token);
        _server.Run(_background, _stop.Token);
    }
}
