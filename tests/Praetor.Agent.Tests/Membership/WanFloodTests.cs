using Microsoft.Extensions.Logging;
using Praetor.Agent.Membership;
using Praetor.Gossip.Pool;
using Praetor.TestKit.Logging;
using Praetor.TestKit.Pools;
using Xunit;
using PoolWorld = Praetor.TestKit.Pools.PoolWorld;

namespace Praetor.Agent.Tests.Membership;

public sealed class WanFloodTests : IDisposable
{
    private const int WanPort = 8302;

    private readonly PoolWorld _world = new(seed: 5);
    private readonly LogRecorder _log = new();

    [Fact]
    public void Servers_of_the_datacenter_follow_into_the_pool_of_all() =>
        _world.Run(async world =>
        {
            var (lan, wan) = (world.Start(1, Lan("consul")), world.Start(1, Wan, port: WanPort));
            var others = new[] { world.Start(2, Wan, port: WanPort), world.Start(3, Wan, port: WanPort) };
            var flood = Run(lan, wan);
            await world.Start(2, Lan("consul")).JoinAsync(lan);
            await world.Start(3, Lan("consul")).JoinAsync(lan);
            flood.MembersChanged();
            await world.UntilAsync("all servers are there", () => wan.Alive == 3 && others.All(it => it.Alive == 3));
        });

    [Fact]
    public void Clients_and_servers_that_keep_out_are_left_where_they_are() =>
        _world.Run(async world =>
        {
            var (lan, wan) = (world.Start(1, Lan("consul")), world.Start(1, Wan, port: WanPort));
            world.Start(2, Wan, port: WanPort);
            world.Start(3, Wan, port: WanPort);
            Run(lan, wan);
            await world.Start(2, Lan("node")).JoinAsync(lan);
            await world.Start(3, Lan("consul", wanPort: "")).JoinAsync(lan);
            await world.PassAsync(TimeSpan.FromMinutes(3));
            Assert.Equal((3, 1), (lan.Alive, wan.Alive));
        });

    [Fact]
    public void One_that_cannot_be_reached_is_tried_again() =>
        _world.Run(async world =>
        {
            var (lan, wan) = (world.Start(1, Lan("consul")), world.Start(1, Wan, port: WanPort));
            var flood = Run(lan, wan);
            await world.Start(2, Lan("consul")).JoinAsync(lan);
            flood.MembersChanged();
            await world.PassAsync(TimeSpan.FromSeconds(10));
            Assert.Contains(_log.Lines, static it => it.Text.Contains("will try again", StringComparison.Ordinal));
            world.Start(2, Wan, port: WanPort);
            await world.UntilAsync("it is there", () => wan.Alive == 2);
        });

    public void Dispose() => _log.Dispose();

    private WanFlood Run(PoolMember lan, PoolMember wan)
    {
        var flood = new WanFlood(lan.Pool, wan.Pool, "dc1", _world.World, _log.CreateLogger<WanFlood>());
        wan.Run("flood", flood.RunAsync);
        return flood;
    }

    private static Func<PoolOptions, PoolOptions> Lan(string role, string wanPort = "8302") =>
        options =>
            options with
            {
                Member = options.Member with
                {
                    Tags = new SortedList<string, string>
                    {
                        ["role"] = role,
                        ["dc"] = "dc1",
                        ["wan_join_port"] = wanPort,
                    },
                },
            };

    private static PoolOptions Wan(PoolOptions options) =>
        options with
        {
            Pool = "wan",
            Member = options.Member with { Name = $"{options.Member.Name}.dc1" },
        };
}
