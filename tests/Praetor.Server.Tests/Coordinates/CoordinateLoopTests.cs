using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Model.Coordinates;
using Praetor.Model.Rpc;
using Praetor.Server.Coordinates;
using Praetor.Server.Tests.Running;
using Praetor.TestKit.Simulation;
using Xunit;

namespace Praetor.Server.Tests.Coordinates;

public sealed class CoordinateLoopTests
{
    private static readonly ServerSettings Settings = RunningServer.Settings with
    {
        CoordinatePeriod = TimeSpan.FromSeconds(5),
        CoordinateBatchSize = 2,
        CoordinateBatchesMax = 2,
    };

    private readonly SimWorld _world = new(seed: 1);
    private readonly PendingCoordinates _pending = new(placesMax: 4);
    private readonly List<string> _written = [];
    private RpcError? _fault;

    [Fact]
    public void A_period_begins_with_the_first_arrival_and_ends_in_batches() =>
        Run(async () =>
        {
            await PassAsync(100);
            Add("a", "b");
            await PassAsync(4);
            Add("c", "a");
            Assert.Empty(_written);
            await PassAsync(2);
            Assert.Equal(["105: a b", "105: c"], _written);

            Add("d");
            await PassAsync(6);
            Assert.Equal("111: d", _written[^1]);
        });

    [Fact]
    public void No_more_than_the_batches_of_a_period_are_written() =>
        Run(async () =>
        {
            Add("a", "b", "c", "d", "e", "f");
            await PassAsync(60);
            Assert.Equal(["5: a b", "5: c d"], _written);
        });

    [Fact]
    public void What_cannot_be_written_is_let_go_and_the_next_period_is_as_any_other() =>
        Run(async () =>
        {
            _fault = new RpcError(RpcErrorKind.NoLeader, WellKnownErrors.NoLeader);
            Add("a", "b", "c");
            await PassAsync(10);
            Assert.Equal(["5: a b"], _written);

            _fault = null;
            Add("c");
            await PassAsync(10);
            Assert.Equal(["5: a b", "15: c"], _written);
        });

    private Task PassAsync(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), _world);

    private void Add(params string[] nodes)
    {
        foreach (var node in nodes)
        {
            _pending.Add(new Coordinate { Node = node });
        }
    }

    private void Run(Func<Task> test) =>
        _world.Run(
            async () =>
            {
                var loop = new CoordinateLoop(
                    _pending,
                    WriteAsync,
                    Settings,
                    _world,
                    NullLogger<CoordinateLoop>.Instance
                );
                using var stop = new CancellationTokenSource();
                var running = loop.RunAsync(stop.Token);
                await test();
                stop.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
            },
            TimeSpan.FromMinutes(5)
        );

    private ValueTask<RpcError?> WriteAsync(IReadOnlyList<Coordinate> batch, CancellationToken cancellationToken)
    {
        _written.Add($"{_world.Now.TotalSeconds:F0}: {string.Join(' ', batch.Select(place => place.Node))}");
        return ValueTask.FromResult(_fault);
    }
}
