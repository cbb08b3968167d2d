using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Praetor.Consensus.Core;
using Praetor.Consensus.Log;
using Praetor.Consensus.Snapshots;
using Praetor.Foundation;

namespace Praetor.Consensus.Driver;

/// <summary>
/// A member of a Raft group: owns the core, the log, the snapshots and the loops that run them. First
/// <see cref="StartAsync"/>, then <see cref="RunAsync"/>; the rest may be called from any thread between the two ends.
/// </summary>
/// <param name="options">What the configuration says.</param>
/// <param name="seams">What the node is given of the world.</param>
public sealed partial class RaftNode(RaftOptions options, RaftSeams seams) : IAsyncDisposable
{
    private readonly CoreInbox _inbox = new();
    private readonly RaftMetrics _metrics = new(seams.Meters);
    private readonly long _started = seams.Time.GetTimestamp();
    private RaftDisk? _disk;
    private CoreLoop? _core;
    private LogLoop? _log;
    private ApplyLoop? _apply;
    private SnapshotLoop? _snapshots;

    /// <summary>The latest view; never waits.</summary>
    public RaftView View
    {
        get
        {
            var view = Started(_core).View;
            return view with { Applied = Applied, LastContact = LastContact(view) };
        }
    }

    /// <summary>The last entry the state machine has seen; cheaper than <see cref="View"/>.</summary>
    public LogIndex Applied => Started(_apply).Applied;

    /// <summary>
    /// Whether this server leads and its state holds everything that was committed before it did: only then are its reads
    /// as new as the group's. Allocates nothing.
    /// </summary>
    public bool ServesNewest =>
        Started(_core).View is { IsReadyLeader: true, Term: var term } && Started(_apply).LedTerm == term;

    /// <summary>Whether this server knows who leads. Allocates nothing.</summary>
    public bool KnowsLeader => Started(_core).View.Leader is not null;

    /// <summary>
    /// The level, not the edges: holds at most the latest change of <see cref="Leadership"/>, told when the state machine
    /// has applied everything that was committed before it. One reader: the leader's duties.
    /// </summary>
    public ChannelReader<Leadership> LeadershipChanges => Started(_core).Leaderships;

