using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Swim;

/// <summary>
/// Probes one node after another. 1. A ping. 2. If it is not answered in time, others are asked to ping, and the node is
/// asked over a stream. 3. If nothing is heard until the interval is over, which is longer the less well this node is,
/// the node is suspect (SWIM, section 3.1; Lifeguard, section 4.1).
/// </summary>
internal sealed class Prober
{
    private readonly SwimCore _core;
    private TimeSpan _nextProbe;
    private int _place;
    private Probe? _probe;

    public Prober(SwimCore core)
    {
        _core = core;

        // As in memberlist, an interval of zero or less is never.
        var interval = core.Profile.ProbeInterval;
        _nextProbe = interval > TimeSpan.Zero ? core.Now + interval * core.Random.NextDouble() : TimeSpan.MaxValue;
    }

    public TimeSpan NextDeadline =>
        _probe is null ? _nextProbe
        : _probe.IsIndirect ? _probe.EndsAt
        : _probe.TimesOutAt;

    public void Tick()
    {
        if (_probe is { IsIndirect: false } direct && _core.Now >= direct.TimesOutAt)
        {
            AskOthers(direct);
        }

        if (_probe is not null && _core.Now >= _probe.EndsAt)
        {
            End(_probe);
        }

        if (_probe is null && _core.Now >= _nextProbe)
        {
            // What came due while a probe lasted longer than its interval is not made up for.
            var late = (_core.Now - _nextProbe) / _core.Profile.ProbeInterval;
            _nextProbe += _core.Profile.ProbeInterval * (Math.Floor(late) + 1);
            if (Next() is { } node)
            {
                Begin(node);
            }
        }
    }

    /// <summary>Takes an answer, if it is to the probe under way.</summary>
    public bool TryAcknowledge(SwimMessage.Ack ack, bool isOverStream)
    {
        if (_probe is not { } probe || probe.Sequence != ack.Sequence)
        {
            return false;
        }

        if (isOverStream)
        {
            // Decides at the end of the probe only: an answer to a packet is better news.
            probe.AnswersStreams = true;
            return true;
        }

        _probe = null;
        _core.Awareness.Apply(-1);
        if (!probe.IsIndirect)
        {
            _core.Application.PingCompleted(probe.Node.ToMember(), _core.Now - probe.SentAt, ack.Payload);
        }

        return true;
    }

    /// <summary>A helper is well and heard nothing: the silence is not this node's own doing.</summary>
    public void CountNack(uint sequence)
    {
        if (_probe?.Sequence == sequence)
        {
            _probe.Nacks++;
        }
    }

    private SwimNode? Next()
    {
        for (var seen = 0; seen <= _core.Table.Count; seen++)
        {
            if (_place >= _core.Table.Count)
            {
                _core.Table.StartRound(_core.Now, _core.Profile.GossipToTheDeadTime);
                _place = 0;
            }

            var node = _core.Table.InOrder(_place++);
            if (!_core.IsSelf(node) && !node.IsGone)
            {
                return node;
            }
        }

        return null;
    }

    private void Begin(SwimNode node)
    {
        var ping = new SwimMessage.Ping(_core.NextSequence(), node.Name) { Source = Source() };
        _probe = new Probe(node, ping.Sequence, _core.Now)
        {
            TimesOutAt = _core.Now + _core.Profile.ProbeTimeout,
            EndsAt = _core.Now + _core.Awareness.Scale(_core.Profile.ProbeInterval),
        };
        if (node.State == NodeState.Alive)
        {
            _core.Send(node.Address, ping);
            return;
        }

        // A suspect hears of it in the same packet, so that it can refute at once (Lifeguard, section 4.3).
        var suspect = new SwimMessage.Suspect(node.Incarnation, node.Name, _core.Options.Name);
        _core.Effects.Packets.Add(
            new PacketSend(
                node.Address,
                [SwimMessageCodec.Encode(ping), SwimMessageCodec.Encode(suspect)],
                Gossiper.Understands(node)
            )
        );
    }

    private void AskOthers(Probe probe)
    {
        probe.IsIndirect = true;
        var node = _core.Table.Find(probe.Node.Name) ?? probe.Node;
        var helpers = _core.Table.Pick(
            _core.Profile.IndirectChecks,
            it => !_core.IsSelf(it) && it.Name != node.Name && it.State == NodeState.Alive
        );
        foreach (var helper in helpers)
        {
            var sendsNacks = helper.Versions.Max >= 4;
            probe.NacksExpected += sendsNacks ? 1 : 0;
            _core.Send(
                helper.Address,
                new SwimMessage.IndirectPing(probe.Sequence, node.Address, node.Name)
                {
                    WantsNack = sendsNacks,
                    Source = Source(),
                }
            );
        }

        if (_core.Profile.UsesStreamPings && node.Versions.Max >= 3 && probe.EndsAt > _core.Now)
        {
            _core.PingOverStream(node, probe.Sequence, probe.EndsAt - _core.Now);
        }
    }

    private void End(Probe probe)
    {
        _probe = null;
        if (probe.AnswersStreams)
        {
            _core.Awareness.Apply(-1);
            _core.Effects.Notices.Add(new SwimNotice(SwimNoticeKind.OnlyStreamsPass, probe.Node.Name));
            return;
        }

        // Without helpers that send nacks there is no telling whose fault it is, and half of it is taken on.
        _core.Awareness.Apply(probe.NacksExpected > 0 ? Math.Max(0, probe.NacksExpected - probe.Nacks) : 1);
        _core.Effects.Notices.Add(new SwimNotice(SwimNoticeKind.Suspected, probe.Node.Name));

        // As it is known now: what it said of itself meanwhile does not save it from silence.
        var node = _core.Table.Find(probe.Node.Name) ?? probe.Node;
        _core.Claims.Suspect(new SwimMessage.Suspect(node.Incarnation, node.Name, _core.Options.Name));
    }

    private PingSource Source() => new(_core.Options.Address.Address, _core.Options.Address.Port, _core.Options.Name);

    private sealed class Probe(SwimNode node, uint sequence, TimeSpan sentAt)
    {
        /// <summary>As it was known at the beginning.</summary>
        public SwimNode Node { get; } = node;

        public uint Sequence { get; } = sequence;

        public TimeSpan SentAt { get; } = sentAt;

        public required TimeSpan TimesOutAt { get; init; }

        public required TimeSpan EndsAt { get; init; }

        public bool IsIndirect { get; set; }

        public bool AnswersStreams { get; set; }

        public int NacksExpected { get; set; }

        public int Nacks { get; set; }
    }
}
