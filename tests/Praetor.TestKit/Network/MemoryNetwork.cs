using System.Net;
using Praetor.Foundation.Network;

namespace Praetor.TestKit.Network;

/// <summary>
/// A network in memory: packets that are late, lost and garbled as a test wants, streams that are refused, cut or stall.
/// Everything happens by the timers of one clock, so that in a simulated world the same seed gives the same run. One thread.
/// </summary>
public sealed class MemoryNetwork(TimeProvider time, Random random)
{
    private readonly Dictionary<IPEndPoint, MemoryTransport> _bound = [];
    private ushort _lastPort = 49_151;

    /// <summary>The part of packets that is lost.</summary>
    public double Loss { get; set; }

    /// <summary>The part of packets one byte of which arrives as another.</summary>
    public double Garbling { get; set; }

    /// <summary>How long packets and a stream's bytes take; packets up to half of it more.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Which side of a partition an address is on. Between sides packets are lost and streams stall.</summary>
    public Func<IPAddress, int> SideOf { get; set; } = static _ => 0;

    /// <summary>Opens an address; port 0 takes a free one.</summary>
    /// <exception cref="TransportException">It is taken.</exception>
    public MemoryTransport Bind(IPEndPoint address)
    {
        var here = address.Port == 0 ? new IPEndPoint(address.Address, ++_lastPort) : address;
        var transport = new MemoryTransport(this, here);
        return _bound.TryAdd(here, transport)
            ? transport
            : throw new TransportException($"listen {here}: bind: address already in use");
    }

    internal void Unbind(MemoryTransport transport) => _bound.Remove(transport.LocalAddress);

    /// <summary>Sends a packet on its way.</summary>
    internal void Send(MemoryTransport from, byte[] packet, IPEndPoint destination)
    {
        if (random.NextDouble() < Loss)
        {
            return;
        }

        if (random.NextDouble() < Garbling && packet.Length > 0)
        {
            packet[random.Next(packet.Length)] ^= (byte)random.Next(1, 256);
        }

        After(
            Delay * (1 + random.NextDouble() / 2),
            () =>
            {
                if (Reaches(from.LocalAddress, destination) && _bound.TryGetValue(destination, out var to))
                {
                    to.Deliver(packet, from.LocalAddress);
                }
            }
        );
    }

    /// <summary>Opens a stream; waits for ever where nothing gets through.</summary>
    internal async ValueTask<ITransportConnection> DialAsync(
        MemoryTransport from,
        IPEndPoint destination,
        CancellationToken cancellationToken
    )
    {
        await Task.Delay(2 * Delay, time, cancellationToken);
        if (!Reaches(from.LocalAddress, destination))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }

        if (!_bound.TryGetValue(destination, out var to))
        {
            throw new TransportException($"dial tcp {destination}: connect: connection refused");
        }

        var (there, back) = (new MemoryPipe(), new MemoryPipe());
        var dialled = new IPEndPoint(from.LocalAddress.Address, ++_lastPort);
        to.Deliver(new MemoryConnection(this, to.LocalAddress, dialled, there, back));
        return new MemoryConnection(this, dialled, destination, back, there);
    }

    internal bool Reaches(IPEndPoint from, IPEndPoint to) => SideOf(from.Address) == SideOf(to.Address);

    /// <summary>Does something when that much time has passed; in order, if it is the same time.</summary>
    internal void After(TimeSpan delay, Action action)
    {
        ITimer? timer = null;
        timer = time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                action();
            },
            state: null,
            delay,
            Timeout.InfiniteTimeSpan
        );
    }
}
