using Praetor.Agent.Membership;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;
using Praetor.TestKit.Pools;
using Xunit;
using PoolWorld = Praetor.TestKit.Pools.PoolWorld;

namespace Praetor.Agent.Tests.Membership;

/// <summary>What is done to both pools of an agent.</summary>
public sealed class AgentPoolsTests
{
    private const int WanPort = 8302;

    private readonly PoolWorld _world = new(seed: 11);

    [Theory]
    [InlineData("node-2", false, MemberStatus.Left, MemberStatus.Left)]
    [InlineData("node-2", true, MemberStatus.Failed, MemberStatus.Left)]
    [InlineData("node-2.dc1", true, MemberStatus.Failed, MemberStatus.Left)]
    [InlineData("node-2.dc1", false, MemberStatus.Failed, MemberStatus.Left)]
    public void A_failed_member_is_forced_out_of_the_pools_it_is_in(
        string name,
        bool isWanOnly,
        MemberStatus inLan,
        MemberStatus inWan
    ) =>
        _world.Run(async world =>
        {
            var (lan, wan) = await StartAsync(world);
            var pools = new AgentPools(lan.Pool, wan.Pool);

            Assert.True(await pools.ForceLeaveAsync(name, prunes: false, isWanOnly, "dc1", CancellationToken.None));
            Assert.Equal(
                (inLan, inWan),
                (pools.Lan.View.Find("node-2")?.Status, pools.Wan!.View.Find("node-2.dc1")?.Status)
            );
        });

    [Fact]
    public void A_member_that_is_pruned_is_forgotten_in_both_pools() =>
        _world.Run(async world =>
        {
            var (lan, wan) = await StartAsync(world);
            var pools = new AgentPools(lan.Pool, wan.Pool);

            Assert.True(await pools.ForceLeaveAsync("node-2", prunes: true, false, "dc1", CancellationToken.None));
            Assert.Null(pools.Lan.View.Find("node-2"));
            Assert.Null(pools.Wan!.View.Find("node-2.dc1"));
            Assert.False(await pools.ForceLeaveAsync("node-2", prunes: true, false, "dc1", CancellationToken.None));
        });

    [Fact]
    public void Who_cannot_be_joined_is_told_in_Consuls_layout_and_who_can_is_joined() =>
        _world.Run(async world =>
        {
            var (one, other) = (world.Start(1), world.Start(2));
            var pools = new AgentPools(one.Pool, Wan: null);

            var refused = await pools.JoinAsync("10.0.0.9:7946", isWan: false, CancellationToken.None);
            Assert.StartsWith(
                "1 error occurred:\n\t* Failed to join 10.0.0.9:7946: ",
                refused,
                StringComparison.Ordinal
            );
            Assert.NotNull(await pools.JoinAsync($"{other.Address}", isWan: true, CancellationToken.None));
            Assert.Equal(1, one.Alive);
            Assert.Null(await pools.JoinAsync($"{other.Address}", isWan: false, CancellationToken.None));
            Assert.Equal(2, one.Alive);
        });

    /// <summary>An agent's two pools, in both of which the other member has failed.</summary>
    private static async Task<(PoolMember Lan, PoolMember Wan)> StartAsync(PoolWorld world)
    {
        var (lan, wan) = (world.Start(1), world.Start(1, Wan, port: WanPort));
        var (lanOther, wanOther) = (world.Start(2), world.Start(2, Wan, port: WanPort));
        await lan.JoinAsync(lanOther);
        await wan.JoinAsync(wanOther);
        await lanOther.StopAsync();
        await wanOther.StopAsync();
        await world.UntilAsync(
            "the others have failed",
            () => lan.StatusOf(lanOther) == MemberStatus.Failed && wan.StatusOf(wanOther) == MemberStatus.Failed
        );
        return (lan, wan);
    }

    private static PoolOptions Wan(PoolOptions options) =>
        options with
        {
            Pool = "wan",
            Member = options.Member with { Name = $"{options.Member.Name}.dc1" },
        };
}
