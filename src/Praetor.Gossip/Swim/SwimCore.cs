using Praetor.Foundation;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Swim;

/// <summary>
/// memberlist (SWIM, Das and others 2002; Lifeguard, Dadgar and others 2017): who is in the pool, found out and told
/// without a center. No clock, lock, await or I/O: input in, effects out. The parts share this object and its step.
/// </summary>
internal sealed class SwimCore
{
    private readonly Prober _prober;
    private readonly IndirectPings _indirectPings;
    private readonly Gossiper _gossiper;
    private readonly StateExchange _exchange;
    private Broadcast? _goodbye;
    private uint _lastSequence;

    /// <param name="options">Who this node is.</param>
    /// <param name="application">What is on top.</param>
    /// <param name="random">For choices of nodes and the phase of timers.</param>
    /// <param name="now">Monotonic time of the start.</param>
    public SwimCore(SwimOptions options, ISwimDelegate application, Random random, TimeSpan now)
    {
        Invariant.Check(
            (options.Meta?.Length ?? 0) <= GossipLimits.MetaBytesMax,
            "a node's meta fits its bound before a core is made"
        );
        (Options, Application, Random, Now) = (options, application, random, now);
        Table = new MemberTable(options.Name, random);
        Awareness = new Awareness(Profile.AwarenessMaxMultiplier);
        Broadcasts = new BroadcastQueue(
            () => SwimFormulas.RetransmitLimit(Profile.RetransmitMultiplier, Table.Count),
            // One message a node, so this bound is reached only by pools larger than NodesMax.
            () => options.NodesMax
        );
        Claims = new MemberClaims(this);
        _gossiper = new Gossiper(this);
        _prober = new Prober(this);
        _indirectPings = new IndirectPings(this);
        _exchange = new StateExchange(this);
        Claims.Begin();
    }

    public SwimOptions Options { get; }

    public SwimProfile Profile => Options.Profile;

    public ISwimDelegate Application { get; }

    public Random Random { get; }

    public MemberTable Table { get; }

    public Awareness Awareness { get; }

    public BroadcastQueue Broadcasts { get; }

    public MemberClaims Claims { get; }

    /// <summary>This node, which knows itself always.</summary>
    public SwimNode Self => Table.Find(Options.Name)!;

    /// <summary>The time of the step; valid during one.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>What the step asks for; valid during one.</summary>
    public SwimEffects Effects { get; private set; } = new();

    /// <summary>Whether this node is going, or gone.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Whether this node has said goodbye often enough, or to nobody because there is nobody.</summary>
    public bool HasLeft => IsLeaving && (_goodbye is null or { IsFinished: true } || !Table.HasOthers());

    /// <summary>When the core wants its next <see cref="SwimInput.Tick"/>.</summary>
    public TimeSpan NextDeadline
    {
        get
        {
            var next = Min(_prober.NextDeadline, _gossiper.NextDeadline);
            next = Min(next, Min(_exchange.NextDeadline, _indirectPings.NextDeadline));
            return Min(next, Claims.NextDeadline);
        }
    }

    /// <summary>Takes in what happened.</summary>
    /// <param name="input">What happened.</param>
    /// <param name="now">Monotonic time, never less than before.</param>
    /// <param name="effects">Where to add what must be done.</param>
    public void Step(SwimInput input, TimeSpan now, SwimEffects effects)
    {
        Invariant.Check(now >= Now, "time does not go back");
        (Now, Effects) = (now, effects);
        switch (input)
        {
            case SwimInput.Tick:
                break;
            case SwimInput.PacketReceived packet:
                foreach (var message in packet.Messages)
                {
                    Receive(packet.From.Plain(), message);
                }

                break;
            case SwimInput.StreamRequested request:
                _exchange.Receive(request);
                break;
            case SwimInput.StreamAnswered answer:
                _exchange.Receive(answer);
                break;
            case SwimInput.StreamFailed failure:
                _exchange.Receive(failure);
                break;
            case SwimInput.Join join:
                _exchange.Join(join);
                break;
            case SwimInput.Leave when !IsLeaving:
                IsLeaving = true;
                _goodbye = Claims.SayGoodbye();
                break;
            case SwimInput.UpdateMeta update:
                Claims.UpdateMeta(update.Meta);
                break;
        }

        Claims.Tick();
        _indirectPings.Tick();
        _prober.Tick();
        _exchange.Tick();
        _gossiper.Tick();
    }

    public bool IsSelf(SwimNode node) => node.Name == Options.Name;

    /// <summary>Sends a message to one node, with broadcasts that fit beside it.</summary>
    public void Send(GossipAddress to, SwimMessage message) => _gossiper.Send(to, SwimMessageCodec.Encode(message));

    /// <summary>Asks a node over a stream whether it is there; the prober is told if it is.</summary>
    public void PingOverStream(SwimNode node, uint sequence, TimeSpan timeout) =>
        _exchange.Ping(node, sequence, timeout);

    /// <summary>A node answered a ping, over a packet or a stream.</summary>
    public void Acknowledged(SwimMessage.Ack ack, bool isOverStream)
    {
        if (!_prober.TryAcknowledge(ack, isOverStream))
        {
            _indirectPings.Acknowledge(ack.Sequence);
        }
    }

    /// <summary>A number no ping under way has.</summary>
    public uint NextSequence() => ++_lastSequence;

    private void Receive(GossipAddress from, SwimMessage message)
    {
        switch (message)
        {
            case SwimMessage.Ping ping:
                // Another node had this address before, and someone still believes that it has.
                if (ping.Node.Length == 0 || ping.Node == Options.Name)
                {
                    var payload = Application.AckPayload();
                    Send(AnswerTo(from, ping.Source), new SwimMessage.Ack(ping.Sequence, payload));
                }

                break;
            case SwimMessage.IndirectPing ping:
                _indirectPings.Begin(AnswerTo(from, ping.Source), ping);
                break;
            case SwimMessage.Ack ack:
                Acknowledged(ack, isOverStream: false);
                break;
            case SwimMessage.Nack nack:
                _prober.CountNack(nack.Sequence);
                break;
            case SwimMessage.Alive alive:
                Claims.Alive(alive);
                break;
            case SwimMessage.Suspect suspect:
                Claims.Suspect(suspect);
                break;
            case SwimMessage.Dead dead:
                Claims.Dead(dead);
                break;
            case SwimMessage.User user:
                Application.Receive(user.Payload);
                break;
        }
    }

    private static GossipAddress AnswerTo(GossipAddress from, PingSource source) =>
        source is { Address: { } address, Port: > 0 } ? new GossipAddress(address, source.Port).Plain() : from;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
