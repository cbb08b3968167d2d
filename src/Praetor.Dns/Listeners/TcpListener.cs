using System.Buffers.Binary;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Praetor.Dns.Answers;
using Praetor.Dns.Messages;

namespace Praetor.Dns.Listeners;

/// <summary>
/// Answers questions over TCP: each message after its length, any number on a connection, one after another (RFC 7766).
/// </summary>
internal sealed partial class TcpListener(
    Socket socket,
    ResponderSource responders,
    TimeProvider time,
    ILogger<TcpListener> logger
)
{
    // A connection has some 130 KiB of buffers, so this is 64 MiB when somebody opens as many as he can; the next ones
    // are closed at once, and their clients come back.
    private const int ConnectionsMax = 512;
    private const int MessageMax = 65535;
    private const int LengthPrefix = 2;

    // Consul's server gives up on a silent connection after 8 seconds.
    private static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(8);

    // After a failure to accept, which is mostly a lack of file descriptors.
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(50);

    private int _connections;

    /// <summary>Takes connections until told to stop, and waits for those that are open then.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var connection = await AcceptAsync(stopping);
                open.RemoveAll(static ended => ended.IsCompleted);
                if (Volatile.Read(ref _connections) >= ConnectionsMax)
                {
                    connection.Dispose();
                    continue;
                }

                Interlocked.Increment(ref _connections);
                open.Add(ServeAsync(connection, stopping));
            }
        }
        finally
        {
            await Task.WhenAll(open);
        }
    }

    private async Task<Socket> AcceptAsync(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await socket.AcceptAsync(stopping);
            }
            catch (SocketException failure)
            {
                LogAcceptFailed(logger, failure);
                await Task.Delay(AcceptPause, time, stopping);
            }
        }
    }

    private async Task ServeAsync(Socket connection, CancellationToken stopping)
    {
        // The accepting loop goes on; what is done for a connection must not hold it up.
        await Task.Yield();
        try
        {
            using (connection)
            {
                connection.NoDelay = true;
                await AnswerAllAsync(connection, stopping);
            }
        }
        catch (Exception end)
        {
            // The boundary of a connection: it ends, by its client or our stop or its fault, and others go on.
            LogConnectionEnded(logger, end);
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    private async Task AnswerAllAsync(Socket connection, CancellationToken stopping)
    {
        var responder = responders.Create();
        var packet = new byte[MessageMax];
        var answer = new byte[LengthPrefix + MessageMax];
        while (true)
        {
            using var idle = new CancellationTokenSource(IdleMax, time);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, stopping);
            if (!await TryReceiveAsync(connection, packet.AsMemory(0, LengthPrefix), ended.Token))
            {
                return;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(packet);
            if (!await TryReceiveAsync(connection, packet.AsMemory(0, length), ended.Token))
            {
                return;
            }

            responder = responders.Renew(responder);
            var answered = await AnswerAsync(responder, packet.AsMemory(0, length), answer, ended.Token);
            if (answered == 0)
            {
                return;
            }

            BinaryPrimitives.WriteUInt16BigEndian(answer, (ushort)answered);
            await SendAsync(connection, answer.AsMemory(0, LengthPrefix + answered), ended.Token);
        }
    }

    private static async ValueTask<int> AnswerAsync(
        Responder responder,
        ReadOnlyMemory<byte> packet,
        Memory<byte> answer,
        CancellationToken cancellationToken
    )
    {
        var message = answer[LengthPrefix..];
        var beginning = responder.Begin(packet.Span, Transport.Tcp, message.Span, cancellationToken);
        if (beginning.IsAnswered)
        {
            return beginning.Length;
        }

        var found = await beginning.Finding;
        return responder.Finish(packet.Span, Transport.Tcp, found, message.Span);
    }

    /// <summary>False when the client has closed.</summary>
    private static async ValueTask<bool> TryReceiveAsync(
        Socket connection,
        Memory<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        while (buffer.Length > 0)
        {
            var received = await connection.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
            if (received == 0)
            {
                return false;
            }

            buffer = buffer[received..];
        }

        return true;
    }

    private static async ValueTask SendAsync(
        Socket connection,
        ReadOnlyMemory<byte> message,
        CancellationToken cancellationToken
    )
    {
        while (message.Length > 0)
        {
            message = message[await connection.SendAsync(message, SocketFlags.None, cancellationToken)..];
        }
    }

    [LoggerMessage(EventId = 10004, Level = LogLevel.Warning, Message = "A DNS connection could not be accepted")]
    private static partial void LogAcceptFailed(ILogger logger, SocketException failure);

    [LoggerMessage(EventId = 10005, Level = LogLevel.Trace, Message = "A DNS connection ended")]
    private static partial void LogConnectionEnded(ILogger logger, Exception end);
}
