using System.Net;
using Microsoft.Extensions.Logging;
using Praetor.Agent.Membership;
using Praetor.Foundation.Text;
using Praetor.TestKit.Logging;
using Praetor.TestKit.Pools;
using Xunit;
using PoolWorld = Praetor.TestKit.Pools.PoolWorld;

namespace Praetor.Agent.Tests.Membership;

public sealed class JoinLoopTests : IDisposable
{
    private static readonly GoDuration Pause = GoDuration.FromSeconds(30);

    private readonly PoolWorld _world = new(seed: 7);
    private readonly LogRecorder _log = new();
    private readonly List<string> _gaveUp = [];

    [Fact]
    public void One_address_that_answers_is_enough() =>
        _world.Run(async world =>
        {
            var (one, other) = (world.Start(1), world.Start(2));
            await RunAsync(one, new JoinWish([At(9), At(2)], Pause, 0));

            Assert.Equal((2, 2), (one.Alive, other.Alive));
            Assert.Equal("Join LAN completed. Synced with 1 initial agents", _log.Lines[^1].Text);
        });

    [Fact]
    public void Who_is_not_there_yet_is_tried_again_until_he_is() =>
        _world.Run(async world =>
        {
            var one = world.Start(1);
            var joined = RunAsync(one, new JoinWish([At(2)], Pause, 0));
            await world.PassAsync(TimeSpan.FromSeconds(45));
            Assert.False(joined.IsCompleted);

            world.Start(2);
            var began = world.World.Now;
            await joined;
            Assert.InRange(world.World.Now - began, TimeSpan.Zero, TimeSpan.FromSeconds(31));
            Assert.Equal(2, one.Alive);
            Assert.Contains(_log.Lines, static it => it.Text.Contains("will retry", StringComparison.Ordinal));
        });

    [Fact]
    public void A_name_is_asked_for_anew_each_time() =>
        _world.Run(async world =>
        {
            var (one, other) = (world.Start(1), world.Start(2));
            var joined = RunAsync(one, new JoinWish([$"others:{other.Address.Port}"], Pause, 0));
            await world.PassAsync(TimeSpan.FromSeconds(1));
            one.Names.Set("others", IPAddress.Parse("10.0.0.2"));

            await joined;
            Assert.Equal(2, one.Alive);
        });

    [Fact]
    public void The_last_attempt_that_fails_ends_the_agent() =>
        _world.Run(async world =>
        {
            var one = world.Start(1);
            await RunAsync(one, new JoinWish([At(9)], Pause, 3));

            Assert.Equal(["agent: max join retry exhausted, exiting (LAN)"], _gaveUp);
            Assert.Equal(
                3,
                _log.Lines.Count(static it => it.Text.StartsWith("(LAN) joining", StringComparison.Ordinal))
            );
        });

    [Fact]
    public void Nobody_to_join_is_nothing_to_do() =>
        _world.Run(async world =>
        {
            await RunAsync(world.Start(1), new JoinWish([], Pause, 1));

            Assert.Empty(_gaveUp);
            Assert.Empty(_log.Lines);
        });

    [Fact]
    public void A_cloud_is_not_asked_and_its_secrets_are_not_told() =>
        _world.Run(async world =>
        {
            var (one, _) = (world.Start(1), world.Start(2));
            await RunAsync(one, new JoinWish(["provider=aws secret_access_key=hush tag_key=x", At(2)], Pause, 1));

            Assert.Equal(2, one.Alive);
            Assert.Contains(_log.Lines, static it => it.Text.Contains("provider=aws", StringComparison.Ordinal));
            Assert.DoesNotContain(_log.Lines, static it => it.Text.Contains("hush", StringComparison.Ordinal));
        });

    public void Dispose() => _log.Dispose();

    private static string At(int number) => $"10.0.0.{number}:7946";

    private Task RunAsync(PoolMember member, JoinWish wish) =>
        new JoinLoop(member.Pool, "LAN", wish, _world.World, _gaveUp.Add, _log.CreateLogger<JoinLoop>()).RunAsync(
            CancellationToken.None
        );
}
