using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Praetor.Consensus.Core;
using Praetor.Foundation;
using Praetor.Foundation.Wire;

namespace Praetor.Consensus.Driver;

/// <summary>
/// The one owner of the core: takes a batch of inputs, steps it, and performs the effects in the order that
/// <see cref="RaftEffects"/> states.
/// </summary>
internal sealed partial class CoreLoop
{
    // One batch shares one write. Bounded, so that a busy inbox cannot put the write off for ever.
    private const int BatchMax = 512;

    private readonly RaftCore _core;
    private readonly CoreInbox _inbox;
    private readonly LogLoop _log;
    private readonly ApplyLoop _apply;
    private readonly TimeProvider _time;
    private readonly RaftMetrics _metrics;
    private readonly ILogger _logger;
    private readonly long _started;
    private readonly RaftEffects _effects = new();

    // Requests that are in the log and not committed, in the order of their entries.
    private readonly Queue<(PendingProposal Request, LogIndex Index, Term Term, long AcceptedAt)> _awaited = new();

    private readonly Channel<Leadership> _leaderships = Channel.CreateBounded<Leadership>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }
    );

    private volatile RaftView _view;
    private volatile bool _isTickDue = true;
    private long _heardAtTicks = -1;
    private long _batchBegan;
    private Leadership _told;

    public CoreLoop(
        RaftCore core,
        CoreInbox inbox,
        LogLoop log,
        ApplyLoop apply,
        TimeProvider time,
        long started,
        RaftMetrics metrics,
        ILogger logger
    )
    {
        (_core, _inbox, _log, _apply) = (core, inbox, log, apply);
        (_time, _started, _metrics, _logger) = (time, started, metrics, logger);
        _view = MakeView();
    }

    /// <summary>What the core was after the last batch; applied index and last contact are the node's to fill in.</summary>
    public RaftView View => _view;

    /// <summary>When the leader was last heard, on the clock of <c>started</c>; null if never.</summary>
    public TimeSpan? HeardAt => Volatile.Read(ref _heardAtTicks) is >= 0 and var ticks ? new TimeSpan(ticks) : null;

    public ChannelReader<Leadership> Leaderships => _leaderships.Reader;

    /// <summary>Time has passed: called by the loop's own thread, so that no thread pool is needed for an election.</summary>
    public void Tick()
    {
        _isTickDue = true;
        _inbox.Wake();
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            _inbox.Wake();
            while (await _inbox.WaitAsync(stopping))
            {
                _batchBegan = _time.GetTimestamp();
                StepBatch();
                await PerformAsync(stopping);
                Publish();
                _metrics.CoreBusy(_time.GetElapsedTime(_batchBegan));
            }
        }
        finally
        {
            AnswerAllStopped();
        }
    }

    private void StepBatch()
    {
        _inbox.BeginBatch();
        _effects.Clear();
        var now = _time.GetElapsedTime(_started);
        _core.WallClock = GoTime.From(_time.GetUtcNow());
        if (_isTickDue)
        {
            _isTickDue = false;
            _core.Step(RaftInput.Tick.Instance, now, _effects);
        }

        var taken = 0;
        while (taken < BatchMax && _inbox.TryTake(out var input))
        {
            _core.Step(input, now, _effects);
            taken++;
        }

        if (taken == BatchMax)
        {
            _inbox.Wake(); // There may be more.
        }

        _core.Flush(now, _effects);
    }

    private async ValueTask PerformAsync(CancellationToken stopping)
    {
        // First, so that they are answered whatever happens from here.
        foreach (var (request, index, term) in _effects.Accepted)
        {
            _awaited.Enqueue(((PendingProposal)request, index, term, _batchBegan));
        }

        if (_effects.Write is { } write)
        {
            await _log.WriteAsync(write, stopping);
        }

        Invariant.Check(_effects.Messages.Count == 0, "A group of one has nobody to write to.");
        Invariant.Check(_effects.LogReads.Count == 0, "A group of one has nobody to feed.");
        if (_effects.Restore is { } mark)
        {
            await HandOverAsync(new ApplyJob.Restore(mark), stopping);
        }

        if (_effects.CommittedTo is { } commit)
        {
            await HandOverAsync(new ApplyJob.Committed(commit, [.. _effects.Committed], TakeAwaited(commit)), stopping);
        }

        foreach (var (request, end, index) in _effects.Ended)
        {
            await AnswerAsync(request, end, index, stopping);
        }

        while (_awaited.TryPeek(out var head) && (_core.Role is not LeaderRole || head.Term != _core.Term))
        {
            _awaited.Dequeue().Request.Completion.TrySetResult(new(ProposeStatus.LeadershipLost, default, null));
        }

        await TellLeadershipAsync(stopping);
    }

    private async ValueTask HandOverAsync(ApplyJob job, CancellationToken stopping)
    {
        try
        {
            await _apply.AddAsync(job, stopping);
        }
        catch (Exception)
        {
            // Stopping, or the apply loop has died: nobody else knows of those who wait in it.
            job.Abandon();
            throw;
        }
    }

    private (LogIndex Index, PendingProposal Request)[] TakeAwaited(LogIndex commit)
    {
        var count = 0;
        foreach (var (_, index, _, _) in _awaited)
        {
            if (index > commit)
            {
                break;
            }

            count++;
        }

        var taken = new (LogIndex, PendingProposal)[count];
        for (var at = 0; at < count; at++)
        {
            var (request, index, _, acceptedAt) = _awaited.Dequeue();
            taken[at] = (index, request);
            if (at == 0)
            {
                // The one that waited longest stands for its batch.
                _metrics.Committed(_time.GetElapsedTime(acceptedAt));
            }
        }

        return taken;
    }

    private async ValueTask AnswerAsync(RaftRequest request, RequestEnd end, LogIndex index, CancellationToken stopping)
    {
        switch (request)
        {
            case PendingRead read when end == RequestEnd.Confirmed:
                // Answered when the state is as new as the index, behind what is already on its way there.
                await HandOverAsync(new ApplyJob.AnswerWhenApplied(index, read), stopping);
                break;
            case PendingRead read:
                var lost = end == RequestEnd.LeadershipLost ? ReadStatus.LeadershipLost : ReadStatus.NotLeader;
                read.Completion.TrySetResult(new ReadOutcome(lost, default));
                break;
            case PendingProposal awaited:
                awaited.Completion.TrySetResult(new ProposeOutcome(StatusOf(end), default, null));
                break;
            default:
                throw new InvariantException($"Unhandled request {request}.");
        }
    }

    private static ProposeStatus StatusOf(RequestEnd end) =>
        end switch
        {
            RequestEnd.NotLeader => ProposeStatus.NotLeader,
            RequestEnd.LeadershipLost => ProposeStatus.LeadershipLost,
            RequestEnd.Busy => ProposeStatus.Busy,
            RequestEnd.TooLarge => ProposeStatus.TooLarge,
            _ => throw new InvariantException($"A proposal does not end by {end}."),
        };

    /// <summary>Leadership is told through the apply loop: by then the state has everything that was committed before.</summary>
    private async ValueTask TellLeadershipAsync(CancellationToken stopping)
    {
        var now = new Leadership(_core.Role is LeaderRole { IsReady: true }, _core.Term);
        if (now.IsLeader == _told.IsLeader && (!now.IsLeader || now.Term == _told.Term))
        {
            return;
        }

        _told = now;
        await HandOverAsync(new ApplyJob.Tell(now, _leaderships.Writer), stopping);
    }

    private void Publish()
    {
        var before = _view;
        var view = MakeView();
        Volatile.Write(ref _heardAtTicks, (_core.Role as FollowerRole)?.HeardAt?.Ticks ?? -1);
        _view = view;
        if (before.Role != view.Role)
        {
            LogRoleChanged(_logger, view.Role, view.Term.Value);
        }
    }

    private RaftView MakeView()
    {
        var leader = _core.Role.Leader;
        return new RaftView
        {
            Term = _core.Term,
            Role = _core.Role.Kind,
            Leader = leader is null
                ? null
                : _core.Configuration.Find(leader.Value) ?? new RaftServer(leader.Value, "", Suffrage.NonVoter),
            IsReadyLeader = _core.Role is LeaderRole { IsReady: true },
            Commit = _core.Commit,
            Applied = default,
            LastLog = _core.Log.Last,
            LastLogTerm = _core.Log.LastTerm,
            Snapshot = _core.Snapshot.Index,
            SnapshotTerm = _core.Snapshot.Term,
            LastContact = null,
            Configuration = _core.Configuration,
            ConfigurationIndex = _core.Configurations.LatestIndex,
        };
    }

    private void AnswerAllStopped()
    {
        _inbox.Close();
        while (_awaited.TryDequeue(out var awaited))
        {
            awaited.Request.Completion.TrySetResult(new(ProposeStatus.Stopped, default, null));
        }

        foreach (var (request, _, _) in _effects.Ended)
        {
            Abandon(request);
        }

        while (_inbox.TryTake(out var input))
        {
            if (input is RaftRequest request)
            {
                Abandon(request);
            }
        }
    }

    // Where it was answered before, this changes nothing.
    private static void Abandon(RaftRequest request)
    {
        switch (request)
        {
            case PendingProposal awaited:
                awaited.Completion.TrySetResult(new(ProposeStatus.Stopped, default, null));
                break;
            case PendingRead read:
                read.Completion.TrySetResult(new(ReadStatus.Stopped, default));
                break;
        }
    }
}
