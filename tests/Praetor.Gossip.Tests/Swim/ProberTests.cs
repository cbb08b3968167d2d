using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;
using Xunit;
using static Praetor.Gossip.Tests.Swim.SwimBench;

namespace Praetor.Gossip.Tests.Swim;

public sealed class ProberTests
{
    private static readonly SwimProfile Probing = Quiet with { ProbeInterval = TimeSpan.FromSeconds(1) };

    [Fact]
    public void A_ping_that_is_answered_gives_a_round_trip()
    {
        var bench = WithNodes(2, Probing);
        var ping = PingTo(bench, 2);
        bench.Pass(TimeSpan.FromMilliseconds(20));
        bench.Hear(new SwimMessage.Ack(ping.Sequence, [1]));

        Assert.Equal(new PingSource(At(1).Address, 7946, "n1"), ping.Source);
        Assert.Equal(["ping n2 20"], bench.Events);
    }

    [Fact]
    public void Every_node_is_probed_once_a_round()
    {
        var bench = WithNodes(6, Probing);
        for (var round = 0; round < 3; round++)
        {
            var probed = new List<int>();
            for (var probe = 0; probe < 5; probe++)
            {
                var (node, sequence) = NextProbe(bench);
                bench.Hear(new SwimMessage.Ack(sequence, null));
                probed.Add(node);
            }

            Assert.Equal([2, 3, 4, 5, 6], probed.Order());
        }
    }

    [Fact]
    public void A_silent_node_is_asked_by_others_and_over_a_stream_and_then_suspect()
    {
        var bench = WithNodes(6, Probing);
        var (silent, sequence) = NextProbe(bench);
        bench.Forget();
        bench.Pass(TimeSpan.FromMilliseconds(500));

        var indirect = Enumerable.Range(2, 5).SelectMany(bench.SentTo).OfType<SwimMessage.IndirectPing>().ToList();
        Assert.Equal(3, indirect.Count);
        Assert.All(indirect, ping => Assert.True(ping is { WantsNack: true } && ping.Sequence == sequence));
        Assert.Empty(bench.SentTo(silent).OfType<SwimMessage.IndirectPing>());
        Assert.Equal(At(silent), Assert.Single(bench.Streams).To);

        bench.Pass(TimeSpan.FromMilliseconds(500));
        Assert.Equal(NodeState.Suspect, bench.StateOf(silent));
        Assert.Equal(3, bench.Core.Awareness.Score);
    }

    [Fact]
    public void Nacks_say_that_the_silence_is_not_this_nodes_fault()
    {
        var bench = WithNodes(6, Probing);
        var (silent, sequence) = NextProbe(bench);
        bench.Pass(TimeSpan.FromMilliseconds(600));
        bench.Hear(new SwimMessage.Nack(sequence), new SwimMessage.Nack(sequence), new SwimMessage.Nack(sequence));
        bench.Pass(TimeSpan.FromMilliseconds(400));

        Assert.Equal(NodeState.Suspect, bench.StateOf(silent));
        Assert.Equal(0, bench.Core.Awareness.Score);
    }

    [Fact]
    public void An_answer_by_way_of_another_ends_the_probe()
    {
        var bench = WithNodes(6, Probing);
        var (silent, sequence) = NextProbe(bench);
        bench.Pass(TimeSpan.FromMilliseconds(600));
        bench.Hear(new SwimMessage.Ack(sequence, null));
        bench.Pass(TimeSpan.FromMilliseconds(399));

        Assert.Equal(NodeState.Alive, bench.StateOf(silent));
        Assert.DoesNotContain(bench.Events, it => it.StartsWith("ping", StringComparison.Ordinal));
    }

