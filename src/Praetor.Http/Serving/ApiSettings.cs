using System.Net;

namespace Praetor.Http.Serving;

/// <summary>How the HTTP API behaves, from the agent's configuration.</summary>
public sealed record ApiSettings
{
    /// <summary>Whether JSON is always indented: in -dev mode.</summary>
    public bool IndentJson { get; init; }

    /// <summary>Whether a path with characters that don't print is refused.</summary>
    public bool RefuseUnprintablePaths { get; init; } = true;

    /// <summary><c>allow</c> or <c>deny</c>: what access control does where no rule decides.</summary>
    public string DefaultAclPolicy { get; init; } = "allow";

    /// <summary>Headers of every answer.</summary>
    public IReadOnlyDictionary<string, string> ResponseHeaders { get; init; } =
        new SortedList<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The largest value of a key, in bytes.</summary>
    public long KvValueSizeMax { get; init; } = 512 * 1024;

    /// <summary>The largest body of a transaction, in bytes.</summary>
    public long TxnBodySizeMax { get; init; } = 512 * 1024;

    /// <summary>The largest body of any other request, in bytes.</summary>
    /// <remarks>Far above every legitimate registration; it bounds what a client can make us hold.</remarks>
    public long BodySizeMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>What paths must not begin with: those endpoints are closed.</summary>
    public IReadOnlyList<string> BlockedPrefixes { get; init; } = [];

    /// <summary>Where clients that change something must come from; empty for anywhere.</summary>
    public IReadOnlyList<IPNetwork> WritersFrom { get; init; } = [];

    /// <summary>How many connections one client address may have; more are told to come back later. 0 is no limit.</summary>
    public int ConnectionsPerClientMax { get; init; } = 200;
}
