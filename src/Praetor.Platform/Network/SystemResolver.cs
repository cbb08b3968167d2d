using System.Net;
using System.Net.Sockets;
using Praetor.Foundation.Network;

namespace Praetor.Platform.Network;

/// <summary>The operating system's resolver, which asks again over TCP where an answer is too long for a packet.</summary>
public sealed class SystemResolver : INameResolver
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (Exception unknown) when (unknown is SocketException or ArgumentException)
        {
            // An argument exception: no name is that long.
            throw new TransportException($"lookup {host}: no such host", unknown);
        }
    }
}
