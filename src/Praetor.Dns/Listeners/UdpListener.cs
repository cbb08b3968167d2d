using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Praetor.Dns.Answers;
using Praetor.Dns.Messages;
using Praetor.Foundation;

namespace Praetor.Dns.Listeners;

/// <summary>
/// Answers the datagrams of one socket on one thread, which blocks in the system call: an answer that is made in the
/// process costs a receive, a send and no allocation of ours.
/// </summary>
internal sealed partial class UdpListener(
    Socket socket,
    ResponderSource responders,
    LaterAnswers later,
    ILogger<UdpListener> logger
)
{
    // The longest datagram.
    private const int PacketMax = 65535;

    // The thread's own.
    private Responder _responder = responders.Create();

    // Guards _laterAnswer and _laterResponder, which answers share that waited.
    private readonly Lock _laterGate = new();
    private readonly byte[] _laterAnswer = new byte[PacketMax];
    private Responder _laterResponder = responders.Create();

    /// <summary>Answers until the socket is closed.</summary>
    public void Run(CancellationToken stopping)
    {
        var packet = new byte[PacketMax];
        var answer = new byte[PacketMax];
        var client = new SocketAddress(socket.AddressFamily);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var length = socket.ReceiveFrom(packet, SocketFlags.None, client);
                Answer(packet.AsSpan(0, length), answer, client, stopping);
            }
            catch (SocketException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (ObjectDisposedException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException failure)
            {
                // An earlier answer could not be delivered, or there is no memory for a packet: the next may do better.
                LogPacketFailed(logger, failure);
            }
            catch (Exception fault) when (fault is not InvariantException)
            {
                // The boundary of a request: nobody may end the agent by a packet.
                LogAnswerFaulted(logger, fault);
            }
        }
    }

    private void Answer(ReadOnlySpan<byte> packet, byte[] answer, SocketAddress client, CancellationToken stopping)
    {
        _responder = responders.Renew(_responder);
        var beginning = _responder.Begin(packet, Transport.Udp, answer, stopping);
        if (!beginning.IsAnswered)
        {
            var pending = new PendingPacket(packet.ToArray(), Copy(client), beginning.Finding);
            if (later.TryRun(() => AnswerLaterAsync(pending)))
            {
                return;
            }

            // Too many wait already. The client asks again, or asks another server.
            LogTooManyWait(logger);
            return;
        }

        if (beginning.Length > 0)
        {
            socket.SendTo(answer.AsSpan(0, beginning.Length), SocketFlags.None, client);
        }
    }

    private async Task AnswerLaterAsync(PendingPacket pending)
    {
        var found = await pending.Finding;
        lock (_laterGate)
        {
            _laterResponder = responders.Renew(_laterResponder);
            var length = _laterResponder.Finish(pending.Packet, Transport.Udp, found, _laterAnswer);
            socket.SendTo(_laterAnswer.AsSpan(0, length), SocketFlags.None, pending.Client);
        }
    }

    private static SocketAddress Copy(SocketAddress address)
    {
        var copy = new SocketAddress(address.Family, address.Size);
        address.Buffer.Span[..address.Size].CopyTo(copy.Buffer.Span);
        return copy;
    }

    [LoggerMessage(EventId = 10001, Level = LogLevel.Debug, Message = "A DNS packet was not received or not answered")]
    private static partial void LogPacketFailed(ILogger logger, SocketException failure);

    [LoggerMessage(
        EventId = 10006,
        Level = LogLevel.Error,
        Message = "A DNS question was not answered by a fault of ours; report this"
    )]
    private static partial void LogAnswerFaulted(ILogger logger, Exception fault);

    [LoggerMessage(
        EventId = 10002,
        Level = LogLevel.Debug,
        Message = "A DNS packet was dropped: too many wait for servers"
    )]
    private static partial void LogTooManyWait(ILogger logger);

    private sealed record PendingPacket(byte[] Packet, SocketAddress Client, ValueTask<Found> Finding);
}
