using System.Net;
using System.Net.Sockets;
using Praetor.Foundation.Network;

namespace Praetor.Platform.Network;

/// <summary>Packets over UDP and streams over TCP, on the same address and port.</summary>
public sealed class SocketTransport : ITransport
{
    // memberlist's own wish: bursts of a large pool must wait in the socket while the loop is busy.
    private const int ReceiveBufferBytes = 2 * 1024 * 1024;
    private const int Backlog = 512;

    // After a failure to accept or receive, which is mostly a lack of descriptors or memory.
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(50);
    private static readonly IPEndPoint AnyV4 = new(IPAddress.Any, 0);
    private static readonly IPEndPoint AnyV6 = new(IPAddress.IPv6Any, 0);

    private readonly Socket _packets;
    private readonly Socket _streams;
    private readonly TimeProvider _time;
    private readonly IPEndPoint _any;

    private SocketTransport(Socket packets, Socket streams, TimeProvider time)
    {
        (_packets, _streams, _time) = (packets, streams, time);
        LocalAddress = (IPEndPoint)streams.LocalEndPoint!; // Bound.
        _any = packets.AddressFamily == AddressFamily.InterNetwork ? AnyV4 : AnyV6;
    }

    /// <inheritdoc/>
    public IPEndPoint LocalAddress { get; }

    /// <summary>Binds both sockets.</summary>
    /// <param name="address">Where; port 0 takes a free one.</param>
    /// <param name="time">For the pause after a failure.</param>
    /// <exception cref="TransportException">The address is not ours, or taken.</exception>
    public static SocketTransport Bind(IPEndPoint address, TimeProvider time)
    {
        // A port that is free for one kind may be taken for the other.
        const int Tries = 10;
        for (var left = Tries; ; left--)
        {
            Socket? streams = null;
            Socket? packets = null;
            var doing = "start TCP listener";
            try
            {
                streams = NewSocket(address, SocketType.Stream, ProtocolType.Tcp);
                streams.Bind(address);
                streams.Listen(Backlog);
                doing = "start UDP listener";
                packets = NewSocket(address, SocketType.Dgram, ProtocolType.Udp);
                packets.Bind(new IPEndPoint(address.Address, ((IPEndPoint)streams.LocalEndPoint!).Port)); // Bound.
                packets.ReceiveBufferSize = ReceiveBufferBytes;

                // A send that finds the socket full fails at once: the loop that sends must not wait.
                packets.Blocking = false;
                return new SocketTransport(packets, streams, time);
            }
            catch (SocketException failure)
            {
                streams?.Dispose();
                packets?.Dispose();
                if (address.Port == 0 && left > 1 && failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
                {
                    continue;
                }

                throw new TransportException(
                    $"Could not set up network transport: failed to {doing} on \"{address.Address}\" port {address.Port}: "
                        + SocketWords.Of(failure),
                    failure
                );
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReceivedPacket> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var received = await _packets.ReceiveFromAsync(buffer, SocketFlags.None, _any, cancellationToken);
                return new ReceivedPacket(received.ReceivedBytes, Plain((IPEndPoint)received.RemoteEndPoint));
            }
            catch (SocketException failure)
                when (failure.SocketErrorCode is SocketError.ConnectionReset or SocketError.MessageSize)
            {
                // Word that a packet of ours did not arrive, or one larger than any: neither is for the reader.
            }
            catch (SocketException)
            {
                await Task.Delay(PauseAfterFailure, _time, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public bool TrySend(ReadOnlySpan<byte> packet, IPEndPoint destination)
    {
        try
        {
            return _packets.SendTo(packet, SocketFlags.None, Fit(destination)) == packet.Length;
        }
        catch (SocketException)
        {
            // No route, a full buffer, a closed port on this machine: packets may be lost.
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (SocketConnection.TryTake(await _streams.AcceptAsync(cancellationToken)) is { } stream)
                {
                    return stream;
                }
            }
            catch (SocketException)
            {
                await Task.Delay(PauseAfterFailure, _time, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ITransportConnection> DialAsync(IPEndPoint destination, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(destination.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (destination.AddressFamily == LocalAddress.AddressFamily && !LocalAddress.Address.Equals(_any.Address))
            {
                // Streams come from where packets come from: others may allow that network only.
                socket.Bind(new IPEndPoint(LocalAddress.Address, 0));
            }

            await socket.ConnectAsync(destination, cancellationToken);
        }
        catch (SocketException failure)
        {
            socket?.Dispose();
            throw new TransportException($"dial tcp {destination}: connect: {SocketWords.Of(failure)}", failure);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }

        return SocketConnection.TryTake(socket)
            ?? throw new TransportException($"dial tcp {destination}: connect: connection reset by peer");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _packets.Dispose();
        _streams.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes a socket; one of IPv6 takes IPv4 as well.</summary>
    private static Socket NewSocket(IPEndPoint address, SocketType type, ProtocolType protocol)
    {
        var socket = new Socket(address.AddressFamily, type, protocol);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            socket.DualMode = true;
        }

        return socket;
    }

    private IPEndPoint Fit(IPEndPoint to) =>
        _packets.AddressFamily == AddressFamily.InterNetworkV6 && to.AddressFamily == AddressFamily.InterNetwork
            ? new IPEndPoint(to.Address.MapToIPv6(), to.Port)
            : to;

    internal static IPEndPoint Plain(IPEndPoint address) =>
        address.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(address.Address.MapToIPv4(), address.Port) : address;
}
