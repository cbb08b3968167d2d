using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.TestKit.Gossip;

/// <summary>
/// A network of members under one clock and one queue. Everything that members say goes through the real codec; packets are
/// delayed, lost and cut off as the test wants. The same seed gives the same run.
/// </summary>
internal sealed class GossipNetwork
{
    /// <summary>What a socket holds of packets for a member that does not read: the usual 208 KiB of full ones.</summary>
    private const int BufferedPacketsMax = 150;

    private readonly PriorityQueue<Action, (TimeSpan At, long Number)> _queue = new();
    private readonly Dictionary<GossipAddress, GossipMember> _byAddress = [];
    private readonly PacketCodec _packets;
    private readonly StreamCodec _streams;
    private long _lastNumber;

    public GossipNetwork(int seed, LayerOptions? layers = null)
    {
        Random = new Random(seed);
        var entropy = new SeededEntropy(Random);
        _packets = new PacketCodec(layers ?? new LayerOptions(), entropy);
        _streams = new StreamCodec(layers ?? new LayerOptions(), entropy);
    }

    public Random Random { get; }

    public TimeSpan Now { get; private set; }

    public List<GossipMember> Members { get; } = [];

    /// <summary>The part of packets that is lost.</summary>
    public double Loss { get; set; }

    /// <summary>How long a packet takes at least; half of it more at random.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Which side of a partition a member is on; members on different sides do not reach each other.</summary>
    public Func<GossipMember, int> SideOf { get; set; } = static _ => 0;

    /// <summary>Takes what is for addresses of nobody here; null if it is lost.</summary>
    public IGossipOutside? Outside { get; set; }

    /// <summary>What packets were sent and received.</summary>
    public GossipTraffic Packets { get; } = new();

    /// <summary>What was said on streams; a message is one.</summary>
    public GossipTraffic Streams { get; } = new();

    public int LargestPacket { get; private set; }

    /// <summary>Steps of all members.</summary>
    public long Steps { get; set; }

    public int PacketOverhead => _packets.Overhead;

    public void Add(GossipMember member)
    {
        Members.Add(member);
        _byAddress[member.Address] = member;
    }

    public GossipMember? At(GossipAddress address) => _byAddress.GetValueOrDefault(address);

    /// <summary>Does something at a time.</summary>
    public void At(TimeSpan time, Action action) => _queue.Enqueue(action, (time, ++_lastNumber));

    /// <summary>Lets time pass.</summary>
    public void Run(TimeSpan time) => RunUntil(static () => false, time);

    /// <summary>Lets time pass until something is so; false if it is not when the time is over.</summary>
    public bool RunUntil(Func<bool> isSo, TimeSpan atMost)
    {
        var until = Now + atMost;
        while (_queue.TryPeek(out _, out var next) && next.At <= until)
        {
            if (isSo())
            {
                return true;
            }

            var action = _queue.Dequeue();
            Now = next.At > Now ? next.At : Now;
            action();
        }

        Now = until;
        return isSo();
    }

    /// <summary>Does what a member's step asks for.</summary>
    public void Perform(GossipMember from, SwimEffects effects)
    {
        foreach (var packet in effects.Packets)
        {
            Send(from, packet);
        }

        foreach (var stream in effects.Streams)
        {
            Open(from, stream);
        }
    }

    /// <summary>A packet reaches a member.</summary>
    /// <exception cref="GossipFormatException">It is refused.</exception>
    public void Receive(GossipAddress from, GossipMember to, byte[] packet)
    {
        Packets.CountReceived(packet);
        to.Step(new SwimInput.PacketReceived(from, _packets.Open(packet)));
    }

