using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;
using Praetor.TestKit.Gossip;
using Xunit;

namespace Praetor.Gossip.Tests.Serf;

/// <summary>What a peer that makes things up may make a member hold.</summary>
public sealed class FloodTests
{
    private readonly GossipNetwork _network = new(1);

    [Fact]
    public void Events_of_one_time_are_taken_up_to_a_bound()
    {
        var member = new GossipMember(_network, 1, SwimProfile.Lan);
        for (var n = 0; n < 2 * RecentRing<int>.SameTimeMax; n++)
        {
            Hear(member, new SerfMessage.UserEvent(7, $"event-{n}"));
        }

        Assert.Equal(RecentRing<int>.SameTimeMax, member.Events.OfType<SerfEvent.User>().Count());
    }

    [Fact]
    public void Recent_events_take_no_more_than_their_bytes_and_old_ones_make_room()
    {
        const int EventBytes = 8 * 1024;
        var ring = new RecentRing<byte[]>(static it => it.Length);
        var held = 0;
        for (var n = 0; n < 20; n++)
        {
            for (ulong time = 1; time <= 200; time++)
            {
                held += ring.TryAdd(time, 200, new byte[EventBytes], static (_, _) => false) ? EventBytes : 0;
            }
        }

        Assert.Equal(RecentRing<byte[]>.BytesMax, held);
        Assert.True(ring.TryAdd(1 + RecentRing<byte[]>.Size, 600, new byte[EventBytes], static (_, _) => false));
        Assert.Equal(RecentRing<byte[]>.Size, ring.Buckets.Count);
    }

    [Fact]
    public void Intents_of_members_nobody_knows_are_remembered_up_to_a_bound()
    {
        var member = new GossipMember(_network, 1, SwimProfile.Lan);
        for (var n = 0; n < 4096; n++)
        {
            Hear(member, new SerfMessage.Leave(5, $"ghost-{n}", Prune: false));
        }

        // The first of these is one too many: it is not known to leave when it comes.
        Hear(member, new SerfMessage.Leave(5, "late", Prune: false));
        Come(member, "late", 300);
        Come(member, "ghost-7", 301);
        Assert.Equal(MemberStatus.Alive, member.Core.Members.Find("late")?.Status);
        Assert.Equal(MemberStatus.Leaving, member.Core.Members.Find("ghost-7")?.Status);
    }

    [Fact]
    public void Answers_are_taken_from_no_more_names_than_there_are_members()
    {
        var member = new GossipMember(_network, 1, SwimProfile.Lan);
        Assert.Null(member.Step(new SerfInput.Ask(1, "who", null) { Timeout = TimeSpan.FromSeconds(5) }));
        var asked = Assert.Single(member.Events.OfType<SerfEvent.Asked>()).Ticket;
        for (var n = 0; n < 100; n++)
        {
            Hear(member, new SerfMessage.QueryResponse(asked.Time, asked.Id, $"liar-{n}") { Payload = [1] });
        }

        Assert.InRange(member.Events.OfType<SerfEvent.Answered>().Count(), 1, 2);
    }

    [Fact]
    public void Who_is_to_be_forgotten_while_it_leaves_is_forgotten_when_it_is_gone()
    {
        var members = Enumerable.Range(0, 3).Select(it => new GossipMember(_network, it, SwimProfile.Lan)).ToList();
        members.ForEach(member => member.Join(members[0]));
        _network.Run(TimeSpan.FromSeconds(5));
        members[2].Step(new SerfInput.Leave());
        Assert.True(
            _network.RunUntil(() => members[0].StatusOf(members[2]) == MemberStatus.Leaving, TimeSpan.FromSeconds(5))
        );
        members[0].Step(new SerfInput.ForceLeave(members[2].Name, Prune: true));
        Assert.True(_network.RunUntil(() => members[2].Core.HasLeft, TimeSpan.FromSeconds(20)));
        members[2].IsDown = true;
        _network.Run(TimeSpan.FromSeconds(20));
        Assert.Equal(MemberStatus.None, members[0].StatusOf(members[2]));
    }

    private static void Hear(GossipMember member, SerfMessage message) =>
        member.Step(
            new SwimInput.PacketReceived(GossipMember.AddressOf(2), [new SwimMessage.User(SerfCodec.Encode(message))])
        );

    private static void Come(GossipMember member, string name, int number) =>
        member.Step(
            new SwimInput.PacketReceived(
                GossipMember.AddressOf(2),
                [new SwimMessage.Alive(1, name, GossipMember.AddressOf(number)) { Versions = ProtocolVersions.Serf }]
            )
        );
}
