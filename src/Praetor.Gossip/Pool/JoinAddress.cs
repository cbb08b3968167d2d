using System.Globalization;
using System.Net;
using Praetor.Foundation.Network;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Pool;

/// <summary>
/// An address to join as people write it: a name or an address, with a port or without, with the node's name and a slash
/// before it or without.
/// </summary>
internal static class JoinAddress
{
    /// <summary>A name with more addresses than that is no pool's; the rest is not tried.</summary>
    private const int AddressesMax = 256;

    /// <summary>Finds where to join.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="defaultPort">The port, where none was written.</param>
    /// <param name="names">Finds the addresses of names.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="TransportException">It is no address, or nobody knows the name.</exception>
    public static async ValueTask<IReadOnlyList<GossipAddress>> ResolveAsync(
        string text,
        int defaultPort,
        INameResolver names,
        CancellationToken cancellationToken
    )
    {
        // The node's name is for TLS, which is not used here.
        var (host, port) = Split(text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..], defaultPort);
        if (host.Length == 0)
        {
            throw new TransportException($"\"{text}\" names no host");
        }

        if (IPAddress.TryParse(host, out var address))
        {
            return [new GossipAddress(address, port)];
        }

        var found = await names.ResolveAsync(host, cancellationToken);
        return [.. found.Take(AddressesMax).Select(it => new GossipAddress(it, port).Plain())];
    }

    private static (string Host, ushort Port) Split(string text, int defaultPort)
    {
        // "::1" is an address, "[::1]:8301" one with a port, "host:8301" a name with one.
        var colon = text.LastIndexOf(':');
        var isBare = colon < 0 || (text.IndexOf(':', StringComparison.Ordinal) != colon && text[colon - 1] != ']');
        if (isBare)
        {
            return (text.Trim('[', ']'), (ushort)defaultPort);
        }

        return
            ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port > 0
            ? (text[..colon].Trim('[', ']'), port)
            : throw new TransportException($"\"{text}\" has no port after its colon");
    }
}