    [Fact]
    public void A_node_that_answers_streams_only_is_not_suspect_and_is_noticed()
    {
        var bench = WithNodes(2, Probing);
        var (silent, sequence) = NextProbe(bench);
        bench.Pass(TimeSpan.FromMilliseconds(600));
        var stream = Assert.Single(bench.Streams);
        bench.Step(new SwimInput.StreamAnswered(stream.Stream, new SwimMessage.Ack(sequence, null)));
        bench.Pass(TimeSpan.FromMilliseconds(400));

        Assert.Equal(NodeState.Alive, bench.StateOf(silent));
        Assert.Equal(SwimNoticeKind.OnlyStreamsPass, Assert.Single(bench.Notices).Kind);
    }

    [Fact]
    public void A_suspect_is_told_so_with_the_ping()
    {
        var bench = WithNodes(2, Probing);
        bench.Hear(Suspect(2, from: 3));
        NextProbe(bench);

        Assert.Contains(new SwimMessage.Suspect(1, "n2", "n1"), bench.SentTo(2));
        Assert.Contains(bench.Packets, packet => packet.To == At(2) && packet.WithChecksum);
    }

    [Fact]
    public void An_unwell_node_gives_others_more_time()
    {
        var bench = WithNodes(2, Probing);
        bench.Core.Awareness.Apply(3);
        var (silent, _) = NextProbe(bench);
        bench.Pass(TimeSpan.FromMilliseconds(3999));
        Assert.Equal(NodeState.Alive, bench.StateOf(silent));
        bench.Pass(TimeSpan.FromMilliseconds(1));

        Assert.Equal(NodeState.Suspect, bench.StateOf(silent));
    }

    [Fact]
    public void Pings_are_answered_with_the_applications_payload_unless_another_is_meant()
    {
        var bench = WithNodes(2);
        bench.Hear(new SwimMessage.Ping(4, "n1") { Source = new PingSource(At(2).Address, 7946, "n2") });
        bench.Hear(new SwimMessage.Ping(5, "other") { Source = new PingSource(At(2).Address, 7946, "n2") });

        var ack = Assert.Single(bench.SentTo(2).OfType<SwimMessage.Ack>());
        Assert.Equal(4u, ack.Sequence);
        Assert.Equal([7], ack.Payload);
    }

    [Fact]
    public void A_ping_for_another_is_passed_on_and_so_is_the_answer()
    {
        var bench = WithNodes(3);
        bench.Hear(IndirectPing(40));
        var ping = Assert.Single(bench.SentTo(3).OfType<SwimMessage.Ping>());
        bench.Hear(new SwimMessage.Ack(ping.Sequence, [9]));
        bench.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(new SwimMessage.Ack(40, null), Assert.Single(bench.SentTo(2).OfType<SwimMessage.Ack>()));
        Assert.Empty(bench.SentTo(2).OfType<SwimMessage.Nack>());
    }

    [Fact]
    public void A_ping_for_another_without_answer_is_a_nack()
    {
        var bench = WithNodes(3);
        bench.Hear(IndirectPing(40));
        bench.Pass(TimeSpan.FromMilliseconds(500));

        Assert.Equal(new SwimMessage.Nack(40), Assert.Single(bench.SentTo(2).OfType<SwimMessage.Nack>()));
    }

    private static SwimMessage.IndirectPing IndirectPing(uint sequence) =>
        new(sequence, At(3), "n3") { WantsNack = true, Source = new PingSource(At(2).Address, 7946, "n2") };

    private static SwimMessage.Ping PingTo(SwimBench bench, int node)
    {
        NextProbe(bench);
        return Assert.Single(bench.SentTo(node).OfType<SwimMessage.Ping>());
    }

    private static (int Node, uint Sequence) NextProbe(SwimBench bench)
    {
        bench.Packets.Clear();
        bench.Pass(bench.Core.NextDeadline - bench.Now);
        var packet = bench.Packets.Single(it => SwimMessageCodec.Decode(it.Messages[0].Span) is SwimMessage.Ping);
        var ping = (SwimMessage.Ping)SwimMessageCodec.Decode(packet.Messages[0].Span);
        return (int.Parse(ping.Node[1..], System.Globalization.CultureInfo.InvariantCulture), ping.Sequence);
    }
}