    /// <summary>What a member answers on a stream that another opened; null for nothing.</summary>
    /// <exception cref="GossipFormatException">It is refused.</exception>
    public byte[]? Serve(GossipMember to, byte[] request)
    {
        Streams.CountReceived(request);
        if (to.Answer(_streams.Open(request, isAnswer: false)) is not { } message)
        {
            return null;
        }

        var bytes = _streams.Seal(message, isAnswer: true);
        Streams.CountSent(bytes);
        return bytes;
    }

    private void Send(GossipMember from, PacketSend packet)
    {
        var bytes = _packets.Seal(packet.Messages, packet.WithChecksum);
        Packets.CountSent(bytes);
        LargestPacket = Math.Max(LargestPacket, bytes.Length);
        if (Random.NextDouble() < Loss)
        {
            return;
        }

        if (At(packet.To) is { } to)
        {
            At(LeavesAt(from) + Travel(), () => Deliver(from, to, bytes));
        }
        else
        {
            Outside?.Send(from, packet.To, bytes);
        }
    }

    private void Deliver(GossipMember from, GossipMember to, byte[] bytes)
    {
        if (!Reaches(from, to))
        {
            return;
        }

        if (Now < to.PausedUntil)
        {
            if (to.BufferedPackets++ < BufferedPacketsMax)
            {
                At(to.PausedUntil, () => Deliver(from, to, bytes));
            }

            return;
        }

        Receive(from.Address, to, bytes);
    }

    private void Open(GossipMember from, StreamOpen stream)
    {
        var request = _streams.Seal(stream.Message, isAnswer: false);
        Streams.CountSent(request);
        var exchange = new Exchange(from, stream.Stream);
        At(Now + stream.Timeout, () => exchange.End(new SwimInput.StreamFailed(exchange.Stream, "i/o timeout")));

        if (At(stream.To) is { } to)
        {
            // A handshake goes before what is said.
            At(LeavesAt(from) + Travel() + Travel() + Travel(), () => Request(exchange, to, request));
        }
        else
        {
            Outside?.Exchange(
                from,
                stream.To,
                request,
                stream.Timeout,
                answer => exchange.End(new SwimInput.StreamAnswered(exchange.Stream, OpenAnswer(answer)))
            );
        }
    }

    private void Request(Exchange exchange, GossipMember to, byte[] request)
    {
        if (!Reaches(exchange.From, to))
        {
            return;
        }

        if (Now < to.PausedUntil)
        {
            At(to.PausedUntil, () => Request(exchange, to, request));
            return;
        }

        if (Serve(to, request) is { } bytes)
        {
            At(Now + Travel(), () => Answer(exchange, to, bytes));
        }
    }

    private void Answer(Exchange exchange, GossipMember to, byte[] answer)
    {
        var from = exchange.From;
        if (!Reaches(to, from))
        {
            return;
        }

        if (Now < from.PausedUntil)
        {
            At(from.PausedUntil, () => Answer(exchange, to, answer));
            return;
        }

        if (!exchange.IsOver)
        {
            exchange.End(new SwimInput.StreamAnswered(exchange.Stream, OpenAnswer(answer)));
        }
    }

    private SwimMessage OpenAnswer(byte[] answer)
    {
        Streams.CountReceived(answer);
        return _streams.Open(answer, isAnswer: true);
    }

    private bool Reaches(GossipMember from, GossipMember to) => !to.IsDown && SideOf(from) == SideOf(to);

    private TimeSpan LeavesAt(GossipMember from) => from.PausedUntil > Now ? from.PausedUntil : Now;

    private TimeSpan Travel() => Delay * (1 + Random.NextDouble() / 2);

    /// <summary>A stream under way, as far as its opener is told. Holds no bytes: its timeout outlives them.</summary>
    private sealed class Exchange(GossipMember from, long stream)
    {
        public GossipMember From { get; } = from;

        public long Stream { get; } = stream;

        public bool IsOver { get; private set; }

        public void End(SwimInput input)
        {
            if (!IsOver && !From.IsDown)
            {
                IsOver = true;
                From.Step(input);
            }
        }
    }
}
