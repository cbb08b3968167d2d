using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Praetor.Client.Connecting;

/// <summary>Connects to the agent, and says in Go's words why it could not.</summary>
internal static class Dialer
{
    /// <summary>A connection by TCP, to the first of the host's addresses that takes it.</summary>
    public static async ValueTask<Stream> TcpAsync(DnsEndPoint endpoint, CancellationToken cancellationToken)
    {
        // IPAddress.Parse would also take the brackets, but the host has lost them by now.
        var addresses = IPAddress.TryParse(endpoint.Host, out var literal)
            ? [literal]
            : await ResolveAsync(endpoint.Host, cancellationToken);
        DialException? failure = null;
        foreach (var address in addresses)
        {
            var target = new IPEndPoint(address, endpoint.Port);
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(target, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException refused)
            {
                socket.Dispose();
                failure ??= new DialException($"dial tcp {target}: connect: {Words(refused)}", refused);
            }
        }

        throw failure ?? new DialException($"dial tcp: lookup {endpoint.Host}: no such host", null);
    }

    /// <summary>A connection to a Unix socket.</summary>
    public static async ValueTask<Stream> UnixAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            throw new DialException($"dial unix {path}: connect: {Words(refused)}", refused);
        }
    }

    private static async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException unknown)
        {
            throw new DialException($"dial tcp: lookup {host}: no such host", unknown);
        }
    }

    /// <summary>The system's words, as C programs give them.</summary>
    internal static string Words(SocketException failure) =>
        failure.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "connection refused",
            SocketError.HostUnreachable => "no route to host",
            SocketError.NetworkUnreachable => "network is unreachable",
            SocketError.TimedOut => "connection timed out",
            SocketError.ConnectionReset => "connection reset by peer",
            SocketError.AccessDenied => "permission denied",
            // A Unix socket that is not there.
            SocketError.AddressNotAvailable => "no such file or directory",
            _ => failure.Message.ToLower(CultureInfo.InvariantCulture),
        };
}

/// <summary>There is no connection; the message says why in Go's words.</summary>
internal sealed class DialException(string message, Exception? cause) : IOException(message, cause);
