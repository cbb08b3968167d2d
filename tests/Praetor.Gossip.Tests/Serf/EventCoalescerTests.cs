using System.Net;
using Praetor.Gossip.Serf;
using Xunit;

namespace Praetor.Gossip.Tests.Serf;

public sealed class EventCoalescerTests
{
    private readonly EventCoalescer _coalescer = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1));

    [Fact]
    public void What_is_switched_off_holds_nothing()
    {
        var off = new EventCoalescer(TimeSpan.Zero, TimeSpan.Zero);
        List<SerfEvent> events = [Member("a", MemberChange.Joined), User("x", 1)];
        off.Pass(events, TimeSpan.Zero);
        Assert.Equal(2, events.Count);
        Assert.Equal(TimeSpan.MaxValue, off.NextDeadline);
    }

    [Fact]
    public void Of_a_members_changes_the_last_is_told_after_a_silence()
    {
        Assert.Empty(Pass(0, Member("b", MemberChange.Joined), Member("a", MemberChange.Joined)));
        Assert.Empty(Pass(0.5, Member("b", MemberChange.Failed)));
        Assert.Equal(TimeSpan.FromSeconds(1.5), _coalescer.NextDeadline);
        Assert.Empty(Pass(1.4));
        Assert.Equal([Member("a", MemberChange.Joined), Member("b", MemberChange.Failed)], Pass(1.5));
        Assert.Equal(TimeSpan.MaxValue, _coalescer.NextDeadline);
    }

    [Fact]
    public void Without_a_silence_it_is_told_when_the_period_is_over()
    {
        for (var at = 0; at < 6; at++)
        {
            Assert.Empty(Pass(at * 0.5, Member("a", MemberChange.Updated)));
        }

        Assert.Equal([Member("a", MemberChange.Updated)], Pass(3, Member("a", MemberChange.Updated)));
    }

    [Fact]
    public void Who_is_back_within_the_period_has_not_changed()
    {
        Pass(0, Member("a", MemberChange.Joined));
        Pass(1);
        Assert.Empty(Pass(2, Member("a", MemberChange.Failed), Member("a", MemberChange.Joined)));
        Assert.Empty(Pass(3));

        // A change of tags is one, though nobody came or went; and who was forgotten comes anew.
        Pass(4, Member("a", MemberChange.Updated));
        Assert.Equal([Member("a", MemberChange.Updated)], Pass(5));
        Pass(6, Member("a", MemberChange.Reaped));
        Pass(7);
        Pass(8, Member("a", MemberChange.Joined));
        Assert.Equal([Member("a", MemberChange.Joined)], Pass(9));
    }

    [Fact]
    public void Of_events_that_coalesce_the_last_of_each_name_is_told_and_others_at_once()
    {
        var now = User("now", 1) with { Coalesces = false };
        Assert.Equal([now], Pass(0, User("x", 5), now, User("x", 3), User("y", 1)));
        Assert.Equal([User("x", 5), User("y", 1)], Pass(1));

        // Nobody can say which of two of one time is the later.
        Pass(2, User("x", 7), User("x", 7));
        Assert.Equal([User("x", 7), User("x", 7)], Pass(3));
    }

    private List<SerfEvent> Pass(double at, params SerfEvent[] events)
    {
        List<SerfEvent> list = [.. events];
        _coalescer.Pass(list, TimeSpan.FromSeconds(at));
        return list;
    }

    private static SerfEvent.User User(string name, ulong time) => new(time, name, Payload: null, Coalesces: true);

    private static SerfEvent.Member Member(string name, MemberChange change) =>
        new(change, new SerfMember(name, IPAddress.Loopback, 1, MemberStatus.Alive));
}
