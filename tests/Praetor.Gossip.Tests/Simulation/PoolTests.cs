using System.Text;
using Praetor.Foundation.Wire;
using Praetor.Gossip.Encryption;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;
using Praetor.TestKit.Gossip;
using Xunit;

namespace Praetor.Gossip.Tests.Simulation;

/// <summary>Serf from end to end: real cores, real bytes, a simulated network.</summary>
public sealed class PoolTests
{
    private readonly GossipNetwork _network = new(seed: 42);

    [Fact]
    public void Members_that_join_one_of_them_all_find_each_other()
    {
        var members = Joined(6);

        Assert.All(members, member => Assert.Equal(6, member.Core.Members.CountOf(MemberStatus.Alive)));
        Assert.All(members[1..], member => Assert.Equal([new JoinEnd(0, null)], member.Joins));
    }

    [Fact]
    public void A_member_that_leaves_has_left_and_one_that_crashes_has_failed()
    {
        var members = Joined(6);
        members[1].Step(new SerfInput.Leave());
        members[2].IsDown = true;
        Assert.True(_network.RunUntil(() => members[1].Core.HasLeft, TimeSpan.FromSeconds(20)));
        members[1].IsDown = true;
        _network.Run(TimeSpan.FromSeconds(60));

        foreach (var member in members.Except([members[1], members[2]]))
        {
            Assert.Equal(MemberStatus.Left, member.StatusOf(members[1]));
            Assert.Equal(MemberStatus.Failed, member.StatusOf(members[2]));
        }
    }

    [Theory]
    [InlineData(false, nameof(MemberStatus.Left))]
    [InlineData(true, nameof(MemberStatus.None))]
    public void A_failed_member_is_made_to_have_left_or_is_forgotten(bool prune, string status)
    {
        var members = Joined(4);
        members[3].IsDown = true;
        _network.Run(TimeSpan.FromSeconds(60));
        members[0].Step(new SerfInput.ForceLeave(members[3].Name, prune));
        _network.Run(TimeSpan.FromSeconds(5));

        Assert.All(members[..3], member => Assert.Equal(status, member.StatusOf(members[3]).ToString()));
    }

    [Fact]
    public void A_member_that_is_said_to_have_left_says_that_it_is_here()
    {
        var members = Joined(4);
        members[0].Step(new SerfInput.ForceLeave(members[3].Name, Prune: false));
        _network.Run(TimeSpan.FromSeconds(10));

        Assert.All(members, member => Assert.Equal(MemberStatus.Alive, member.StatusOf(members[3])));
    }

