using System.Net;
using Praetor.Foundation;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.TestKit.Gossip;

/// <summary>A member in a simulated network: the shipping core, and what its driver would do.</summary>
internal sealed class GossipMember
{
    private readonly GossipNetwork _network;
    private readonly SerfEffects _effects = new();
    private readonly List<StreamAnswer> _answers = [];
    private TimeSpan _wakesAt = TimeSpan.MaxValue;

    public GossipMember(
        GossipNetwork network,
        int number,
        SwimProfile profile,
        Func<SerfOptions, SerfOptions>? configure = null,
        SnapshotState? remembered = null
    )
    {
        (_network, Number) = (network, number);
        var options = new SerfOptions
        {
            Name = NameOf(number),
            Address = AddressOf(number),
            Profile = profile,
            PacketOverhead = network.PacketOverhead,
        };
        Core = new SerfCore(
            configure?.Invoke(options) ?? options,
            new Random(network.Random.Next()),
            network.Now,
            remembered
        );
        network.Add(this);
        Step(SwimInput.Tick.Instance);
    }

    public int Number { get; }

    public GossipAddress Address => Core.Options.Address;

    public SerfCore Core { get; }

    public string Name => Core.Options.Name;

    /// <summary>Whether it has crashed, or its machine has.</summary>
    public bool IsDown { get; set; }

    /// <summary>
    /// Until when it is blocked before it sends and after it receives, while its timers go on: the way Lifeguard's authors
    /// (section 5) make a member slow that lacks processor or network.
    /// </summary>
    public TimeSpan PausedUntil { get; private set; }

    /// <summary>Packets that wait for it.</summary>
    public int BufferedPackets { get; set; }

    public List<SerfEvent> Events { get; } = [];

    public List<SwimNotice> Notices { get; } = [];

    public List<JoinEnd> Joins { get; } = [];

    public SnapshotState Snapshot { get; } = new();

    /// <summary>Told of everything as it happens, instead of keeping it.</summary>
    public Action<SerfEvent>? OnEvent { get; set; }

    /// <summary>What it takes in; what happens comes of it.</summary>
    public SerfInput? Input { get; private set; }

    public static string NameOf(int number) => $"node-{number}";

    public static GossipAddress AddressOf(int number) =>
        new(new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]), 7946);

    /// <summary>Blocks it for a while.</summary>
    public void Pause(TimeSpan time)
    {
        PausedUntil = _network.Now + time;
        BufferedPackets = 0;
    }

    public void Step(SwimInput input) => Step(new SerfInput.Swim(input));

    public string? Step(SerfInput input)
    {
        if (IsDown)
        {
            return null;
        }

        _network.Steps++;
        Input = input;
        var refusal = Core.Step(input, _network.Now, _effects);
        _network.Perform(this, _effects.Swim);
        _answers.AddRange(_effects.Swim.Answers);
        Notices.AddRange(_effects.Swim.Notices);
        Joins.AddRange(_effects.Swim.Joins);
        foreach (var line in _effects.Snapshot)
        {
            Snapshot.Apply(line, keepsAfterLeave: false);
        }

        if (OnEvent is null)
        {
            Events.AddRange(_effects.Events);
        }
        else
        {
            _effects.Events.ForEach(OnEvent);
        }

        // It has no disk to keep keys on that could fail.
        SerfInput.KeysKept[] kept =
        [
            .. _effects
                .Events.OfType<SerfEvent.KeysChanged>()
                .Select(static it => new SerfInput.KeysKept(it.Ticket, null)),
        ];
        Input = null;
        _effects.Clear();
        Schedule();
        Array.ForEach(kept, it => Step(it));
        return refusal;
    }

    /// <summary>What it answers on a stream that another opened; null for nothing.</summary>
    public byte[]? Answer(SwimMessage request)
    {
        _answers.Clear();
        Step(new SwimInput.StreamRequested(1, request));
        Invariant.Check(_answers.Count <= 1, "a stream is answered once");
        return _answers is [var answer] ? answer.Message : null;
    }

    public void Join(GossipMember other, bool ignoresOldEvents = false) =>
        Step(new SerfInput.Join(Joins.Count, other.Address, ignoresOldEvents));

    /// <summary>Makes it know others as if it had long been in a pool with them.</summary>
    public void Know(IEnumerable<GossipMember> others)
    {
        foreach (var other in others.Where(other => other != this))
        {
            var node = other.Core.Swim.Self with { ChangedAt = _network.Now };
            Core.Swim.Table.Insert(node);
            Core.Members.Joined(node.ToMember());
        }
    }

    /// <summary>Makes it know what another knows, which takes no memory until they come to differ.</summary>
    public void KnowAs(GossipMember other)
    {
        Core.Swim.Table.CopyFrom(other.Core.Swim.Table);
        Core.Members.CopyFrom(other.Core.Members);
    }

    public MemberStatus StatusOf(GossipMember other) => Core.Members.Find(other.Name)?.Status ?? MemberStatus.None;

    private void Schedule()
    {
        var next = Core.NextDeadline;
        if (next == _wakesAt || next == TimeSpan.MaxValue)
        {
            return;
        }

        _wakesAt = next;
        _network.At(next > _network.Now ? next : _network.Now, () => Wake(next));
    }

    private void Wake(TimeSpan meant)
    {
        // Another deadline has come in between, and has its own wake-up.
        if (meant != _wakesAt || IsDown)
        {
            return;
        }

        _wakesAt = TimeSpan.MaxValue;
        Step(SwimInput.Tick.Instance);
    }
}
