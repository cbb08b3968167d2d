using System.Text;
using Microsoft.Extensions.Logging;
using Praetor.Consensus.Driver;
using Praetor.Foundation.Text;
using Praetor.Gossip.Pool;
using Praetor.Model.Events;
using Praetor.Model.Kv;
using Praetor.Model.Operations;
using Praetor.Model.Rpc;
using Praetor.Model.Sessions;
using Praetor.Server.Commands;
using Praetor.Server.Endpoints;
using Praetor.State;

namespace Praetor.Server.Leadership;

/// <summary>What a leader has to do, one method a duty. Called by <see cref="LeaderLoop"/> only.</summary>
internal sealed partial class LeaderDuties(
    RaftNode raft,
    StateStore store,
    DutyProposals proposals,
    MemberReconciler members,
    GossipPool lan,
    LockDelays lockDelays,
    ServerSettings settings,
    ILogger<LeaderDuties> logger
)
{
    private readonly SessionTimers _sessions = new();
    private readonly TombstoneExpiry _tombstones = new();
    private readonly List<string> _expired = [];
    private ulong _tombstonesHinted;

    /// <summary>
    /// Brings this server's state up to date and starts all timers anew. False if it could not, mostly because the
    /// leadership went away meanwhile.
    /// </summary>
    public async ValueTask<bool> TryTakeOfficeAsync(TimeSpan now, CancellationToken cancellationToken)
    {
        var barrier = await raft.BarrierAsync(cancellationToken);
        if (!barrier.IsApplied)
        {
            return false;
        }

        lockDelays.Clear();
        foreach (var session in store.Snapshot().SessionList(null).Value)
        {
            if (SessionEndpoint.TtlOf(session) is { } ttl)
            {
                _sessions.Reset(session.ID, ttl, now);
            }
        }

        if (!await EnsureAutopilotConfigAsync(cancellationToken) || !await members.RoundAsync(now, cancellationToken))
        {
            return false;
        }

        await TellAsync(cancellationToken);
        return true;
    }

    /// <summary>Does what is due and says when the next is; null for nothing in sight.</summary>
    public async ValueTask<TimeSpan?> RoundAsync(TimeSpan now, CancellationToken cancellationToken)
    {
        await members.RoundAsync(now, cancellationToken);
        await EndExpiredSessionsAsync(now, cancellationToken);
        await ReapTombstonesAsync(now, cancellationToken);
        return (_sessions.NextDue, _tombstones.NextDue) switch
        {
            ({ } session, { } tombstone) => session < tombstone ? session : tombstone,
            var (session, tombstone) => session ?? tombstone,
        };
    }

    /// <summary>A session begins or was renewed.</summary>
    public void ResetSession(SessionReset reset, TimeSpan now) => _sessions.Reset(reset.Id, reset.Ttl, now);

    /// <summary>Stops all timers: another server leads.</summary>
    public void LeaveOffice()
    {
        _sessions.Clear();
        _tombstones.Clear();
        _tombstonesHinted = 0;
        lockDelays.Clear();
        members.Forget();
    }

    /// <summary>Tells all agents who leads: what they could not write before, they may now.</summary>
    private async ValueTask TellAsync(CancellationToken cancellationToken)
    {
        var name = Encoding.UTF8.GetBytes(settings.NodeName);
        if (
            await lan.FireEventAsync(PoolEventNames.NewLeader, name, coalesces: false, cancellationToken) is { } refusal
        )
        {
            LogNotTold(logger, refusal);
        }
    }

    private async ValueTask<bool> EnsureAutopilotConfigAsync(CancellationToken cancellationToken)
    {
        if (store.Snapshot().AutopilotConfig(null).Value is not null)
        {
            return true;
        }

        var request = new AutopilotSetConfigRequest
        {
            Config = new AutopilotConfig
            {
                CleanupDeadServers = true,
                LastContactThreshold = GoDuration.FromMilliseconds(200),
                MaxTrailingLogs = 250,
                ServerStabilizationTime = GoDuration.FromSeconds(10),
            },
        };
        return await proposals.TryAsync<AutopilotSetConfigRequest, bool>(
            CommandType.Autopilot,
            request,
            cancellationToken
        );
    }

    private async ValueTask EndExpiredSessionsAsync(TimeSpan now, CancellationToken cancellationToken)
    {
        _expired.Clear();
        _sessions.TakeExpired(now, _expired);
        foreach (var id in _expired)
        {
            if (store.Snapshot().SessionGet(null, id).Value is null)
            {
                _sessions.Remove(id);
                continue;
            }

            var request = new SessionRequest
            {
                Datacenter = settings.Datacenter,
                Op = SessionOp.Destroy,
                Session = new Session { ID = id },
            };
            if (await proposals.TryAsync<SessionRequest, string>(CommandType.Session, request, cancellationToken))
            {
                LogSessionExpired(logger, id);
                _sessions.Remove(id);
            }
        }
    }

    private async ValueTask ReapTombstonesAsync(TimeSpan now, CancellationToken cancellationToken)
    {
        var newest = store.Snapshot().NewestTombstone;
        if (newest > _tombstonesHinted)
        {
            _tombstones.Hint(newest, now);
            _tombstonesHinted = newest;
        }

        if (_tombstones.TakeExpired(now) is { } upTo)
        {
            var request = new TombstoneRequest
            {
                Datacenter = settings.Datacenter,
                Op = "reap",
                ReapIndex = upTo,
            };
            await proposals.TryAsync<TombstoneRequest, EmptyReply>(CommandType.Tombstone, request, cancellationToken);
        }
    }

    [LoggerMessage(EventId = 5112, Level = LogLevel.Debug, Message = "Session TTL expired: session={Session}")]
    private static partial void LogSessionExpired(ILogger logger, string session);

    [LoggerMessage(
        EventId = 5114,
        Level = LogLevel.Warning,
        Message = "failed to broadcast new leader event: error={Error}"
    )]
    private static partial void LogNotTold(ILogger logger, string error);
}
