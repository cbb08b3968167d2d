using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Logging;
using Praetor.Foundation.Ids;
using Praetor.Foundation.Network;
using Praetor.Foundation.Storage;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Pool;

/// <summary>Which pool this is, and who the member is in it; fixed for the pool's life, but for the tags.</summary>
public sealed record PoolOptions
{
    /// <summary>What logs and measurements call the pool: <c>lan</c> or <c>wan</c>.</summary>
    public required string Pool { get; init; }

    /// <summary>The member.</summary>
    public required SerfOptions Member { get; init; }

    /// <summary>The layers around its messages, with the keys.</summary>
    public LayerOptions Layers { get; init; } = new();

    /// <summary>
    /// Keeps keys on disk that changed, the primary first; null for nowhere. Called by the pool's loop, which waits for it:
    /// who asked for the change is told afterwards how it went.
    /// </summary>
    public Func<IReadOnlyList<byte[]>, ValueTask>? KeepKeys { get; init; }

    /// <summary>Where its snapshot is on the disk; null for none.</summary>
    public string? SnapshotPath { get; init; }

    /// <summary>Whether to join again those of the snapshot even after having left.</summary>
    public bool RejoinsAfterLeave { get; init; }

    /// <summary>Networks members may come from; all when empty.</summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>The port of addresses to join that name none.</summary>
    public int DefaultPort { get; init; } = 8301;
}

/// <summary>What a pool is given of the world.</summary>
public sealed record PoolSeams
{
    /// <summary>The way to others. The pool owns it.</summary>
    public required ITransport Transport { get; init; }

    /// <summary>For names in addresses to join.</summary>
    public required INameResolver Names { get; init; }

    /// <summary>Where the snapshot is; null if there is none.</summary>
    public IDisk? Disk { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>For choices of members and the phase of timers.</summary>
    public required Random Random { get; init; }

    /// <summary>For nonces.</summary>
    public required IEntropy Entropy { get; init; }

    public required ILoggerFactory Loggers { get; init; }

    /// <summary>Where measurements go; null for a meter of our own.</summary>
    public IMeterFactory? Meters { get; init; }
}
