using Praetor.Consensus.Log;

namespace Praetor.Consensus.Core;

/// <summary>What a server finds on its disk when it starts.</summary>
internal sealed record RecoveredLog
{
    public required HardState State { get; init; }

    public required SnapshotMark Snapshot { get; init; }

    public required LogTail Tail { get; init; }

    public required ConfigurationHistory Configurations { get; init; }
}