    [Fact]
    public void Who_was_to_be_forgotten_while_it_was_there_has_failed_when_it_fails_later()
    {
        var members = Joined(4);
        members[0].Step(new SerfInput.ForceLeave(members[3].Name, Prune: true));
        _network.Run(TimeSpan.FromSeconds(10));
        Assert.All(members, member => Assert.Equal(MemberStatus.Alive, member.StatusOf(members[3])));

        members[3].IsDown = true;
        _network.Run(TimeSpan.FromSeconds(60));
        Assert.All(members[..3], member => Assert.Equal(MemberStatus.Failed, member.StatusOf(members[3])));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, -3)]
    public void Intervals_and_counts_of_zero_and_less_switch_off_what_they_are_for(int milliseconds, int count)
    {
        var interval = TimeSpan.FromMilliseconds(milliseconds);
        var network = SimPool.Settled(
            1,
            3,
            SwimProfile.Lan with
            {
                ProbeInterval = interval,
                ProbeTimeout = interval,
                PushPullInterval = interval,
                SuspicionMultiplier = count,
                IndirectChecks = count,
            }
        );
        network.Members[2].IsDown = true;
        network.Run(TimeSpan.FromMinutes(5));
        Assert.Equal(MemberStatus.Alive, network.Members[0].StatusOf(network.Members[2]));

        network = new GossipNetwork(1);
        var silent = SwimProfile.Lan with
        {
            GossipInterval = interval,
            GossipNodes = count,
            RetransmitMultiplier = count,
        };
        GossipMember[] members =
        [
            .. Enumerable.Range(0, 3).Select(number => new GossipMember(network, number, silent)),
        ];
        members[1].Join(members[0]);
        network.Run(TimeSpan.FromMinutes(5));
        Assert.Equal(MemberStatus.Alive, members[0].StatusOf(members[1]));
    }

    [Fact]
    public void An_event_reaches_everybody_once()
    {
        var members = Joined(10);
        members[4].Step(new SerfInput.FireEvent("deploy", "v2"u8.ToArray(), Coalesces: true));
        _network.Run(TimeSpan.FromSeconds(70));

        Assert.All(
            members,
            member =>
            {
                var heard = Assert.Single(member.Events.OfType<SerfEvent.User>());
                Assert.Equal(
                    ("deploy", "v2", true),
                    (heard.Name, Encoding.UTF8.GetString(heard.Payload!), heard.Coalesces)
                );
            }
        );
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void A_member_that_joins_later_hears_of_old_events_if_it_wants_to(bool ignores, int heard)
    {
        var members = Joined(3);
        members[0].Step(new SerfInput.FireEvent("old", null, Coalesces: false));
        _network.Run(TimeSpan.FromSeconds(10));
        var late = new GossipMember(_network, 9, SwimProfile.Lan);
        late.Join(members[0], ignores);
        _network.Run(TimeSpan.FromSeconds(10));

        Assert.Equal(heard, late.Events.OfType<SerfEvent.User>().Count());
    }

    [Fact]
    public void Only_its_own_join_makes_a_member_pass_over_old_events()
    {
        var members = Joined(3);
        var late = new GossipMember(_network, 9, SwimProfile.Lan);
        late.Join(members[0], ignoresOldEvents: true);
        _network.Run(TimeSpan.FromSeconds(10));

        // A pool whose clock of events is far ahead is joined to ours, by one of its members and with its old events.
        var stranger = new GossipMember(_network, 10, SwimProfile.Lan);
        for (var time = 0; time < 20; time++)
        {
            stranger.Step(new SerfInput.FireEvent("theirs", [(byte)time], Coalesces: false));
        }

        stranger.Join(late);
        _network.Run(TimeSpan.FromSeconds(10));
        Assert.Equal(20, late.Events.OfType<SerfEvent.User>().Count(it => it.Name == "theirs"));
        Assert.False(late.Core.IgnoresOldEvents);
    }

    [Fact]
    public void An_event_that_is_too_large_is_refused_in_serfs_words()
    {
        var member = new GossipMember(_network, 1, SwimProfile.Lan);

        Assert.Equal(
            "user event exceeds configured limit of 512 bytes before encoding",
            member.Step(new SerfInput.FireEvent("x", new byte[512], Coalesces: false))
        );
        Assert.Equal(
            "user event exceeds configured limit of 512 bytes after encoding",
            member.Step(new SerfInput.FireEvent("x", new byte[500], Coalesces: false))
        );
        Assert.Null(member.Step(new SerfInput.FireEvent("x", new byte[400], Coalesces: false)));
    }

    [Fact]
    public void A_query_is_acknowledged_and_answered_by_those_it_is_for()
    {
        var members = Joined(8, number => number % 2 == 0 ? "web" : "db");
        members[0]
            .Step(
                new SerfInput.Ask(77, "uptime", null)
                {
                    Filters = [QueryFilter.OfTag("role", "^web$")],
                    WantsAcks = true,
                    RelayFactor = 2,
                }
            );
        _network.Run(TimeSpan.FromSeconds(1));
        foreach (var member in members)
        {
            foreach (var asked in member.Events.OfType<SerfEvent.Asked>().ToList())
            {
                Assert.Null(member.Step(new SerfInput.Answer(asked.Ticket, [(byte)member.Number])));
            }
        }

        _network.Run(TimeSpan.FromSeconds(5));
        var events = members[0].Events;
        string[] web = ["node-0", "node-2", "node-4", "node-6"];
        Assert.Equal(web, events.OfType<SerfEvent.Acknowledged>().Select(it => it.From).Order());
        Assert.Equal(web, events.OfType<SerfEvent.Answered>().Select(it => it.From).Order());
        Assert.Equal([new SerfEvent.QueryEnded(77)], events.OfType<SerfEvent.QueryEnded>());
        Assert.Empty(members[1].Events.OfType<SerfEvent.Asked>());
    }

    [Fact]
    public void Effects_are_in_the_object_of_the_step_whatever_came_before()
    {
        var options = new SerfOptions { Name = "n1", Address = GossipMember.AddressOf(1) };
        var core = new SerfCore(options, new Random(1), TimeSpan.Zero);
        var first = new SerfEffects();
        core.Step(new SerfInput.Ask(1, "q", null) { WantsAcks = true }, TimeSpan.Zero, first);
        var second = new SerfEffects();
        core.Step(new SerfInput.Ask(2, "q", null) { WantsAcks = true }, TimeSpan.Zero, second);

        Assert.Single(first.Swim.Packets);
        Assert.Contains(first.Events, it => it is SerfEvent.Member { Change: MemberChange.Joined });
        Assert.Single(second.Swim.Packets);
        Assert.Single(second.Events);
    }

    [Fact]
    public void Queries_and_answers_have_their_limits()
    {
        var members = Joined(2);
        Assert.Equal("query exceeds limit of 1024 bytes", members[0].Step(new SerfInput.Ask(1, "q", new byte[1024])));
        members[0].Step(new SerfInput.Ask(2, "q", null) { Timeout = TimeSpan.FromSeconds(1) });
        _network.Run(TimeSpan.FromMilliseconds(500));
        var ticket = Assert.Single(members[1].Events.OfType<SerfEvent.Asked>()).Ticket;

        Assert.Equal(
            "response exceeds limit of 1024 bytes",
            members[1].Step(new SerfInput.Answer(ticket, new byte[1024]))
        );
        _network.Run(TimeSpan.FromSeconds(2));
        Assert.Equal("response is past the deadline", members[1].Step(new SerfInput.Answer(ticket, null)));
    }

    [Fact]
    public void Tags_change_for_everybody()
    {
        var members = Joined(4);
        members[2].Step(new SerfInput.SetTags(Tags("role", "cache")));
        _network.Run(TimeSpan.FromSeconds(5));

        Assert.All(members, member => Assert.Equal("cache", member.Core.Members.Find("node-2")!.Tags["role"]));
        Assert.Equal(
            "Encoded length of tags exceeds limit of 512 bytes",
            members[2].Step(new SerfInput.SetTags(Tags("a", new string('x', 512))))
        );
    }

    [Fact]
    public void A_pool_that_was_cut_in_two_becomes_one_again()
    {
        var members = Joined(10);
        _network.SideOf = member => member.Number % 2;
        _network.Run(TimeSpan.FromMinutes(2));
        Assert.Equal(5, members[0].Core.Members.CountOf(MemberStatus.Failed));

        _network.SideOf = static _ => 0;
        Assert.True(
            _network.RunUntil(
                () => members.TrueForAll(member => member.Core.Members.CountOf(MemberStatus.Alive) == 10),
                TimeSpan.FromMinutes(10)
            ),
            string.Join(' ', members.Select(member => member.Core.Members.CountOf(MemberStatus.Alive)))
        );
    }

    [Fact]
    public void A_member_that_comes_back_after_a_crash_is_the_same_and_hears_no_event_twice()
    {
        var members = Joined(4);
        members[1].Step(new SerfInput.FireEvent("once", null, Coalesces: false));
        _network.Run(TimeSpan.FromSeconds(5));
        members[3].IsDown = true;
        _network.Run(TimeSpan.FromSeconds(30));
        Assert.Equal(MemberStatus.Failed, members[0].StatusOf(members[3]));

        var again = new GossipMember(_network, 3, SwimProfile.Lan, remembered: members[3].Snapshot);
        Assert.Contains("node-1", members[3].Snapshot.Members.Keys);
        again.Join(members[1]);
        _network.Run(TimeSpan.FromSeconds(10));

        Assert.Equal(MemberStatus.Alive, members[0].StatusOf(again));
        Assert.Empty(again.Events.OfType<SerfEvent.User>());
    }

    [Fact]
    public void Failed_and_left_members_are_forgotten_in_their_time()
    {
        var members = Joined(
            3,
            configure: options =>
                options with
                {
                    ReconnectTimeout = TimeSpan.FromMinutes(10),
                    TombstoneTimeout = TimeSpan.FromMinutes(5),
                }
        );
        members[1].Step(new SerfInput.Leave());
        _network.Run(TimeSpan.FromSeconds(20));
        members[1].IsDown = members[2].IsDown = true;
        _network.Run(TimeSpan.FromMinutes(6));
        Assert.Equal(MemberStatus.None, members[0].StatusOf(members[1]));
        Assert.Equal(MemberStatus.Failed, members[0].StatusOf(members[2]));
        _network.Run(TimeSpan.FromMinutes(6));

        Assert.Equal(MemberStatus.None, members[0].StatusOf(members[2]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_newcomer_with_a_name_that_is_taken_stops_if_that_is_wanted(bool resolves)
    {
        var members = Joined(5);
        var thief = new GossipMember(
            _network,
            50,
            SwimProfile.Lan,
            options => options with { Name = members[1].Name, ResolvesNameConflicts = resolves }
        );
        thief.Join(members[0]);
        _network.Run(TimeSpan.FromSeconds(30));

        Assert.Equal(resolves, thief.Events.OfType<SerfEvent.NameLost>().Any());
        Assert.Empty(members[1].Events.OfType<SerfEvent.NameLost>());
    }

    [Fact]
    public void Places_tell_how_far_members_are_from_each_other()
    {
        _network.Delay = TimeSpan.FromMilliseconds(10);
        var members = Joined(5);
        _network.Run(TimeSpan.FromMinutes(10));

        var seconds = members[0].Core.Coordinates!.Place.SecondsTo(members[3].Core.Coordinates!.Place);
        Assert.InRange(seconds, 0.8 * 0.025, 1.2 * 0.025);
        Assert.Contains("node-3", members[0].Core.Places.Keys);
    }

    [Fact]
    public void Keys_are_rotated_by_queries()
    {
        byte[] old = new byte[16];
        byte[] fresh = [.. Enumerable.Repeat((byte)7, 16)];
        var rings = new List<Keyring>();
        var members = Joined(
            3,
            configure: options =>
            {
                rings.Add(Keyring.Create(old, []).Ring!);
                return options with { Keyring = rings[^1] };
            }
        );
        foreach (var name in new[] { InternalQueries.InstallKey, InternalQueries.UseKey })
        {
            members[0].Step(new SerfInput.Ask(1, name, SerfCodec.Encode(new SerfMessage.KeyRequest(fresh))));
            _network.Run(TimeSpan.FromSeconds(5));
        }

        members[0]
            .Step(new SerfInput.Ask(2, InternalQueries.RemoveKey, SerfCodec.Encode(new SerfMessage.KeyRequest(fresh))));
        members[0]
            .Step(new SerfInput.Ask(3, InternalQueries.ListKeys, SerfCodec.Encode(new SerfMessage.KeyRequest([]))));
        _network.Run(TimeSpan.FromSeconds(5));

        Assert.All(rings, ring => Assert.Equal([fresh, old], ring.Keys));
        var answers = members[0].Events.OfType<SerfEvent.Answered>().ToLookup(it => it.Request);
        Assert.All(answers[2], it => Assert.Equal("Removing the primary key is not allowed", KeyResponse(it).Text));
        Assert.All(answers[3], it => Assert.Equal(Convert.ToBase64String(fresh), KeyResponse(it).PrimaryKey));
        Assert.Equal(3, answers[3].Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void An_encrypted_pool_with_a_label_is_a_pool(byte version)
    {
        var layers = new LayerOptions
        {
            Keyring = Keyring.Create(new byte[32], []).Ring,
            Label = "blue"u8.ToArray(),
            EncryptionVersion = version,
        };
        var network = new GossipNetwork(1, layers);
        var members = Enumerable.Range(0, 4).Select(it => new GossipMember(network, it, SwimProfile.Lan)).ToList();
        members.ForEach(member => member.Join(members[0]));
        network.Run(TimeSpan.FromSeconds(20));

        Assert.All(members, member => Assert.Equal(4, member.Core.Members.CountOf(MemberStatus.Alive)));
        Assert.InRange(network.LargestPacket, 1, SwimProfile.Lan.PacketBytesMax);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run() => Assert.Equal(Trace(5), Trace(5));

    private static List<string> Trace(int seed)
    {
        var network = new GossipNetwork(seed) { Loss = 0.2 };
        var trace = new List<string>();
        for (var number = 0; number < 6; number++)
        {
            var member = new GossipMember(network, number, SwimProfile.Lan);
            member.OnEvent = it => trace.Add($"{network.Now} {member.Name} {it}");
            if (number > 0)
            {
                member.Join(network.Members[0]);
            }
        }

        network.Run(TimeSpan.FromSeconds(10));
        network.Members[2].IsDown = true;
        network.Run(TimeSpan.FromSeconds(60));
        return trace;
    }

    private static SerfMessage.KeyResponse KeyResponse(SerfEvent.Answered answer) =>
        Assert.IsType<SerfMessage.KeyResponse>(SerfReader.Decode(answer.Payload));

    private static WireMap<string> Tags(string name, string value) => WireMap.From([KeyValuePair.Create(name, value)]);

    private List<GossipMember> Joined(
        int count,
        Func<int, string>? role = null,
        Func<SerfOptions, SerfOptions>? configure = null
    )
    {
        var members = new List<GossipMember>();
        for (var number = 0; number < count; number++)
        {
            var tags = Tags("role", role?.Invoke(number) ?? "node");
            members.Add(
                new GossipMember(
                    _network,
                    number,
                    SwimProfile.Lan,
                    options => (configure?.Invoke(options) ?? options) with { Tags = tags }
                )
            );
            if (number > 0)
            {
                members[number].Join(members[0]);
            }
        }

        _network.Run(TimeSpan.FromSeconds(10));
        return members;
    }
}
