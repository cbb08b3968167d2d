using System.Net;

namespace Praetor.Foundation.Network;

/// <summary>
/// A node's way to others: packets, which may be lost, doubled or come late, and streams, all at one address. The real one
/// is two sockets on the same port; the simulated one is a network in memory.
/// </summary>
public interface ITransport : IAsyncDisposable
{
    /// <summary>Where packets and streams arrive, with the port that was chosen where none was asked for.</summary>
    IPEndPoint LocalAddress { get; }

    /// <summary>Waits for a packet. One caller at a time.</summary>
    /// <param name="buffer">Takes the packet; what does not fit is cut off.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ReceivedPacket> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Sends a packet without waiting. False if it certainly did not go; true promises nothing.</summary>
    bool TrySend(ReadOnlySpan<byte> packet, IPEndPoint destination);

    /// <summary>Waits for a stream that another opens. One caller at a time.</summary>
    ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken);

    /// <summary>Opens a stream to another.</summary>
    /// <exception cref="TransportException">It cannot be opened; the text is Go's, which clients are used to.</exception>
    ValueTask<ITransportConnection> DialAsync(IPEndPoint destination, CancellationToken cancellationToken);
}

/// <summary>Bytes in order in both directions. One reader and one writer at a time.</summary>
public interface ITransportConnection : IAsyncDisposable
{
    /// <summary>The address of the other side.</summary>
    IPEndPoint RemoteAddress { get; }

    /// <summary>Reads what is there, or waits for it; 0 when the other side has ended its part.</summary>
    /// <exception cref="TransportException">The stream broke.</exception>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Writes all of it.</summary>
    /// <exception cref="TransportException">The stream broke.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}

/// <summary>A packet that arrived.</summary>
/// <param name="Length">Its bytes in the buffer.</param>
/// <param name="From">Who sent it, or says so.</param>
public readonly record struct ReceivedPacket(int Length, IPEndPoint From);