    /// <summary>Opens the log and restores the newest snapshot; the node takes no part in anything yet.</summary>
    /// <exception cref="Foundation.Storage.StorageException">The disk fails, is corrupt, or holds a Consul raft.db.</exception>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _disk = await RaftDisk.OpenAsync(
            seams.Disk,
            options.Folder,
            options.SegmentBytes,
            options.SnapshotsRetained,
            options.Founding
        );
        var logger = seams.Loggers.CreateLogger<RaftNode>();
        if (_disk.Cut is { } cut)
        {
            LogTailCut(logger, $"{seams.Disk.Description}/{cut.Path}", cut.Offset, cut.Bytes);
        }

        var recovered = _disk.Recovered;
        RefuseOthers(recovered.Configurations.Latest);
        RestoreNewestSnapshot(_disk.Snapshots);
        _log = new LogLoop(_disk.Log, _inbox);
        _apply = new ApplyLoop(seams.Machine, _disk.Log, _disk.Snapshots, recovered.Snapshot, seams.Time, _metrics);
        _snapshots = new SnapshotLoop(
            options,
            _apply,
            _disk.Snapshots,
            _inbox,
            recovered.Snapshot.Index,
            seams.Time,
            _metrics,
            logger
        );
        var core = new RaftCore(CoreOptions(), recovered, seams.Random, seams.Time.GetElapsedTime(_started));
        _core = new CoreLoop(core, _inbox, _log, _apply, seams.Time, _started, _metrics, logger);
    }

    /// <summary>
    /// Runs the node's loops until stopping. Fails as soon as one of them does (a broken invariant, a failed disk): the
    /// process must end then, and everybody who waits is told that the node has stopped.
    /// </summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var (core, log, apply, snapshots) = (Started(_core), Started(_log), Started(_apply), Started(_snapshots));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);

        // A group of one has no heartbeats to send: ticks only see whether the disk has stalled, and when to stand again.
        var tickEvery = options.ElectionTimeout / 4;
        List<Task> loops =
        [
            seams.Threads.RunAsync("raft-log", log.RunAsync, ending.Token),
            seams.Threads.RunAsync("raft-apply", apply.RunAsync, ending.Token),
            seams.Threads.RunAsync("raft-snapshot", snapshots.RunAsync, ending.Token),
            seams.Threads.RunAsync("raft-core", core.RunAsync, tickEvery, core.Tick, ending.Token),
        ];
        await Task.WhenAny(loops);

        // One has ended: asked to, or by a surprise. None can go on without the others.
        ending.Cancel();
        await Task.WhenAll(loops);
    }

    /// <summary>Proposes an entry; completes when it is applied here, or will not be.</summary>
    /// <param name="command">The payload. It must not be changed afterwards.</param>
    /// <param name="type"><see cref="LogEntryType.Command"/> or <see cref="LogEntryType.Barrier"/>.</param>
    /// <param name="cancellationToken">Ends the wait, not the proposal.</param>
    public async ValueTask<ProposeOutcome> ProposeAsync(
        ReadOnlyMemory<byte> command,
        LogEntryType type,
        CancellationToken cancellationToken
    )
    {
        if (type is not (LogEntryType.Command or LogEntryType.Barrier))
        {
            throw new ArgumentOutOfRangeException(nameof(type), type, "Only commands and barriers are proposed.");
        }

        var proposal = new PendingProposal(type, command);
        return await AskAsync(
            proposal,
            proposal.Completion,
            new ProposeOutcome(ProposeStatus.Stopped, default, null),
            cancellationToken
        );
    }

    /// <summary>Completes when everything that was proposed before is applied here.</summary>
    public ValueTask<ProposeOutcome> BarrierAsync(CancellationToken cancellationToken) =>
        ProposeAsync(default, LogEntryType.Barrier, cancellationToken);

    /// <summary>
    /// Confirms with a majority that this server still leads (Consul's VerifyLeader), and waits until its state has
    /// applied what was committed when the question was asked: a read after it is linearizable.
    /// </summary>
    public async ValueTask<ReadOutcome> ReadIndexAsync(CancellationToken cancellationToken)
    {
        var read = new PendingRead();
        return await AskAsync(read, read.Completion, new ReadOutcome(ReadStatus.Stopped, default), cancellationToken);
    }

    /// <summary>Takes a snapshot now, beside the writes; completes when it is durable.</summary>
    public ValueTask<SnapshotMeta> TakeSnapshotAsync(CancellationToken cancellationToken) =>
        Started(_snapshots).TakeAsync(cancellationToken);

    /// <summary>Opens the state of a snapshot that this node has taken; it may be gone if newer ones were taken since.</summary>
    /// <exception cref="Foundation.Storage.StorageException">It is gone, or the disk fails.</exception>
    public Stream OpenSnapshot(SnapshotMeta snapshot) => Started(_disk).Snapshots.Open(snapshot);

    /// <summary>Lets go of the disk. After <see cref="RunAsync"/> has ended.</summary>
    public ValueTask DisposeAsync()
    {
        _disk?.Dispose();
        _metrics.Dispose();
        return ValueTask.CompletedTask;
    }

    private static T Started<T>(T? part)
        where T : class
    {
        Invariant.Check(part is not null, "A node is used after it was started.");
        return part;
    }

    private async ValueTask<T> AskAsync<T>(
        RaftRequest request,
        TaskCompletionSource<T> completion,
        T stopped,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await _inbox.AddAsync(request, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            return stopped;
        }

        return await (cancellationToken.CanBeCanceled ? completion.Task.WaitAsync(cancellationToken) : completion.Task);
    }

    /// <summary>
    /// The core runs with any number of servers; this driver has no link to others yet, and a server that cannot hear its
    /// group must not pretend to be in it.
    /// </summary>
    private void RefuseOthers(ServerConfiguration group)
    {
        if (group.Servers.Any(server => server.Id != options.LocalId))
        {
            throw new NotSupportedException(
                $"{seams.Disk.Description}/{options.Folder} belongs to a group of {group.Servers.Count} servers "
                    + $"({string.Join(", ", group.Servers.Select(server => $"{server.Id} at {server.Address}"))}); "
                    + $"this server is {options.LocalId}, and can only be the only one"
            );
        }
    }

    private void RestoreNewestSnapshot(SnapshotStore snapshots)
    {
        if (snapshots.List() is not [var newest, ..])
        {
            return;
        }

        snapshots.Verify(newest);
        using var state = snapshots.Open(newest);
        seams.Machine.Restore(state, newest.Index);
        seams.Machine.BatchApplied(newest.Index);
    }

    private CoreOptions CoreOptions() =>
        new()
        {
            LocalId = options.LocalId,
            HeartbeatInterval = options.HeartbeatInterval,
            ElectionTimeout = options.ElectionTimeout,
            LeaderLease = options.LeaderLease,
            DiskStallMax = options.DiskStallMax,
            TrailingLogs = options.TrailingLogs,
            EntryBytesMax = options.EntryBytesMax,
        };

    private TimeSpan? LastContact(RaftView view) =>
        view.IsLeader ? TimeSpan.Zero
        : Started(_core).HeardAt is { } at ? seams.Time.GetElapsedTime(_started) - at
        : null;
}
