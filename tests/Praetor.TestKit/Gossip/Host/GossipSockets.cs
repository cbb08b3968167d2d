using System.Net;
using System.Net.Sockets;
using Praetor.Gossip.Wire;

namespace Praetor.TestKit.Gossip.Host;

/// <summary>A hosted member's own UDP and TCP sockets on the loopback. What they bring goes to the host's one loop.</summary>
internal sealed class GossipSockets : IDisposable
{
    /// <summary>Members fill packets up to 1,400 bytes; a larger one is cut off, and refused as such.</summary>
    private const int PacketBytesMax = 4096;

    private static readonly TimeSpan StreamTimeout = TimeSpan.FromSeconds(10);

    private readonly Socket _packets = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _streams = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <exception cref="SocketException">The address is taken.</exception>
    public GossipSockets(IPEndPoint address)
    {
        _packets.Bind(address);
        _streams.Bind(address);
        _streams.Listen();
    }

    /// <summary>Sends a packet; one that cannot be sent is lost.</summary>
    public void Send(GossipAddress to, byte[] packet)
    {
        try
        {
            _packets.SendTo(packet, new IPEndPoint(to.Address, to.Port));
        }
        catch (SocketException)
        {
            // The other end is down: packets are lost then.
        }
    }

    /// <summary>Receives packets until it is over.</summary>
    public async Task ReceiveAsync(Action<GossipAddress, byte[]> received, CancellationToken stopping)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(PacketBytesMax, pinned: true);
        var anybody = new IPEndPoint(IPAddress.Any, 0);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var packet = await _packets.ReceiveFromAsync(buffer, SocketFlags.None, anybody, stopping);
                var from = (IPEndPoint)packet.RemoteEndPoint;
                received(new GossipAddress(from.Address, (ushort)from.Port), buffer[..packet.ReceivedBytes]);
            }
            catch (SocketException)
            {
                // An earlier packet came back as undeliverable.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Answers streams, one after another, until it is over.</summary>
    public async Task ServeAsync(Func<byte[], Task<byte[]?>> serve, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                using var stream = await _streams.AcceptAsync(stopping);
                using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                timeout.CancelAfter(StreamTimeout);
                if (
                    await ReadAsync(stream, isAnswer: false, timeout.Token) is { } request
                    && await serve(request) is { } answer
                )
                {
                    await SendAsync(stream, answer, timeout.Token);
                    stream.Shutdown(SocketShutdown.Send);
                }
            }
            catch (Exception failure) when (IsOrdinary(failure))
            {
                // The other went away, said nonsense or nothing: the next one may be better.
            }
        }
    }

    /// <summary>Says something to another over a stream of its own; null if no answer comes.</summary>
    public static async Task<byte[]?> ExchangeAsync(
        GossipAddress to,
        byte[] request,
        TimeSpan timeout,
        CancellationToken stopping
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        ending.CancelAfter(timeout);
        using var stream = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await stream.ConnectAsync(new IPEndPoint(to.Address, to.Port), ending.Token);
            await SendAsync(stream, request, ending.Token);
            return await ReadAsync(stream, isAnswer: true, ending.Token);
        }
        catch (Exception failure) when (IsOrdinary(failure))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _packets.Dispose();
        _streams.Dispose();
    }

    private static bool IsOrdinary(Exception failure) =>
        failure is SocketException or OperationCanceledException or GossipFormatException;

    private static async Task SendAsync(Socket stream, byte[] bytes, CancellationToken stopping)
    {
        for (var sent = 0; sent < bytes.Length; )
        {
            sent += await stream.SendAsync(bytes.AsMemory(sent), SocketFlags.None, stopping);
        }
    }

    private static async Task<byte[]?> ReadAsync(Socket stream, bool isAnswer, CancellationToken stopping)
    {
        var extent = new StreamExtent(isAnswer);
        var buffer = new byte[1024];
        for (var (read, needed) = (0, 1); ; )
        {
            if (read >= needed)
            {
                needed = extent.Measure(buffer.AsSpan(0, read));
            }

            if (needed <= read)
            {
                return buffer[..needed];
            }

            if (needed > buffer.Length)
            {
                Array.Resize(ref buffer, Math.Max(needed, 2 * buffer.Length));
            }

            var more = await stream.ReceiveAsync(buffer.AsMemory(read), SocketFlags.None, stopping);
            if (more == 0)
            {
                return null;
            }

            read += more;
        }
    }
}
