using System.Net;
using Praetor.Foundation.Network;

namespace Praetor.TestKit.Gossip;

/// <summary>A network with nobody else on it: for tests of what is on top of a pool.</summary>
public sealed class SilentTransport(IPEndPoint address) : ITransport
{
    private readonly TaskCompletionSource _never = new();

    public IPEndPoint LocalAddress => address;

    public async ValueTask<ReceivedPacket> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await _never.Task.WaitAsync(cancellationToken);
        return default;
    }

    public bool TrySend(ReadOnlySpan<byte> packet, IPEndPoint destination) => true;

    public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken)
    {
        await _never.Task.WaitAsync(cancellationToken);
        throw new TransportException("nobody calls");
    }

    public ValueTask<ITransportConnection> DialAsync(IPEndPoint destination, CancellationToken cancellationToken) =>
        throw new TransportException($"dial tcp {destination}: connect: connection refused");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
