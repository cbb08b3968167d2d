using System.Threading.Channels;
using Praetor.Consensus.Log;

namespace Praetor.Consensus.Driver;

/// <summary>A member of a Raft group.</summary>
public sealed class RaftNode(RaftOptions options, RaftSeams seams) : IAsyncDisposable
{
    /// <summary>The latest view; never waits.</summary>
    public RaftView View => throw new NotSupportedException($"{options.LocalId} {seams.Disk.Description}");

    /// <summary>
    /// The level, not the edges: holds at most the latest change of <see cref="Leadership"/>. One reader: the leader's duties.
    /// </summary>
    public ChannelReader<Leadership> LeadershipChanges => throw new NotSupportedException();

    /// <summary>Opens the log and restores the newest snapshot; the node takes no part in anything yet.</summary>
    /// <exception cref="Foundation.Storage.StorageException">The disk fails, is corrupt, or holds a Consul raft.db.</exception>
    public ValueTask StartAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Runs the node's loops until stopping. Fails if one of them does: the process must end then.</summary>
    public Task RunAsync(CancellationToken stopping) => throw new NotSupportedException();

    /// <summary>Proposes a command; completes when it is applied here, or will not be.</summary>
    public ValueTask<ProposeOutcome> ProposeAsync(
        ReadOnlyMemory<byte> command,
        LogEntryType type,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <summary>Completes when everything proposed before is applied here.</summary>
    public ValueTask<ProposeOutcome> BarrierAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>
    /// Confirms with a majority that this server still leads (Consul's VerifyLeader), and waits until its state has
    /// applied what was committed when the question was asked: a read after it is linearizable.
    /// </summary>
    public ValueTask<ReadOutcome> ReadIndexAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Ends what is left and lets go of the disk.</summary>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
