using System.Net;
using Microsoft.Extensions.Logging;
using Praetor.Foundation.Ids;
using Praetor.Foundation.Loops;
using Praetor.Foundation.Network;
using Praetor.Foundation.Storage;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;
using Praetor.TestKit.Logging;
using Praetor.TestKit.Metrics;
using Praetor.TestKit.Network;
using Praetor.TestKit.Simulation;

namespace Praetor.TestKit.Pools;

/// <summary>Whole pools, drivers and all, in a simulated world: one thread, one clock, a network in memory.</summary>
public sealed class PoolWorld
{
    /// <summary>The port of members, where nothing else is said.</summary>
    private const int DefaultPort = 7946;

    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);
    private readonly List<PoolMember> _members = [];

    public PoolWorld(int seed = 1)
    {
        World = new SimWorld(seed);
        Network = new MemoryNetwork(World, World.Random);
    }

    public SimWorld World { get; }

    public MemoryNetwork Network { get; }

    /// <summary>Runs a test, and stops the members it leaves. A loop that died fails it.</summary>
    public void Run(Func<PoolWorld, Task> test) =>
        World.Run(
            async () =>
            {
                await test(this);
                foreach (var member in _members)
                {
                    await member.DisposeAsync();
                }
            },
            Limit
        );

    /// <summary>Starts a member at 10.0.0.<paramref name="number"/>, called node-<paramref name="number"/>.</summary>
    public PoolMember Start(
        int number,
        Func<PoolOptions, PoolOptions>? configure = null,
        IDisk? disk = null,
        int port = DefaultPort
    )
    {
        var member = new PoolMember(this, AddressOf(number, port), configure ?? (static options => options), disk);
        _members.Add(member);
        return member;
    }

    /// <summary>Starts members 1 to <paramref name="count"/>, which know each other when this is over.</summary>
    public async Task<PoolMember[]> StartPoolAsync(int count, Func<PoolOptions, PoolOptions>? configure = null)
    {
        var members = Enumerable.Range(1, count).Select(number => Start(number, configure)).ToArray();
        foreach (var member in members[1..])
        {
            await member.JoinAsync(members[0]);
        }

        await UntilAsync(
            "all know all",
            () =>
                Array.TrueForAll(
                    members,
                    member => Array.TrueForAll(members, other => member.StatusOf(other) == MemberStatus.Alive)
                )
        );
        return members;
    }

    /// <summary>Lets time pass until something is so.</summary>
    public async Task UntilAsync(string what, Func<bool> isSo)
    {
        var until = World.Now + TimeSpan.FromMinutes(5);
        while (!isSo())
        {
            if (World.Now > until)
            {
                throw new TimeoutException(
                    $"Never happened: {what}. {string.Join("; ", _members.Select(static it => it.ToString()))}"
                );
            }

            await PassAsync(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Lets time pass.</summary>
    public Task PassAsync(TimeSpan time) => Task.Delay(time, World);

    internal static IPEndPoint AddressOf(int number, int port = DefaultPort) =>
        new(new IPAddress([10, 0, 0, (byte)number]), port);
}

/// <summary>A member, and what its owner would have.</summary>
public sealed class PoolMember : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Background _background;
    private readonly MemoryTransport _transport;
    private Exception? _surprise;

    internal PoolMember(PoolWorld world, IPEndPoint address, Func<PoolOptions, PoolOptions> configure, IDisk? disk)
    {
        _transport = world.Network.Bind(address);
        _background = new Background(Logs.CreateLogger<Background>(), (_, surprise) => _surprise ??= surprise);
        var options = new PoolOptions
        {
            Pool = "lan",
            Member = new SerfOptions
            {
                Name = $"node-{address.Address.GetAddressBytes()[^1]}",
                Address = GossipAddress.Of(_transport.LocalAddress),
                Profile = SwimProfile.Local,
            },
        };
        Pool = new GossipPool(
            configure(options),
            new PoolSeams
            {
                Transport = _transport,
                Names = Names,
                Disk = disk,
                Time = world.World,
                Random = new Random(world.World.Random.Next()),
                Entropy = new SeededEntropy(world.World.Random),
                Loggers = Logs,
                Meters = Measurements,
            }
        );
        Pool.Run(_background, _stopping.Token);
    }

    public GossipPool Pool { get; }

    public LogRecorder Logs { get; } = new();

    public Measurements Measurements { get; } = new();

    /// <summary>Whom names stand for.</summary>
    public ScriptedNames Names { get; } = new();

    public string Name => Pool.Name;

    public IPEndPoint Address => _transport.LocalAddress;

    /// <summary>How many it sees alive.</summary>
    public int Alive => Pool.View.Members.Count(static member => member.Status == MemberStatus.Alive);

    public MemberStatus? StatusOf(PoolMember other) => Pool.View.Find(other.Name)?.Status;

    public async Task JoinAsync(PoolMember other)
    {
        var result = await Pool.JoinAsync([$"{other.Address}"], ignoresOldEvents: false, CancellationToken.None);
        if (result.Joined != 1)
        {
            throw new InvalidOperationException(string.Join("; ", result.Errors));
        }
    }

    /// <summary>Runs a loop beside its own, which ends with it.</summary>
    public void Run(string name, Func<CancellationToken, Task> loop) => _background.Run(name, loop, _stopping.Token);

    /// <summary>What has come of events since the last call.</summary>
    public List<SerfEvent> TakeEvents()
    {
        var events = new List<SerfEvent>();
        while (Pool.Events.TryRead(out var happened))
        {
            events.Add(happened);
        }

        return events;
    }

    /// <summary>Falls silent without a word, as a crash does. A loop that died fails the test.</summary>
    public async Task StopAsync()
    {
        _stopping.Cancel();
        await _background.StoppedAsync();
        await Pool.DisposeAsync();
        if (_surprise is not null)
        {
            throw new InvalidOperationException($"A loop of {Name} died", _surprise);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Measurements.Dispose();
        _stopping.Dispose();
    }

    public override string ToString() =>
        $"{Name} sees {string.Join(", ", Pool.View.Members.Select(static it => $"{it.Name} {it.Status}"))}";

    private sealed class SeededEntropy(Random random) : IEntropy
    {
        public void Fill(Span<byte> bytes) => random.NextBytes(bytes);
    }
}

/// <summary>Names as a test sets them.</summary>
public sealed class ScriptedNames : INameResolver
{
    private readonly Dictionary<string, IPAddress[]> _addresses = new(StringComparer.Ordinal);

    public void Set(string host, params IPAddress[] addresses) => _addresses[host] = addresses;

    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        _addresses.TryGetValue(host, out var addresses)
            ? ValueTask.FromResult<IReadOnlyList<IPAddress>>(addresses)
            : throw new TransportException($"lookup {host}: no such host");
}
