using System.Net.Sockets;

namespace Praetor.Platform.Network;

/// <summary>The words Go has for a socket's failures, which people search for.</summary>
internal static class SocketWords
{
    public static string Of(SocketException failure) =>
        failure.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "connection refused",
            SocketError.ConnectionReset => "connection reset by peer",
            SocketError.Shutdown => "broken pipe",
            SocketError.NetworkUnreachable => "network is unreachable",
            SocketError.HostUnreachable => "no route to host",
            SocketError.TimedOut => "connection timed out",
            SocketError.AddressAlreadyInUse => "bind: address already in use",
            SocketError.AddressNotAvailable => "bind: cannot assign requested address",
            SocketError.AccessDenied => "bind: permission denied",
            _ => failure.Message,
        };
}
