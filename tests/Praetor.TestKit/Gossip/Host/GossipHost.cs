using System.Collections.Concurrent;
using System.Net;
using Praetor.Foundation.Wire;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.TestKit.Gossip.Host;

/// <summary>
/// Many members in one process, which a real agent takes for a pool: each has its own address and sockets on the loopback.
/// Among each other they talk through memory, by the real clock. One loop owns the cores; sockets hand it what they bring.
/// </summary>
internal sealed class GossipHost : IGossipOutside
{
    /// <summary>
    /// How often the loop wakes. Seldom enough that a thousand members cost little, and a hundredth of the shortest timeout.
    /// </summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(5);

    private readonly GossipNetwork _network = new(seed: 1);
    private readonly Dictionary<GossipMember, GossipSockets> _sockets = [];

    // No more than the sockets bring between two beats, and they bring what one agent sends.
    private readonly ConcurrentQueue<Action> _inbox = new();
    private readonly List<Task> _exchanges = [];
    private readonly IPEndPoint _agent;
    private CancellationToken _stopping;

    /// <param name="members">How many.</param>
    /// <param name="first">The first one's address; the others have those that follow, with the same port.</param>
    /// <param name="agent">Where the real agent is.</param>
    public GossipHost(int members, IPEndPoint first, IPEndPoint agent)
    {
        _agent = agent;
        _network.Outside = this;
        var address = BitConverter.ToUInt32([.. first.Address.GetAddressBytes().Reverse()]);
        for (var number = 0; number < members; number++)
        {
            var own = new IPAddress([.. BitConverter.GetBytes(address + (uint)number).Reverse()]);
            var member = new GossipMember(
                _network,
                number,
                SwimProfile.Lan,
                options =>
                    options with
                    {
                        Name = $"pool-{number}",
                        Address = new GossipAddress(own, (ushort)first.Port),
                        Tags = ConsulTags(_network.Random),
                        ResolvesNameConflicts = false,
                    }
            )
            {
                OnEvent = static _ => { },
            };
            _sockets.Add(member, new GossipSockets(new IPEndPoint(own, first.Port)));
        }

        _network.Members[0].Know(_network.Members);
        _network.Members.ForEach(member => member.KnowAs(_network.Members[0]));
    }

    /// <summary>Of some of the members, the one that holds the fewest alive: itself, the others and the agent.</summary>
    public int FewestAlive =>
        _network.Members.Take(10).Min(static member => member.Core.Members.CountOf(MemberStatus.Alive));

    /// <summary>Lives for a while, and reports now and then.</summary>
    public async Task RunAsync(TimeSpan time, TimeSpan every, Action<TimeSpan> report)
    {
        using var over = new CancellationTokenSource();
        _stopping = over.Token;
        var loops = _sockets.SelectMany(it => Listen(it.Key, it.Value)).ToList();
        var clock = TimeProvider.System.GetTimestamp();
        var nextReport = TimeSpan.Zero;
        using var beat = new PeriodicTimer(Beat);
        for (var now = TimeSpan.Zero; now < time; now = TimeProvider.System.GetElapsedTime(clock))
        {
            while (_inbox.TryDequeue(out var action))
            {
                action();
            }

            _network.Run(now - _network.Now);
            if (now >= nextReport)
            {
                nextReport += every;
                Tend();
                report(now);
            }

            await beat.WaitForNextTickAsync(CancellationToken.None);
        }

        over.Cancel();
        await Task.WhenAll([.. loops, .. _exchanges]);
        foreach (var sockets in _sockets.Values)
        {
            sockets.Dispose();
        }
    }

    void IGossipOutside.Send(GossipMember from, GossipAddress to, byte[] packet) => _sockets[from].Send(to, packet);

    void IGossipOutside.Exchange(
        GossipMember from,
        GossipAddress to,
        byte[] request,
        TimeSpan timeout,
        Action<byte[]> answered
    ) => _exchanges.Add(ExchangeAsync(to, request, timeout, answered));

    /// <summary>What Consul's client agents say of themselves.</summary>
    private static WireMap<string> ConsulTags(Random random)
    {
        var id = new byte[16];
        random.NextBytes(id);
        return WireMap.From(
            new Dictionary<string, string>
            {
                ["role"] = "node",
                ["dc"] = "dc1",
                ["segment"] = "",
                ["id"] = new Guid(id).ToString(),
                ["vsn"] = "2",
                ["vsn_min"] = "2",
                ["vsn_max"] = "3",
                ["build"] = "1.20.0:00000000",
            }
        );
    }

    private IEnumerable<Task> Listen(GossipMember member, GossipSockets sockets) =>
        [
            sockets.ReceiveAsync((from, packet) => _inbox.Enqueue(() => Receive(from, member, packet)), _stopping),
            sockets.ServeAsync(
                request =>
                {
                    var answer = new TaskCompletionSource<byte[]?>(TaskCreationOptions.RunContinuationsAsynchronously);
                    _inbox.Enqueue(() => answer.SetResult(Serve(member, request)));
                    return answer.Task.WaitAsync(_stopping);
                },
                _stopping
            ),
        ];

    private void Receive(GossipAddress from, GossipMember to, byte[] packet)
    {
        try
        {
            _network.Receive(from, to, packet);
        }
        catch (GossipFormatException)
        {
            // Not of this pool.
        }
    }

    private byte[]? Serve(GossipMember to, byte[] request)
    {
        try
        {
            return _network.Serve(to, request);
        }
        catch (GossipFormatException)
        {
            return null;
        }
    }

    private async Task ExchangeAsync(GossipAddress to, byte[] request, TimeSpan timeout, Action<byte[]> answered)
    {
        // A missing answer is told by the timeout that the simulated network keeps anyway.
        if (await GossipSockets.ExchangeAsync(to, request, timeout, _stopping) is { } answer)
        {
            _inbox.Enqueue(() => answered(answer));
        }
    }

    /// <summary>Joins the agent as long as it is not there, and forgets what only tests look at.</summary>
    private void Tend()
    {
        _exchanges.RemoveAll(static exchange => exchange.IsCompletedSuccessfully);
        foreach (var member in _network.Members)
        {
            member.Notices.Clear();
            member.Joins.Clear();
        }

        var first = _network.Members[0];
        if (first.Core.Members.CountOf(MemberStatus.Alive) <= _network.Members.Count)
        {
            var agent = new GossipAddress(_agent.Address, (ushort)_agent.Port);
            first.Step(new SerfInput.Join(0, agent, IgnoresOldEvents: true));
        }
    }
}
