using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Praetor.Probes;

/// <summary>A host and port to connect to, and the words for why that failed: Go's, which users of Consul know.</summary>
/// <param name="Host">A name or an address, without brackets.</param>
/// <param name="Port">The port.</param>
internal readonly record struct Target(string Host, int Port)
{
    /// <summary>Reads <c>host:port</c>; false with the words for what is wrong with it.</summary>
    public static bool TryParse(string text, out Target target, out string fault)
    {
        target = default;
        fault = "";
        var colon = text.LastIndexOf(':');
        if (colon < 0 || (text.EndsWith(']')))
        {
            fault = $"address {text}: missing port in address";
            return false;
        }

        var host = text[..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            host = host[1..^1];
        }
        else if (host.Contains(':', StringComparison.Ordinal))
        {
            fault = $"address {text}: too many colons in address";
            return false;
        }

        if (!ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            fault = $"address {text}: invalid port";
            return false;
        }

        target = new Target(host, port);
        return true;
    }

    /// <summary>Connects, to whichever of the host's addresses answers first.</summary>
    /// <exception cref="SocketException">None did.</exception>
    public async ValueTask<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // Go takes an empty host for the local one.
            await socket.ConnectAsync(Host.Length > 0 ? Host : "localhost", Port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Go's words for a connection that could not be made.</summary>
    /// <param name="network"><c>tcp</c> or <c>udp</c>.</param>
    /// <param name="failure">Why.</param>
    public string Describe(string network, SocketException failure) =>
        failure.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
            ? $"dial {network}: lookup {Host}: no such host"
            : $"dial {network} {this}: connect: {WordsOf(failure)}";

    /// <summary>Go's words for a connection that was not made in time.</summary>
    public string DescribeTimeout(string network) => $"dial {network} {this}: i/o timeout";

    /// <inheritdoc/>
    public override string ToString() =>
        IPAddress.TryParse(Host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? string.Create(CultureInfo.InvariantCulture, $"[{Host}]:{Port}")
            : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    /// <summary>The operating system's words, lower case as Go has them.</summary>
    public static string WordsOf(SocketException failure) =>
        failure.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "connection refused",
            SocketError.NetworkUnreachable => "network is unreachable",
            SocketError.HostUnreachable => "no route to host",
            SocketError.TimedOut => "connection timed out",
            SocketError.ConnectionReset => "connection reset by peer",
            SocketError.AccessDenied => "permission denied",
            _ => failure.Message.ToLowerInvariant(),
        };
}
