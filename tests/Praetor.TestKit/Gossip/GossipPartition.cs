using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.TestKit.Gossip;

/// <summary>
/// Parts a settled pool into two halves, joins them again, and tells how long it took until all agreed, and of what.
/// </summary>
internal sealed class GossipPartition
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private readonly GossipNetwork _network;
    private readonly long[] _learned = new long[3];

    // How often a member holds another alive: all of all, when all agree.
    private long _held;

    public GossipPartition(GossipNetwork network)
    {
        _network = network;
        _held = All;
        foreach (var member in network.Members)
        {
            member.OnEvent = it => Count(member, it);
        }
    }

    private enum Way
    {
        Gossip,
        Reconnect,
        PushPull,
    }

    /// <summary>Until each side held the other dead; null if that did not happen.</summary>
    public TimeSpan? UntilParted { get; private set; }

    /// <summary>Until the first member was found again; null if none was.</summary>
    public TimeSpan? UntilFirstWord { get; private set; }

    /// <summary>Until all held all alive again; null if that did not happen.</summary>
    public TimeSpan? UntilHealed { get; private set; }

    /// <summary>What part of the members found again came with packets: gossip, some of it to those held dead.</summary>
    public double ByGossip => Part(Way.Gossip);

    /// <summary>What part came with the exchange after a failed member was tried over a stream.</summary>
    public double ByReconnect => Part(Way.Reconnect);

    /// <summary>What part came with the exchanges that go on all the time.</summary>
    public double ByPushPull => Part(Way.PushPull);

    private long All => (long)_network.Members.Count * _network.Members.Count;

    /// <summary>Does it.</summary>
    /// <param name="atLeast">How long the halves are apart at least.</param>
    public void Run(TimeSpan atLeast)
    {
        var began = _network.Now;
        var half = _network.Members.Count / 2;
        _network.SideOf = static member => member.Number % 2;
        var within = (long)half * half + (long)(_network.Members.Count - half) * (_network.Members.Count - half);
        UntilParted = _network.RunUntil(() => _held <= within, Limit) ? _network.Now - began : null;
        _network.RunUntil(() => _network.Now - began >= atLeast, atLeast);

        began = _network.Now;
        _network.SideOf = static _ => 0;
        Array.Clear(_learned);
        UntilFirstWord = _network.RunUntil(() => _learned.Sum() > 0, Limit) ? _network.Now - began : null;
        UntilHealed = _network.RunUntil(() => _held == All, Limit) ? _network.Now - began : null;
    }

    private void Count(GossipMember member, SerfEvent happened)
    {
        if (happened is not SerfEvent.Member { Change: var change })
        {
            return;
        }

        if (change is MemberChange.Failed or MemberChange.Left)
        {
            _held--;
        }
        else if (change == MemberChange.Joined)
        {
            _held++;
            _learned[(int)WayOf(member.Input)]++;
        }
    }

    private static Way WayOf(SerfInput? input) =>
        input switch
        {
            // An answer says, as the request did, whether it is of a join: nobody joins here but to reconnect.
            SerfInput.Swim { Input: SwimInput.StreamRequested { Message: SwimMessage.PushPull { IsJoin: true } } } =>
                Way.Reconnect,
            SerfInput.Swim { Input: SwimInput.StreamAnswered { Message: SwimMessage.PushPull { IsJoin: true } } } =>
                Way.Reconnect,
            SerfInput.Swim { Input: SwimInput.StreamRequested or SwimInput.StreamAnswered } => Way.PushPull,
            _ => Way.Gossip,
        };

    private double Part(Way way) => _learned.Sum() is > 0 and var all ? _learned[(int)way] / (double)all : 0;
}
