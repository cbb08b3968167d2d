using System.Net;
using System.Threading.Channels;
using Praetor.Foundation.Network;

namespace Praetor.TestKit.Gossip;

/// <summary>
/// A network with nobody else on it, for tests of what is on top of a pool: packets arrive that the member sends to itself,
/// and those that a test has somebody send.
/// </summary>
public sealed class SilentTransport(IPEndPoint address) : ITransport
{
    private readonly TaskCompletionSource _never = new();
    private readonly Channel<byte[]> _packets = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public IPEndPoint LocalAddress => address;

    public async ValueTask<ReceivedPacket> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var packet = await _packets.Reader.ReadAsync(cancellationToken);
        packet.CopyTo(buffer);
        return new ReceivedPacket(packet.Length, address);
    }

    public bool TrySend(ReadOnlySpan<byte> packet, IPEndPoint destination) =>
        !destination.Equals(address) || Deliver(packet.ToArray());

    /// <summary>Has a packet arrive.</summary>
    public bool Deliver(byte[] packet) => _packets.Writer.TryWrite(packet);

    public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken)
    {
        await _never.Task.WaitAsync(cancellationToken);
        throw new TransportException("nobody calls");
    }

    public ValueTask<ITransportConnection> DialAsync(IPEndPoint destination, CancellationToken cancellationToken) =>
        throw new TransportException($"dial tcp {destination}: connect: connection refused");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
