using System.Net;
using Praetor.Foundation.Network;

namespace Praetor.TestKit.Gossip;

/// <summary>A resolver that knows no name.</summary>
public sealed class SilentResolver : INameResolver
{
    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        throw new TransportException($"lookup {host}: no such host");
}
