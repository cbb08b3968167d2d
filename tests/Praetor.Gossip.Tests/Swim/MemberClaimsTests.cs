using System.Net;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;
using Xunit;
using static Praetor.Gossip.Tests.Swim.SwimBench;

namespace Praetor.Gossip.Tests.Swim;

/// <summary>The rules of SWIM's section 4.2 and memberlist's additions, one by one.</summary>
public sealed class MemberClaimsTests
{
    [Fact]
    public void A_new_node_joins_and_is_told_of()
    {
        var bench = new SwimBench();
        bench.Forget();
        bench.Hear(Alive(2));

        Assert.Equal(NodeState.Alive, bench.StateOf(2));
        Assert.Equal(["joined n2"], bench.Events);
        Assert.Contains(bench.Told(), message => message is SwimMessage.Alive { Node: "n2" });
    }

    [Fact]
    public void The_same_or_an_older_incarnation_says_nothing_new()
    {
        var bench = WithNodes(1);
        bench.Hear(Alive(2, incarnation: 5));
        bench.Forget();
        bench.Told();
        bench.Hear(Alive(2, incarnation: 5, meta: 8), Alive(2, incarnation: 4, meta: 8));

        Assert.Empty(bench.Events);
        Assert.Equal([0], bench.Core.Table.Find("n2")!.Meta);
    }

    [Fact]
    public void A_newer_incarnation_with_other_meta_is_an_update()
    {
        var bench = WithNodes(2);
        bench.Hear(Alive(2, incarnation: 2, meta: 8));

        Assert.Equal(["updated n2"], bench.Events);
    }

    [Fact]
    public void Nodes_that_the_application_does_not_admit_stay_outside()
    {
        var bench = new SwimBench { IsAdmitting = false };
        bench.Hear(Alive(2));

        Assert.Null(bench.StateOf(2));
    }

    [Fact]
    public void A_suspicion_against_this_node_is_refuted_with_a_higher_incarnation()
    {
        var bench = WithNodes(2);
        bench.Hear(Suspect(1, from: 2, incarnation: 7));

        Assert.Equal(NodeState.Alive, bench.StateOf(1));
        Assert.Equal(8u, bench.IncarnationOf(1));
        Assert.Equal(1, bench.Core.Awareness.Score);
        Assert.Contains(bench.Told(), message => message is SwimMessage.Alive { Node: "n1", Incarnation: 8 });
    }

    [Fact]
    public void A_death_of_this_node_is_refuted_too()
    {
        var bench = WithNodes(2);
        bench.Hear(Dead(1, from: 2));

        Assert.Equal(NodeState.Alive, bench.StateOf(1));
        Assert.Equal(2u, bench.IncarnationOf(1));
    }

    [Fact]
    public void What_this_node_said_in_a_former_life_is_refuted()
    {
        var bench = WithNodes(2);
        bench.Hear(new SwimMessage.Alive(1, "n1", At(1)) { Meta = [44], Versions = ProtocolVersions.Serf });

        Assert.Equal(2u, bench.IncarnationOf(1));
        Assert.Equal([1], bench.Core.Self.Meta);
    }

    [Fact]
    public void Its_own_words_are_not_refuted()
    {
        var bench = WithNodes(2);
        bench.Hear(new SwimMessage.Alive(1, "n1", At(1)) { Meta = [1], Versions = ProtocolVersions.Serf });

        Assert.Equal(1u, bench.IncarnationOf(1));
        Assert.Equal(0, bench.Core.Awareness.Score);
    }

    [Fact]
    public void A_suspect_is_dead_when_its_time_is_over_and_alive_again_with_a_newer_incarnation()
    {
        var bench = WithNodes(2);
        bench.Hear(Suspect(2, from: 3));
        Assert.Equal(NodeState.Suspect, bench.StateOf(2));
        bench.Hear(Alive(2, incarnation: 1));
        Assert.Equal(NodeState.Suspect, bench.StateOf(2));

        bench.Hear(Alive(2, incarnation: 2));
        Assert.Equal(NodeState.Alive, bench.StateOf(2));
        Assert.Equal(TimeSpan.MaxValue, Deadline(bench));

        bench.Hear(Suspect(2, from: 3, incarnation: 2));
        bench.Pass(Deadline(bench) - bench.Now - TimeSpan.FromTicks(1));
        Assert.Equal(NodeState.Suspect, bench.StateOf(2));
        bench.Pass(TimeSpan.FromTicks(1));
        Assert.Equal(NodeState.Dead, bench.StateOf(2));
        Assert.Equal(["left n2 Dead"], bench.Events);
        Assert.Contains(bench.Told(), message => message is SwimMessage.Dead { Node: "n2", From: "n1" });
    }

