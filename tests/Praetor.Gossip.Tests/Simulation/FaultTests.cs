using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;
using Praetor.TestKit.Gossip;
using Xunit;

namespace Praetor.Gossip.Tests.Simulation;

/// <summary>
/// Safety and progress under faults. Safety: no member lives twice, and incarnations do not go back. Progress: when the
/// faults stop, all members agree. Longer runs: tests/Praetor.Simulation, scenario gossip.
/// </summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void When_loss_pauses_and_partitions_stop_all_agree(int seed)
    {
        var network = SimPool.Settled(seed, 12, SwimProfile.Lan);
        var incarnations = new Dictionary<(string Of, string By), uint>();
        for (var round = 0; round < 10; round++)
        {
            network.Loss = 0.3 * network.Random.NextDouble();
            var side = network.Random.Next(4);
            network.SideOf = member => side == 0 ? member.Number % 2 : 0;
            network.Members[network.Random.Next(12)].Pause(TimeSpan.FromSeconds(10));
            network.Run(TimeSpan.FromSeconds(15));
            CheckIncarnations(network, incarnations);
        }

        network.Loss = 0;
        network.SideOf = static _ => 0;
        Assert.True(
            network.RunUntil(
                () => network.Members.TrueForAll(member => member.Core.Members.CountOf(MemberStatus.Alive) == 12),
                TimeSpan.FromMinutes(10)
            ),
            string.Join(' ', network.Members.Select(member => member.Core.Members.CountOf(MemberStatus.Alive)))
        );
        CheckIncarnations(network, incarnations);
    }

    [Theory]
    [InlineData(0, 1.8)]
    [InlineData(0.1, 2.0)]
    public void An_event_reaches_thirty_nodes_in_time(double loss, double secondsMax)
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var heard = SimPool.Converge(SimPool.Settled(seed, 30, SwimProfile.Lan, loss));

            Assert.Equal(30, heard.Count);
            Assert.InRange(heard[^1].TotalSeconds, 0.1, secondsMax);
        }
    }

    [Fact]
    public void A_silent_node_is_held_dead_by_all_in_time()
    {
        var (first, all) = SimPool.Detect(SimPool.Settled(1, 30, SwimProfile.Lan));

        Assert.InRange(first?.TotalSeconds ?? double.NaN, 4, 30);
        Assert.InRange(all?.TotalSeconds ?? double.NaN, first?.TotalSeconds ?? 0, 33);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Halves_that_held_each_other_dead_agree_again(int minutesApart)
    {
        var partition = new GossipPartition(SimPool.Settled(1, 16, SwimProfile.Lan));
        partition.Run(TimeSpan.FromMinutes(minutesApart));

        Assert.NotNull(partition.UntilParted);
        Assert.InRange(partition.UntilHealed?.TotalSeconds ?? double.NaN, 0, 120);
        Assert.Equal(1, partition.ByGossip + partition.ByReconnect + partition.ByPushPull, 3);
    }

    [Fact]
    public void An_idle_node_sends_a_probe_and_an_answer_in_a_second()
    {
        var network = SimPool.Settled(1, 30, SwimProfile.Lan);
        var time = SimPool.Idle(network, TimeSpan.FromMinutes(2));

        Assert.InRange(network.Packets.Sent / time.TotalSeconds / 30, 1.9, 2.1);
        Assert.InRange(network.Packets.BytesReceived / time.TotalSeconds / 30, 100, 400);
    }

    [Fact]
    public void Members_that_are_well_survive_others_that_are_not_with_lifeguard()
    {
        var time = TimeSpan.FromMinutes(2);
        var with = SimPool.FalseDeaths(SimPool.Settled(1, 40, SwimProfile.Lan), 0.1, time);
        var without = SimPool.FalseDeaths(SimPool.Settled(1, 40, SwimProfile.Lan.WithoutLifeguard()), 0.1, time);

        Assert.True(without >= 20 * Math.Max(with, 1), $"{with} false deaths with Lifeguard, {without} without");
    }

    private static void CheckIncarnations(GossipNetwork network, Dictionary<(string Of, string By), uint> seen)
    {
        foreach (var member in network.Members)
        {
            Assert.Equal(
                member.Core.Swim.Table.Count,
                member.Core.Swim.Table.Nodes.Select(node => node.Name).Distinct().Count()
            );
            Assert.Equal(NodeState.Alive, NodeStateOfSelf(member));
            foreach (var node in member.Core.Swim.Table.Nodes)
            {
                var own = network.Members.Single(it => it.Name == node.Name).Core.Swim.Self.Incarnation;
                Assert.True(node.Incarnation <= own, $"{member.Name} knows {node.Name} better than itself");
                Assert.True(node.Incarnation >= seen.GetValueOrDefault((node.Name, member.Name)) || node.IsGone);
                seen[(node.Name, member.Name)] = node.Incarnation;
            }
        }
    }

    private static NodeState NodeStateOfSelf(GossipMember member) => member.Core.Swim.Self.State;
}
