using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;
using Xunit;
using static Praetor.Gossip.Tests.Swim.SwimBench;

namespace Praetor.Gossip.Tests.Swim;

public sealed class StateExchangeTests
{
    [Fact]
    public void A_join_gives_all_and_takes_all()
    {
        var bench = new SwimBench();
        bench.Forget();
        bench.Step(new SwimInput.Join(11, At(2)));
        var stream = Assert.Single(bench.Streams);
        var ours = Assert.IsType<SwimMessage.PushPull>(SwimMessageCodec.DecodeFromStream(stream.Message));
        bench.Step(new SwimInput.StreamAnswered(stream.Stream, State(Node(2), Node(3))));

        Assert.True(ours.IsJoin);
        Assert.Equal("n1", Assert.Single(ours.Nodes).Name);
        Assert.Equal([9], ours.UserState);
        Assert.Equal(["joined n2", "joined n3", "state 05 True"], bench.Events);
        Assert.Equal([new JoinEnd(11, null)], bench.Joins);
    }

    [Fact]
    public void A_request_is_answered_with_what_was_known_before_and_then_merged()
    {
        var bench = new SwimBench();
        bench.Step(new SwimInput.StreamRequested(3, State(Node(2))));

        var answer = Assert.Single(bench.Answers);
        var ours = Assert.IsType<SwimMessage.PushPull>(SwimMessageCodec.DecodeFromStream(answer.Message));
        Assert.Equal(3, answer.Ticket);
        Assert.Equal(["n1"], ours.Nodes.Select(node => node.Name));
        Assert.Equal(NodeState.Alive, bench.StateOf(2));
    }

    [Fact]
    public void Nodes_that_others_hold_dead_are_suspects_here_and_those_that_left_have_left()
    {
        var bench = WithNodes(4);
        bench.Step(
            new SwimInput.StreamRequested(
                1,
                State(
                    Node(2) with
                    {
                        State = NodeState.Dead,
                    },
                    Node(3) with
                    {
                        State = NodeState.Left,
                    },
                    Node(4) with
                    {
                        State = NodeState.Suspect,
                    }
                )
            )
        );

        Assert.Equal(NodeState.Suspect, bench.StateOf(2));
        Assert.Equal(NodeState.Left, bench.StateOf(3));
        Assert.Equal(NodeState.Suspect, bench.StateOf(4));
    }

    [Fact]
    public void A_pool_that_is_refused_is_not_merged()
    {
        var bench = new SwimBench { MergeRefusal = "another datacenter" };
        bench.Step(new SwimInput.Join(1, At(2)));
        bench.Step(new SwimInput.StreamAnswered(bench.Streams[0].Stream, State(Node(2))));

        Assert.Equal([new JoinEnd(1, "another datacenter")], bench.Joins);
        Assert.Null(bench.StateOf(2));
    }

    [Fact]
    public void Nodes_that_do_not_understand_each_other_stay_apart()
    {
        var bench = new SwimBench();
        bench.Step(new SwimInput.Join(1, At(2)));
        var old = Node(2) with { Versions = ProtocolVersions.Serf with { Max = 1, Current = 1 } };
        bench.Step(new SwimInput.StreamAnswered(bench.Streams[0].Stream, State(old)));

        Assert.Equal("Node 'n1' protocol version (2) is incompatible: [1, 1]", Assert.Single(bench.Joins).Error);
    }

    [Theory]
    [InlineData("refused")]
    public void A_failed_join_says_why(string reason)
    {
        var bench = new SwimBench();
        bench.Step(new SwimInput.Join(1, At(2)));
        bench.Step(new SwimInput.StreamFailed(bench.Streams[0].Stream, reason));
        bench.Step(new SwimInput.Join(2, At(2)));
        bench.Step(new SwimInput.StreamAnswered(bench.Streams[1].Stream, new SwimMessage.Error("no")));
        bench.Step(new SwimInput.StreamAnswered(bench.Streams[1].Stream, State(Node(2))));

        Assert.Equal([new JoinEnd(1, "refused"), new JoinEnd(2, "remote error: no")], bench.Joins);
        Assert.Null(bench.StateOf(2));
    }

    [Fact]
    public void Now_and_then_a_living_node_is_asked_for_all_it_knows()
    {
        var bench = WithNodes(3, Quiet with { PushPullInterval = TimeSpan.FromSeconds(30) });
        bench.Hear(Dead(3, from: 2));
        bench.Pass(TimeSpan.FromSeconds(65));

        Assert.InRange(bench.Streams.Count, 2, 3);
        Assert.All(bench.Streams, stream => Assert.Equal(At(2), stream.To));
    }

    [Fact]
    public void Gossip_goes_to_some_nodes_at_a_time_and_to_the_dead_for_a_while()
    {
        var bench = WithNodes(8, Quiet with { GossipInterval = TimeSpan.FromMilliseconds(200) });
        bench.Hear(Dead(2, from: 3));
        bench.Pass(TimeSpan.FromSeconds(4));

        Assert.Contains(bench.SentTo(2), message => message is SwimMessage.Dead { Node: "n2" });
        Assert.All(bench.Packets, packet => Assert.InRange(packet.Messages.Sum(m => 2 + m.Length), 1, 1400 - 7));

        bench.Pass(TimeSpan.FromSeconds(31));
        bench.Forget();
        bench.Hear(Alive(3, incarnation: 2));
        bench.Pass(TimeSpan.FromSeconds(4));
        Assert.NotEmpty(bench.Packets);
        Assert.Empty(bench.SentTo(2));
    }

    [Fact]
    public void User_messages_and_pings_over_streams_are_taken()
    {
        var bench = WithNodes(2);
        bench.Step(new SwimInput.StreamRequested(1, new SwimMessage.User(new byte[] { 0xab })));
        bench.Step(new SwimInput.StreamRequested(2, new SwimMessage.Ping(6, "n1")));
        bench.Step(new SwimInput.StreamRequested(3, new SwimMessage.Ping(7, "n8")));

        Assert.Equal(["user AB"], bench.Events);
        Assert.Equal(2, Assert.Single(bench.Answers).Ticket);
    }

    private static PushPullNode Node(int node) =>
        new("n" + node, At(node), 1, NodeState.Alive) { Versions = ProtocolVersions.Serf };

    private static SwimMessage.PushPull State(params PushPullNode[] nodes) => new(true, nodes, [5]);
}
