using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Agent;
using Praetor.Agent.Configuration;
using Praetor.Agent.Configuration.Sources;
using Praetor.Agent.Events;
using Praetor.Agent.Membership;
using Praetor.Foundation.Files;
using Praetor.Foundation.Flags;
using Praetor.Foundation.Network;
using Praetor.Http.Endpoints;
using Praetor.Http.Serving;
using Praetor.Model.Rpc;
using Praetor.TestKit.Gossip;
using Praetor.TestKit.Ids;
using Xunit;

namespace Praetor.Http.Tests.Endpoints;

/// <summary>The whole HTTP API on a port of its own, over an agent whose server answers what a test says.</summary>
internal sealed class ScriptedAgent : IServerLink, IAsyncDisposable
{
    private readonly Func<object, object> _answer;
    private readonly HttpServer _server;
    private readonly AgentPools _pools;
    private readonly LocalAgent _agent;

    private ScriptedAgent(string config, Func<object, object> answer)
    {
        _answer = answer;
        const string NodeId = "6b1d4f9e-0c52-4a7e-9d3b-0d9a6a3b2c11";
        var parsed = ConfigOf(config);
        _pools = new AgentPools(
            LonePool.Of("alpha", MemberTags.InDatacenter(parsed, NodeId), TimeProvider.System),
            Wan: null
        );
        _agent = new LocalAgent(
            parsed,
            NodeId,
            new AgentSeams
            {
                Server = this,
                Disk = null,
                Probes = [],
                Pools = _pools,
                Time = TimeProvider.System,
                Random = new Random(1),
                Ids = new SeededIdSource(new Random(1)),
                Loggers = NullLoggerFactory.Instance,
            }
        );
        _server = HttpApi.Create(
            [new IPEndPoint(IPAddress.Loopback, 0)],
            new ApiSettings(),
            new ApiPeers(
                _agent,
                new ProcessControl(
                    static _ => ValueTask.FromResult<string?>(null),
                    static () => ValueTask.CompletedTask,
                    static () => new SortedList<string, IReadOnlyDictionary<string, string>>()
                )
            ),
            NullLoggerFactory.Instance
        );
    }

    /// <summary>What the server was asked.</summary>
    public List<object> Requests { get; } = [];

    /// <summary>What the pool tells the agent.</summary>
    public AgentEvents Events => _agent.Events;

    /// <summary>Asks the API.</summary>
    public HttpClient Client { get; } = new();

    /// <param name="config">The agent's configuration, beside <c>-dev</c>.</param>
    /// <param name="answer">What the server answers a request: a reply, or an error.</param>
    public static async Task<ScriptedAgent> StartAsync(string config, Func<object, object> answer)
    {
        var agent = new ScriptedAgent(config, answer);
        await agent._server.StartAsync(CancellationToken.None);
        agent.Client.BaseAddress = new Uri($"http://{agent._server.BoundAddresses.OfType<IPEndPoint>().Single()}");
        return agent;
    }

    public ValueTask<RpcResult<TReply>> CallAsync<TRequest, TReply>(
        RpcMethod<TRequest, TReply> method,
        TRequest request,
        CancellationToken cancellationToken
    )
    {
        Requests.Add(request!); // Nobody asks with null.
        return ValueTask.FromResult(
            _answer(Requests[^1]) switch
            {
                RpcError error => error,
                var reply => RpcResult.Of((TReply)reply),
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        await _pools.DisposeAsync();
    }

    private static AgentConfig ConfigOf(string text)
    {
        var flags = new AgentFlags();
        string[] line = ["-dev", "-node=alpha", "-hcl", text];
        Assert.True(flags.Set.Parse(line) == FlagOutcome.Parsed, flags.Set.Error);
        var outcome = AgentConfigLoader.Load(flags.Input, new NoFiles(), new Loopback());
        return outcome.Config ?? throw new InvalidOperationException(outcome.ErrorText);
    }

    private sealed class NoFiles : IConfigFiles
    {
        public ConfigPathKind Examine(string path, out string reason)
        {
            reason = "no such file or directory";
            return ConfigPathKind.Unreadable;
        }

        public IReadOnlyList<string>? List(string folder, out string reason)
        {
            reason = "";
            return [];
        }

        public string? Read(string path, out string reason)
        {
            reason = "no such file or directory";
            return null;
        }
    }

    private sealed class Loopback : INetworkFacts
    {
        public string HostName => "machine";

        public IReadOnlyList<InterfaceAddress> Addresses() =>
            [new InterfaceAddress("lo", 1, IPAddress.Loopback, 8, true, true, false)];
    }
}
