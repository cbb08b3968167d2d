using Praetor.Gossip.Encryption;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;
using Praetor.TestKit.Fuzzing;
using Praetor.TestKit.Gossip;
using Praetor.TestKit.Gossip.Captures;
using Xunit;

namespace Praetor.Gossip.Tests.Simulation;

/// <summary>
/// Goal: a peer that is in the pool and lies harms nobody but itself. Method: what it says is well formed and wrong.
/// </summary>
public sealed class HostilePeerTests
{
    [Theory]
    [InlineData("serf-plain", 1)]
    [InlineData("lan-consul", 2)]
    public void Mutated_traffic_does_not_bring_a_member_down_nor_lets_it_grow_without_bound(string pool, int seed)
    {
        var network = new GossipNetwork(seed);
        var member = new GossipMember(network, 1, SwimProfile.Lan) { OnEvent = static _ => { } };
        var packets = Capture.Frames(pool).Where(frame => frame.Kind == FrameKind.Packet).SelectMany(f => f.Messages);
        var streams = Capture.Frames(pool).Where(frame => frame.Kind != FrameKind.Packet).SelectMany(f => f.Messages);
        var ofPackets = new Mutator(new Random(seed), [.. packets]);
        var ofStreams = new Mutator(new Random(seed), [.. streams]);
        for (var round = 0; round < 5000; round++)
        {
            if (TryDecode(ofPackets.Next(), isStream: false) is { } message)
            {
                member.Step(new SwimInput.PacketReceived(GossipMember.AddressOf(2), [message]));
            }

            if (round % 10 == 0 && TryDecode(ofStreams.Next(), isStream: true) is { } request)
            {
                member.Answer(request);
            }

            network.Run(TimeSpan.FromMilliseconds(20));
        }

        member.Notices.Clear();
        Assert.Equal(NodeState.Alive, member.Core.Swim.Self.State);
        Assert.Equal(MemberStatus.Alive, member.StatusOf(member));
        Assert.InRange(member.Core.Intents.Count, 0, 4096);
    }

    [Fact]
    public void Broken_traffic_of_every_pool_is_survived()
    {
        // A slice of what the scenario gossip-fuzz does a million times, which measures memory too.
        foreach (var fuzz in GossipFuzz.OfAllPools(seed: 7))
        {
            for (var round = 0; round < 2000; round++)
            {
                fuzz.Round();
            }

            Assert.InRange(fuzz.Stepped, 200, 2000);
            Assert.InRange(fuzz.Members, 1, 500);
        }
    }

    [Fact]
    public void Members_that_are_made_up_are_bounded_also_when_the_dead_are_remembered_for_days()
    {
        var network = new GossipNetwork(1);
        var member = new GossipMember(network, 1, SwimProfile.Lan, options => options with { MembersMax = 10 });
        for (var name = 0; name < 100; name++)
        {
            var lie = new SwimMessage.Alive(1, $"ghost-{name}", GossipMember.AddressOf(100 + name))
            {
                Versions = ProtocolVersions.Serf,
            };
            member.Step(new SwimInput.PacketReceived(GossipMember.AddressOf(2), [lie]));
            network.Run(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(10, member.Core.Members.Count);
        Assert.Contains(member.Notices, it => it.Kind == SwimNoticeKind.TooManyNodes);
    }

    [Fact]
    public void A_member_that_leaves_is_not_made_to_forget_itself()
    {
        var network = new GossipNetwork(1);
        var members = Enumerable.Range(0, 3).Select(it => new GossipMember(network, it, SwimProfile.Lan)).ToList();
        members.ForEach(member => member.Join(members[0]));
        network.Run(TimeSpan.FromSeconds(5));
        members[1].Step(new SerfInput.Leave());
        var prune = SerfCodec.Encode(new SerfMessage.Leave(1000, members[1].Name, Prune: true));
        members[1].Step(new SwimInput.PacketReceived(members[0].Address, [new SwimMessage.User(prune)]));
        network.Run(TimeSpan.FromSeconds(20));

        Assert.Equal(MemberStatus.Left, members[1].StatusOf(members[1]));
        Assert.True(members[1].Core.HasLeft);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(ulong.MaxValue - 1)]
    public void Clocks_at_the_end_of_their_range_do_not_stop_events(ulong time)
    {
        var network = new GossipNetwork(1);
        var member = new GossipMember(network, 1, SwimProfile.Lan);
        var lie = SerfCodec.Encode(new SerfMessage.UserEvent(time, "lie"));
        member.Step(new SwimInput.PacketReceived(GossipMember.AddressOf(2), [new SwimMessage.User(lie)]));
        Assert.Null(member.Step(new SerfInput.FireEvent("truth", null, Coalesces: false)));

        Assert.Contains(member.Events.OfType<SerfEvent.User>(), it => it.Name == "truth");
        Assert.InRange(member.Core.Events.Clock.Time, 1ul, 10ul);
    }

    [Fact]
    public void Nonsense_in_key_queries_is_answered_as_such()
    {
        var network = new GossipNetwork(1);
        var ring = Keyring.Create(new byte[16], []).Ring!;
        var members = Enumerable
            .Range(0, 2)
            .Select(it => new GossipMember(network, it, SwimProfile.Lan, options => options with { Keyring = ring }))
            .ToList();
        members[1].Join(members[0]);
        network.Run(TimeSpan.FromSeconds(5));
        members[0].Step(new SerfInput.Ask(1, InternalQueries.UseKey, [7, 0xff, 0xff]));
        network.Run(TimeSpan.FromSeconds(5));

        Assert.All(
            members[0].Events.OfType<SerfEvent.Answered>(),
            it => Assert.False(Assert.IsType<SerfMessage.KeyResponse>(SerfReader.Decode(it.Payload)).IsDone)
        );
        Assert.Equal(2, members[0].Events.OfType<SerfEvent.Answered>().Count());
    }

    private static SwimMessage? TryDecode(byte[] bytes, bool isStream)
    {
        try
        {
            return isStream ? SwimMessageCodec.DecodeFromStream(bytes) : SwimMessageCodec.Decode(bytes);
        }
        catch (GossipFormatException)
        {
            return null;
        }
    }
}
