using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;

namespace Praetor.TestKit.Gossip;

/// <summary>Pools to look at.</summary>
internal static class SimPool
{
    /// <summary>A network of members that know each other, with nothing left to tell.</summary>
    public static GossipNetwork Settled(int seed, int size, SwimProfile profile, double loss = 0)
    {
        var network = new GossipNetwork(seed) { Loss = loss };
        for (var number = 0; number < size; number++)
        {
            _ = new GossipMember(network, number, profile);
        }

        network.Members[0].Know(network.Members);
        foreach (var member in network.Members.Skip(1))
        {
            member.KnowAs(network.Members[0]);
        }

        // What each has to say of itself at the start is known already, and is told to its end.
        while (network.Members.Exists(static member => member.Core.Swim.Broadcasts.Count > 0))
        {
            network.Run(TimeSpan.FromSeconds(1));
        }

        network.Members.ForEach(member => member.Events.Clear());
        return network;
    }

    /// <summary>How long each member waited for an event; those it did not reach within a minute are not among them.</summary>
    public static List<TimeSpan> Converge(GossipNetwork network)
    {
        var began = network.Now;
        var heard = new List<TimeSpan>();
        foreach (var member in network.Members)
        {
            member.OnEvent = it =>
            {
                if (it is SerfEvent.User { Name: "converge" })
                {
                    heard.Add(network.Now - began);
                }
            };
        }

        network.Members[0].Step(new SerfInput.FireEvent("converge", [1, 2, 3], Coalesces: false));
        network.RunUntil(() => heard.Count == network.Members.Count, TimeSpan.FromMinutes(1));
        return heard;
    }

    /// <summary>How long until one, and until all, hold a member dead that fell silent.</summary>
    public static (TimeSpan? First, TimeSpan? All) Detect(GossipNetwork network)
    {
        var began = network.Now;
        var victim = network.Members[^1];
        victim.IsDown = true;
        var others = network.Members.Where(member => member != victim).ToList();
        var knowing = 0;
        foreach (var member in others)
        {
            member.OnEvent = it =>
                knowing +=
                    it is SerfEvent.Member { Change: MemberChange.Failed, Who: var who } && who.Name == victim.Name
                        ? 1
                        : 0;
        }

        var limit = TimeSpan.FromMinutes(5);
        TimeSpan? first = network.RunUntil(() => knowing > 0, limit) ? network.Now - began : null;
        TimeSpan? all = network.RunUntil(() => knowing == others.Count, limit) ? network.Now - began : null;
        return (first, all);
    }

    /// <summary>
    /// How often members that are well are declared dead while others are blocked in bursts: for 5 to 15 s, then well for
    /// 0.1 to 1 s.
    /// </summary>
    public static int FalseDeaths(GossipNetwork network, double pausedPart, TimeSpan time)
    {
        var paused = network.Members.Take((int)(pausedPart * network.Members.Count)).ToList();
        var well = network.Members.Skip(paused.Count).Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        var deaths = 0;
        foreach (var member in network.Members)
        {
            member.OnEvent = it =>
                deaths +=
                    it is SerfEvent.Member { Change: MemberChange.Failed, Who: var who } && well.Contains(who.Name)
                        ? 1
                        : 0;
        }

        foreach (var member in paused)
        {
            Burst(network, member);
        }

        network.Run(time);
        return deaths;
    }

    /// <summary>Lets time pass in a pool that has nothing to tell, and counts what goes over the network.</summary>
    public static TimeSpan Idle(GossipNetwork network, TimeSpan time)
    {
        network.Packets.Clear();
        network.Streams.Clear();
        network.Run(time);
        return time;
    }

    /// <summary>
    /// How often a member of such a pool begins an exchange in a second, and how many bytes it sends for those it begins
    /// and those it answers, told from two members that exchange all they know.
    /// </summary>
    public static (double Exchanges, double Bytes) Exchange(GossipNetwork network, SwimProfile profile)
    {
        network.Streams.Clear();
        network.Members[0].Join(network.Members[1]);
        network.RunUntil(() => network.Members[0].Joins.Count > 0, TimeSpan.FromSeconds(10));
        var interval = SwimFormulas.PushPullInterval(profile.PushPullInterval, network.Members.Count);
        return (1 / interval.TotalSeconds, network.Streams.BytesSent / interval.TotalSeconds);
    }

    private static void Burst(GossipNetwork network, GossipMember member)
    {
        var silent = TimeSpan.FromSeconds(5 + 10 * network.Random.NextDouble());
        var awake = TimeSpan.FromSeconds(0.1 + 0.9 * network.Random.NextDouble());
        member.Pause(silent);
        network.At(network.Now + silent + awake, () => Burst(network, member));
    }
}
