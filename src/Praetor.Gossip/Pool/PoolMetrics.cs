using System.Diagnostics.Metrics;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Pool;

/// <summary>What a pool measures of itself. From any thread.</summary>
internal sealed class PoolMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly KeyValuePair<string, object?> _pool;
    private readonly Counter<long> _bytesReceived;
    private readonly Counter<long> _bytesSent;
    private readonly Counter<long> _packetsDropped;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _streamsRefused;
    private readonly Counter<long> _elsewhere;
    private readonly Counter<long> _events;
    private readonly Counter<long> _eventsDropped;
    private readonly Counter<double> _busy;

    /// <param name="pool">The pool's name, which is on every measurement.</param>
    /// <param name="meters">Null: a meter of our own that nobody listens to by name of a factory.</param>
    public PoolMetrics(string pool, IMeterFactory? meters)
    {
        const string Name = "praetor.gossip";
        _meter = meters?.Create(Name) ?? new Meter(Name);
        _pool = KeyValuePair.Create<string, object?>("pool", pool);
        _bytesReceived = _meter.CreateCounter<long>(
            "praetor.gossip.packet.received",
            "By",
            "Bytes of packets that arrived"
        );
        _bytesSent = _meter.CreateCounter<long>("praetor.gossip.packet.sent", "By", "Bytes of packets that were sent");
        _packetsDropped = _meter.CreateCounter<long>(
            "praetor.gossip.packet.dropped",
            "{packet}",
            "Packets that found the loop's queue full"
        );
        _refused = _meter.CreateCounter<long>(
            "praetor.gossip.refused",
            "{message}",
            "Packets and streams that were refused, by what was wrong with them"
        );
        _streamsRefused = _meter.CreateCounter<long>(
            "praetor.gossip.stream.refused",
            "{stream}",
            "Streams that were closed unread: too many at once, or from a network that is not allowed"
        );
        _elsewhere = _meter.CreateCounter<long>(
            "praetor.gossip.packet.elsewhere",
            "{packet}",
            "Packets from a network that is not allowed"
        );
        _events = _meter.CreateCounter<long>("praetor.gossip.events", "{event}", "Events that were handed on");
        _eventsDropped = _meter.CreateCounter<long>(
            "praetor.gossip.events.dropped",
            "{event}",
            "Events that were lost because nobody took them"
        );
        _busy = _meter.CreateCounter<double>(
            "praetor.gossip.busy",
            "s",
            "How long the pool's loop was at work; its rate is the loop's saturation"
        );
    }

    public void PacketReceived(int bytes) => _bytesReceived.Add(bytes, _pool);

    public void PacketSent(int bytes) => _bytesSent.Add(bytes, _pool);

    public void PacketDropped() => _packetsDropped.Add(1, _pool);

    public void PacketFromElsewhere() => _elsewhere.Add(1, _pool);

    public void Refused(GossipFault fault) =>
        _refused.Add(1, _pool, KeyValuePair.Create<string, object?>("fault", fault.ToString()));

    public void RefusedInside(int messages) =>
        _refused.Add(messages, _pool, KeyValuePair.Create<string, object?>("fault", "Inside"));

    public void StreamRefused() => _streamsRefused.Add(1, _pool);

    public void EventHandedOn() => _events.Add(1, _pool);

    public void EventDropped() => _eventsDropped.Add(1, _pool);

    public void Busy(TimeSpan took) => _busy.Add(took.TotalSeconds, _pool);

    public void Dispose() => _meter.Dispose();
}
