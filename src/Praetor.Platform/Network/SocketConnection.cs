using System.Net;
using System.Net.Sockets;
using Praetor.Foundation.Network;

namespace Praetor.Platform.Network;

/// <summary>A TCP connection.</summary>
internal sealed class SocketConnection : ITransportConnection
{
    private readonly Socket _socket;

    public SocketConnection(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
        RemoteAddress = SocketTransport.Plain((IPEndPoint)socket.RemoteEndPoint!); // Connected.
    }

    public IPEndPoint RemoteAddress { get; }

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
