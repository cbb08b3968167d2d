using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Praetor.Foundation.Loops;
using Praetor.Foundation.Storage;

namespace Praetor.Consensus.Driver;

/// <summary>What a node is given of the world.</summary>
public sealed record RaftSeams
{
    /// <summary>Where log, term, vote and snapshots live. A <see cref="MemoryDisk"/> for a node without a memory.</summary>
    public required IDisk Disk { get; init; }

    public required IStateMachine Machine { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>For election timeouts; used by the node's own loop only.</summary>
    public required Random Random { get; init; }

    public required ILoopThreads Threads { get; init; }

    public required ILoggerFactory Loggers { get; init; }

    /// <summary>Null: nothing is measured.</summary>
    public IMeterFactory? Meters { get; init; }
}
