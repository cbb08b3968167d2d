using System.Net;
using System.Net.Sockets;
using Praetor.Foundation.Network;

namespace Praetor.Platform.Network;

/// <summary>A TCP connection.</summary>
internal sealed class SocketConnection : ITransportConnection
{
    private readonly Socket _socket;

    private SocketConnection(Socket socket, IPEndPoint remote) => (_socket, RemoteAddress) = (socket, remote);

    public IPEndPoint RemoteAddress { get; }

    /// <summary>Takes over a socket; null if its other side is gone already, and then the socket is closed.</summary>
    public static SocketConnection? TryTake(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            if (socket.RemoteEndPoint is IPEndPoint remote)
            {
                return new SocketConnection(socket, SocketTransport.Plain(remote));
            }
        }
        catch (SocketException)
        {
            // The system forgets the address of a side that has reset the stream.
        }

        socket.Dispose();
        return null;
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
        }
        catch (SocketException failure)
        {
            throw new TransportException($"read tcp {RemoteAddress}: read: {SocketWords.Of(failure)}", failure);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None, cancellationToken)..];
            }
        }
        catch (SocketException failure)
        {
            throw new TransportException($"write tcp {RemoteAddress}: write: {SocketWords.Of(failure)}", failure);
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
