using System.Net;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Tests.Swim;

/// <summary>One core, named n1, whose peers are the test: it says what they say, and reads what they are told.</summary>
internal sealed class SwimBench : ISwimDelegate
{
    private readonly SwimEffects _effects = new();

    public SwimBench(SwimProfile? profile = null, int seed = 1)
    {
        var options = new SwimOptions
        {
            Name = "n1",
            Address = At(1),
            Meta = [1],
            Profile = profile ?? Quiet,
        };
        Core = new SwimCore(options, this, new Random(seed), TimeSpan.Zero);
    }

    /// <summary>LAN, but nothing happens by itself within hours except what a test turns on.</summary>
    public static SwimProfile Quiet { get; } =
        SwimProfile.Lan with
        {
            GossipInterval = TimeSpan.FromHours(100),
            PushPullInterval = TimeSpan.Zero,
            ProbeInterval = TimeSpan.FromHours(100),
        };

    public SwimCore Core { get; }

    public TimeSpan Now { get; private set; }

    public List<string> Events { get; } = [];

    public List<PacketSend> Packets { get; } = [];

    public List<StreamOpen> Streams { get; } = [];

    public List<StreamAnswer> Answers { get; } = [];

    public List<JoinEnd> Joins { get; } = [];

    public List<SwimNotice> Notices { get; } = [];

    public bool IsAdmitting { get; set; } = true;

    public string? MergeRefusal { get; set; }

    public static GossipAddress At(int node) => new(new IPAddress([10, 0, 0, (byte)node]), 7946);

    public static SwimMessage.Alive Alive(int node, uint incarnation = 1, byte meta = 0) =>
        new(incarnation, "n" + node, At(node)) { Meta = [meta], Versions = ProtocolVersions.Serf };

    public static SwimMessage.Suspect Suspect(int node, int from, uint incarnation = 1) =>
        new(incarnation, "n" + node, "n" + from);

    public static SwimMessage.Dead Dead(int node, int from, uint incarnation = 1) =>
        new(incarnation, "n" + node, "n" + from);

    /// <summary>A bench that knows n2 up to the given node.</summary>
    public static SwimBench WithNodes(int last, SwimProfile? profile = null)
    {
        var bench = new SwimBench(profile);
        for (var node = 2; node <= last; node++)
        {
            bench.Hear(Alive(node));
        }

        bench.Forget();
        return bench;
    }

    public NodeState? StateOf(int node) => Core.Table.Find("n" + node)?.State;

    public uint IncarnationOf(int node) => Core.Table.Find("n" + node)!.Incarnation;

    public void Hear(params SwimMessage[] messages) => Step(new SwimInput.PacketReceived(At(99), messages));

    /// <summary>Lets time pass, with a tick at every deadline.</summary>
    public void Pass(TimeSpan time)
    {
        var until = Now + time;
        while (Core.NextDeadline <= until)
        {
            Now = Core.NextDeadline > Now ? Core.NextDeadline : Now;
            Step(SwimInput.Tick.Instance);
        }

        Now = until;
        Step(SwimInput.Tick.Instance);
    }

    public void Step(SwimInput input)
    {
        Core.Step(input, Now, _effects);
        Packets.AddRange(_effects.Packets);
        Streams.AddRange(_effects.Streams);
        Answers.AddRange(_effects.Answers);
        Joins.AddRange(_effects.Joins);
        Notices.AddRange(_effects.Notices);
        _effects.Clear();
    }

    public void Forget()
    {
        Events.Clear();
        Packets.Clear();
        Streams.Clear();
        Answers.Clear();
        Joins.Clear();
        Notices.Clear();
    }

    /// <summary>What was sent to a node.</summary>
    public List<SwimMessage> SentTo(int node) =>
        [
            .. Packets
                .Where(packet => packet.To == At(node))
                .SelectMany(packet => packet.Messages)
                .Select(message => SwimMessageCodec.Decode(message.Span)),
        ];

    /// <summary>What is waiting to be told to everybody.</summary>
    public List<SwimMessage> Told()
    {
        var taken = new List<ReadOnlyMemory<byte>>();
        Core.Broadcasts.Take(0, int.MaxValue, int.MaxValue, taken);
        return [.. taken.Select(message => SwimMessageCodec.Decode(message.Span))];
    }

    bool ISwimDelegate.Admits(SwimMember member) => IsAdmitting;

    string? ISwimDelegate.RefuseMerge(IReadOnlyList<SwimMember> members) => MergeRefusal;

    byte[] ISwimDelegate.LocalState(bool isJoin) => [9];

    void ISwimDelegate.MergeState(ReadOnlySpan<byte> state, bool isJoin) =>
        Events.Add($"state {Convert.ToHexString(state)} {isJoin}");

    void ISwimDelegate.Receive(ReadOnlyMemory<byte> message) => Events.Add($"user {Convert.ToHexString(message.Span)}");

    int ISwimDelegate.TakeBroadcasts(int bytesEach, int bytesMax, int countMax, List<ReadOnlyMemory<byte>> into) => 0;

    byte[]? ISwimDelegate.AckPayload() => [7];

    void ISwimDelegate.PingCompleted(SwimMember member, TimeSpan roundTrip, byte[]? payload) =>
        Events.Add($"ping {member.Name} {roundTrip.TotalMilliseconds}");

    void ISwimDelegate.Joined(SwimMember member) => Events.Add($"joined {member.Name}");

    void ISwimDelegate.Left(SwimMember member) => Events.Add($"left {member.Name} {member.State}");

    void ISwimDelegate.Updated(SwimMember member) => Events.Add($"updated {member.Name}");

    void ISwimDelegate.Conflicted(SwimMember existing, SwimMember other) =>
        Events.Add($"conflict {existing.Name} {other.Address}");
}
