using Microsoft.Extensions.Logging;
using Praetor.Consensus.Driver;
using Praetor.Foundation;

namespace Praetor.Server.Leadership;

/// <summary>
/// One loop that does the leader's duties while this server leads: it takes up office, reconciles what should be with
/// what is, ends sessions whose time is over and forgets old tombstones. The duties decide by level, not by event: each
/// round looks at the state and does what is missing, so a missed wake-up costs a round and nothing else.
/// </summary>
internal sealed partial class LeaderLoop(
    RaftNode raft,
    LeaderInbox inbox,
    LeaderDuties duties,
    TimeProvider time,
    ILogger<LeaderLoop> logger
)
{
    // A follower looks at nothing, and a leader's timers are due no sooner than a second from now but for short test
    // settings; those are looked at when due.
    private static readonly TimeSpan RoundMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var leadership = await WaitForOfficeAsync(stopping);
            try
            {
                await LeadAsync(leadership, started, stopping);
            }
            finally
            {
                duties.LeaveOffice();
            }
        }
    }

    private async ValueTask<Consensus.Driver.Leadership> WaitForOfficeAsync(CancellationToken stopping)
    {
        while (true)
        {
            Invariant.Check(await raft.LeadershipChanges.WaitToReadAsync(stopping), "Raft outlives the leader's loop.");
            if (raft.LeadershipChanges.TryRead(out var leadership) && leadership.IsLeader)
            {
                return leadership;
            }
        }
    }

    private async ValueTask LeadAsync(Consensus.Driver.Leadership leadership, long started, CancellationToken stopping)
    {
        LogTookOffice(logger, leadership.Term.Value);
        while (!await duties.TryTakeOfficeAsync(time.GetElapsedTime(started), stopping))
        {
            LogOfficeNotTaken(logger);
            if (await IsOverAsync(RetryAfter, stopping))
            {
                return;
            }
        }

        while (true)
        {
            TakeResets(started);
            inbox.MemberChanges.TryRead(out _);
            var next = await duties.RoundAsync(time.GetElapsedTime(started), stopping);
            var wait = next is { } due ? due - time.GetElapsedTime(started) : RoundMax;
            if (await IsOverAsync(wait < RoundMax ? wait : RoundMax, stopping))
            {
                LogLeftOffice(logger);
                return;
            }
        }
    }

    private void TakeResets(long started)
    {
        while (inbox.Resets.TryRead(out var reset))
        {
            duties.ResetSession(reset, time.GetElapsedTime(started));
        }
    }

    /// <summary>Waits for a reset, other members, the time or the end of this server's leadership; true for the last.</summary>
    private async ValueTask<bool> IsOverAsync(TimeSpan wait, CancellationToken stopping)
    {
        if (wait > TimeSpan.Zero)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var timeIsUp = Task.Delay(wait, time, ended.Token);
            var reset = inbox.Resets.WaitToReadAsync(ended.Token).AsTask();
            var change = raft.LeadershipChanges.WaitToReadAsync(ended.Token).AsTask();
            var members = inbox.MemberChanges.WaitToReadAsync(ended.Token).AsTask();
            await Task.WhenAny(timeIsUp, reset, change, members);
            ended.Cancel();
            stopping.ThrowIfCancellationRequested();
        }

        return raft.LeadershipChanges.TryRead(out var leadership) ? !leadership.IsLeader : !raft.View.IsLeader;
    }

    [LoggerMessage(
        EventId = 5101,
        Level = LogLevel.Information,
        Message = "cluster leadership acquired, in term {Term}"
    )]
    private static partial void LogTookOffice(ILogger logger, ulong term);

    [LoggerMessage(EventId = 5102, Level = LogLevel.Information, Message = "cluster leadership lost")]
    private static partial void LogLeftOffice(ILogger logger);

    [LoggerMessage(
        EventId = 5103,
        Level = LogLevel.Warning,
        Message = "failed to establish leadership, will try again"
    )]
    private static partial void LogOfficeNotTaken(ILogger logger);
}