    [Fact]
    public void Only_confirmations_of_others_shorten_a_suspicion_and_are_told_on()
    {
        var bench = WithNodes(10);
        bench.Hear(Suspect(2, from: 3));
        var alone = Deadline(bench);
        bench.Told();
        bench.Hear(Suspect(2, from: 3));
        Assert.Equal(alone, Deadline(bench));
        bench.Hear(Suspect(2, from: 4));
        var two = Deadline(bench);
        bench.Hear(Suspect(2, from: 5), Suspect(2, from: 6));

        Assert.True(two < alone);
        Assert.True(Deadline(bench) < two);
        Assert.Contains(bench.Told(), message => message is SwimMessage.Suspect { From: "n5" });
    }

    [Fact]
    public void A_node_that_says_itself_that_it_is_gone_has_left()
    {
        var bench = WithNodes(3);
        bench.Hear(Dead(2, from: 2), Dead(3, from: 2));

        Assert.Equal(["left n2 Left", "left n3 Dead"], bench.Events);
    }

    [Fact]
    public void Old_accusations_and_those_of_strangers_are_ignored()
    {
        var bench = WithNodes(1);
        bench.Hear(Alive(2, incarnation: 5));
        bench.Hear(Suspect(2, from: 3, incarnation: 4), Dead(2, from: 3, incarnation: 4));
        bench.Hear(Suspect(7, from: 3), Dead(7, from: 3));

        Assert.Equal(NodeState.Alive, bench.StateOf(2));
        Assert.Null(bench.StateOf(7));
    }

    [Fact]
    public void A_living_nodes_name_is_not_taken_from_another_address()
    {
        var bench = WithNodes(2);
        bench.Hear(Alive(2, incarnation: 9) with { Address = At(77) });

        Assert.Equal(At(2), bench.Core.Table.Find("n2")!.Address);
        Assert.Equal([$"conflict n2 {At(77)}"], bench.Events);
        Assert.Equal(SwimNoticeKind.NameConflict, Assert.Single(bench.Notices).Kind);
    }

    [Fact]
    public void The_name_of_a_node_that_left_may_be_taken_at_once_and_of_a_dead_one_later()
    {
        var bench = WithNodes(3);
        bench.Hear(Dead(2, from: 2), Dead(3, from: 2));
        bench.Hear(Alive(2) with { Address = At(77) }, Alive(3) with { Address = At(78) });

        Assert.Equal(At(77), bench.Core.Table.Find("n2")!.Address);
        Assert.Equal(NodeState.Dead, bench.StateOf(3));

        bench.Pass(TimeSpan.FromSeconds(31));
        bench.Hear(Alive(3) with { Address = At(78) });

        Assert.Equal(NodeState.Alive, bench.StateOf(3));
        Assert.Equal(At(78), bench.Core.Table.Find("n3")!.Address);
    }

    [Fact]
    public void The_same_address_in_sixteen_bytes_is_the_same()
    {
        var bench = WithNodes(2);
        bench.Hear(
            Alive(2, incarnation: 2) with
            {
                Address = new GossipAddress(IPAddress.Parse("::ffff:10.0.0.2"), 7946),
            }
        );

        Assert.Empty(bench.Notices);
        Assert.Equal(2u, bench.IncarnationOf(2));
    }

    [Fact]
    public void A_leaving_node_says_so_and_does_not_come_back_by_gossip()
    {
        var bench = WithNodes(2, Quiet with { GossipInterval = TimeSpan.FromMilliseconds(200) });
        bench.Step(new SwimInput.Leave());
        Assert.False(bench.Core.HasLeft);
        bench.Pass(TimeSpan.FromSeconds(3));

        Assert.True(bench.Core.HasLeft);
        Assert.Contains(bench.SentTo(2), message => message is SwimMessage.Dead { Node: "n1", From: "n1" });

        bench.Hear(new SwimMessage.Alive(9, "n1", At(1)));
        Assert.Equal(NodeState.Left, bench.StateOf(1));
    }

    [Fact]
    public void A_node_alone_has_left_at_once()
    {
        var bench = new SwimBench();
        bench.Step(new SwimInput.Leave());

        Assert.True(bench.Core.HasLeft);
    }

    [Fact]
    public void New_meta_is_told_under_a_new_incarnation()
    {
        var bench = WithNodes(2);
        bench.Step(new SwimInput.UpdateMeta([5]));

        Assert.Contains(
            bench.Told(),
            message => message is SwimMessage.Alive { Node: "n1", Incarnation: 2, Meta: [5] }
        );
    }

    [Fact]
    public void More_nodes_than_are_held_are_not_taken_in()
    {
        var options = new SwimOptions
        {
            Name = "n1",
            Address = At(1),
            NodesMax = 2,
            Profile = Quiet,
        };
        var core = new SwimCore(options, new SwimBench(), new Random(1), TimeSpan.Zero);
        var effects = new SwimEffects();
        core.Step(new SwimInput.PacketReceived(At(9), [Alive(2), Alive(3)]), TimeSpan.Zero, effects);

        Assert.Equal(2, core.Table.Count);
        Assert.Equal(SwimNoticeKind.TooManyNodes, Assert.Single(effects.Notices).Kind);
    }

    private static TimeSpan Deadline(SwimBench bench) =>
        bench.Core.Claims.SuspicionOf("n2")?.Deadline ?? TimeSpan.MaxValue;
}
