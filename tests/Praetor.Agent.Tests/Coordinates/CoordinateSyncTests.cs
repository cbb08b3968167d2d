using CsCheck;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Agent.Coordinates;
using Praetor.Model.Coordinates;
using Praetor.Model.Rpc;
using Praetor.TestKit.Logging;
using Praetor.TestKit.Simulation;
using Xunit;

namespace Praetor.Agent.Tests.Coordinates;

public sealed class CoordinateSyncTests : IServerLink
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(15);

    private readonly SimWorld _world = new(seed: 3);
    private readonly List<(TimeSpan At, CoordinateUpdateRequest Request)> _sent = [];
    private NetworkCoordinate? _place = NetworkCoordinate.Origin;
    private int _members = 1;
    private RpcError? _fault;

    [Theory]
    [InlineData(1, 15)]
    [InlineData(960, 15)] // 64 a second of so many are one each in fifteen
    [InlineData(1_920, 30)]
    [InlineData(64_000, 1_000)]
    public void The_interval_grows_with_the_datacenter(int members, int seconds)
    {
        var all = Enumerable
            .Range(0, 1000)
            .Select(seed => CoordinateTiming.Next(members, 64, Least, new Random(seed)).TotalSeconds)
            .ToList();
        Assert.All(all, next => Assert.InRange(next, seconds, 2 * seconds));
        Assert.InRange(all.Min(), seconds, 1.05 * seconds);
        Assert.InRange(all.Max(), 1.95 * seconds, 2 * seconds);
    }

    [Fact]
    public void The_servers_never_get_more_than_the_rate_whatever_the_size() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Double[0.1, 1000], Gen.Int[0, 60])
            .Sample(
                (members, perSecond, least) =>
                {
                    var next = CoordinateTiming.Next(members, perSecond, TimeSpan.FromSeconds(least), new Random(1));
                    return next >= TimeSpan.FromSeconds(least)
                        && members <= next.TotalSeconds * perSecond + perSecond * 1e-6;
                }
            );

    [Fact]
    public void A_rate_of_nothing_is_no_limit() =>
        Assert.InRange(CoordinateTiming.Next(1000, 0, Least, new Random(1)), Least, 2 * Least);

    [Fact]
    public void The_coordinate_of_the_moment_is_sent_now_and_then() =>
        Run(async () =>
        {
            await PassAsync(minutes: 1);
            _place = NetworkCoordinate.Origin with { Height = 0.5 };
            await PassAsync(minutes: 9);

            Assert.InRange(_sent.Count, 600 / 30, 600 / 15);
            Assert.All(
                _sent.Zip(_sent.Skip(1)),
                pair => Assert.InRange(pair.Second.At - pair.First.At, Least, 2 * Least)
            );
            var (first, last) = (_sent[0].Request, _sent[^1].Request);
            Assert.Equal(("alpha", "dc1", "", "secret"), (first.Node, first.Datacenter, first.Segment, first.Token));
            Assert.Equal((NetworkCoordinate.Origin.Height, 0.5), (first.Coord!.Height, last.Coord!.Height));
        });

    [Fact]
    public void Nothing_is_sent_before_there_is_something_to_send() =>
        Run(async () =>
        {
            _place = null;
            await PassAsync(minutes: 5);
            Assert.Empty(_sent);

            _place = NetworkCoordinate.Origin;
            await PassAsync(minutes: 1);
            Assert.NotEmpty(_sent);
        });

    [Fact]
    public void A_pool_that_grew_is_heeded_the_next_time() =>
        Run(async () =>
        {
            _members = 64 * 600;
            await PassAsync(minutes: 1);
            var before = _sent.Count;
            Assert.InRange(before, 0, 1);
            await PassAsync(minutes: 9);
            Assert.Equal(before, _sent.Count);
        });

    [Theory]
    [InlineData(RpcErrorKind.PermissionDenied, LogLevel.Warning)]
    [InlineData(RpcErrorKind.NoLeader, LogLevel.Error)]
    public void A_failure_is_told_and_the_next_time_comes_as_usual(RpcErrorKind kind, LogLevel level)
    {
        using var log = new LogRecorder();
        _fault = new RpcError(kind, "no");
        Run(() => PassAsync(minutes: 10), log);
        Assert.InRange(_sent.Count, 600 / 30, 600 / 15);
        Assert.Equal(_sent.Count, log.Lines.Count(line => line.Level == level));
    }

    public ValueTask<RpcResult<TReply>> CallAsync<TRequest, TReply>(
        RpcMethod<TRequest, TReply> method,
        TRequest request,
        CancellationToken cancellationToken
    )
    {
        _sent.Add((_world.Now, Assert.IsType<CoordinateUpdateRequest>(request)));
        return ValueTask.FromResult(_fault is { } fault ? fault : RpcResult.Of((TReply)(object)new EmptyReply()));
    }

    private Task PassAsync(int minutes) => Task.Delay(TimeSpan.FromMinutes(minutes), _world);

    private void Run(Func<Task> test, ILoggerFactory? log = null) =>
        _world.Run(
            async () =>
            {
                var sync = new CoordinateSync(
                    new CoordinateSyncSettings
                    {
                        Node = "alpha",
                        Datacenter = "dc1",
                        PerSecond = 64,
                        IntervalMin = Least,
                    },
                    new CoordinateSource(() => _place, () => _members, () => "secret"),
                    this,
                    _world,
                    new Random(1),
                    (log ?? NullLoggerFactory.Instance).CreateLogger<CoordinateSync>()
                );
                using var stop = new CancellationTokenSource();
                var running = sync.RunAsync(stop.Token);
                await test();
                stop.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
            },
            TimeSpan.FromHours(1)
        );
}
