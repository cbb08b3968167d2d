using System.Net;

namespace Praetor.Foundation.Network;

/// <summary>Finds the addresses of names, as the machine is set up to. Scripted in tests.</summary>
public interface INameResolver
{
    /// <summary>All addresses of a name, in the resolver's order.</summary>
    /// <exception cref="TransportException">There is none, or nobody to ask; the text is Go's.</exception>
    ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}
