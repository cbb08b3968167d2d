using System.Net;
using System.Threading.Channels;
using Praetor.Foundation.Network;

namespace Praetor.TestKit.Network;

/// <summary>A node's way into a <see cref="MemoryNetwork"/>; passes the same contract suite as the real one.</summary>
public sealed class MemoryTransport : ITransport
{
    /// <summary>What a socket holds for a node that does not read: the usual 208 KiB of full packets. More are lost.</summary>
    private const int PacketsMax = 150;

    private readonly MemoryNetwork _network;
    private readonly Channel<(byte[] Packet, IPEndPoint From)> _packets = Channel.CreateBounded<(byte[], IPEndPoint)>(
        new BoundedChannelOptions(PacketsMax) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private readonly Channel<MemoryConnection> _streams = Channel.CreateUnbounded<MemoryConnection>();

    internal MemoryTransport(MemoryNetwork network, IPEndPoint address) =>
        (_network, LocalAddress) = (network, address);

    /// <inheritdoc/>
    public IPEndPoint LocalAddress { get; }

    /// <inheritdoc/>
    public async ValueTask<ReceivedPacket> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var (packet, from) = await _packets.Reader.ReadAsync(cancellationToken);
        var length = Math.Min(packet.Length, buffer.Length);
        packet.AsSpan(0, length).CopyTo(buffer.Span);
        return new ReceivedPacket(length, from);
    }

    /// <inheritdoc/>
    public bool TrySend(ReadOnlySpan<byte> packet, IPEndPoint destination)
    {
        if (destination.Port == 0 || destination.AddressFamily != LocalAddress.AddressFamily)
        {
            return false;
        }

        _network.Send(this, packet.ToArray(), destination);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken) =>
        await _streams.Reader.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ITransportConnection> DialAsync(IPEndPoint destination, CancellationToken cancellationToken) =>
        _network.DialAsync(this, destination, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _network.Unbind(this);
        _packets.Writer.TryComplete();
        _streams.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    internal void Deliver(byte[] packet, IPEndPoint from) => _packets.Writer.TryWrite((packet, from));

    internal void Deliver(MemoryConnection stream) => _streams.Writer.TryWrite(stream);
}
