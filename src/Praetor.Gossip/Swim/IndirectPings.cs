using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Swim;

/// <summary>Pings nodes for others, and passes the answer on; or a nack, if it was asked for and there is none in time.</summary>
internal sealed class IndirectPings(SwimCore core)
{
    /// <summary>Far more than a pool asks of one node within a probe's timeout; over it, new ones are ignored.</summary>
    private const int UnderWayMax = 1024;

    // In the order they began, which is that of their deadlines.
    private readonly List<Errand> _errands = [];

    public TimeSpan NextDeadline => _errands.Count == 0 ? TimeSpan.MaxValue : _errands[0].EndsAt;

    public void Begin(GossipAddress asker, SwimMessage.IndirectPing request)
    {
        if (_errands.Count >= UnderWayMax)
        {
            return;
        }

        var self = core.Options;
        var ping = new SwimMessage.Ping(core.NextSequence(), request.Node)
        {
            Source = new PingSource(self.Address.Address, self.Address.Port, self.Name),
        };
        var endsAt = core.Now + core.Profile.ProbeTimeout;
        _errands.Add(new Errand(ping.Sequence, asker, request.Sequence, request.WantsNack, endsAt));
        core.Send(request.Target.Plain(), ping);
    }

    public void Acknowledge(uint sequence)
    {
        var at = _errands.FindIndex(errand => errand.Sequence == sequence);
        if (at >= 0)
        {
            core.Send(_errands[at].Asker, new SwimMessage.Ack(_errands[at].AskerSequence, Payload: null));
            _errands.RemoveAt(at);
        }
    }

    public void Tick()
    {
        while (_errands.Count > 0 && core.Now >= _errands[0].EndsAt)
        {
            var errand = _errands[0];
            _errands.RemoveAt(0);
            if (errand.WantsNack)
            {
                core.Send(errand.Asker, new SwimMessage.Nack(errand.AskerSequence));
            }
        }
    }

    private readonly record struct Errand(
        uint Sequence,
        GossipAddress Asker,
        uint AskerSequence,
        bool WantsNack,
        TimeSpan EndsAt
    );
}
