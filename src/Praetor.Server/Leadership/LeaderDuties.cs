using Microsoft.Extensions.Logging;
using Praetor.Consensus.Driver;
using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
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
    Proposals proposals,
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

        return await EnsureAutopilotConfigAsync(cancellationToken) && await ReconcileSelfAsync(cancellationToken);
    }

    /// <summary>Does what is due and says when the next is; null for nothing in sight.</summary>
    public async ValueTask<TimeSpan?> RoundAsync(TimeSpan now, CancellationToken cancellationToken)
    {
        await ReconcileSelfAsync(cancellationToken);
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
        return await TryProposeAsync<AutopilotSetConfigRequest, bool>(
            CommandType.Autopilot,
            request,
            cancellationToken
        );
    }

    /// <summary>Until there is gossip, this server is its only member: it registers itself, and again if somebody removed it.</summary>
    private async ValueTask<bool> ReconcileSelfAsync(CancellationToken cancellationToken)
    {
        var wanted = SelfMember.Registration(settings);
        if (IsRegistered(wanted))
        {
            return true;
        }

        if (!Registration.Complete(wanted).TryGet(out var request, out _))
        {
            return false;
        }

        LogRegistersSelf(logger, settings.NodeName);
        return await TryProposeAsync<RegisterRequest, EmptyReply>(CommandType.Register, request, cancellationToken);
    }

    private bool IsRegistered(RegisterRequest wanted)
    {
        var snapshot = store.Snapshot();
        var services = snapshot.NodeServices(null, wanted.Node).Value;
        return services?.Node is { } node
            && node.ID == wanted.ID
            && node.Address == wanted.Address
            && services.Services is { } instances
            && instances.TryGetValue(SelfMember.ServiceName, out var consul)
            && consul.SameContent(wanted.Service)
            && snapshot
                .NodeChecks(null, wanted.Node)
                .Value.Any(check => check is { CheckID: SelfMember.SerfHealth, Status: HealthStatus.Passing });
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
            if (await TryProposeAsync<SessionRequest, string>(CommandType.Session, request, cancellationToken))
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
            await TryProposeAsync<TombstoneRequest, EmptyReply>(CommandType.Tombstone, request, cancellationToken);
        }
    }

    private async ValueTask<bool> TryProposeAsync<TCommand, TReply>(
        CommandType type,
        TCommand command,
        CancellationToken cancellationToken
    )
        where TCommand : IWireRecord<TCommand>
    {
        var result = await proposals.ProposeAsync<TCommand, TReply>(type, command, cancellationToken);
        if (result.Error is { } error)
        {
            LogDutyFailed(logger, type, error.Text);
            return false;
        }

        return true;
    }

    [LoggerMessage(
        EventId = 5111,
        Level = LogLevel.Information,
        Message = "member joined, marking health alive: member={Node}"
    )]
    private static partial void LogRegistersSelf(ILogger logger, string node);

    [LoggerMessage(EventId = 5112, Level = LogLevel.Debug, Message = "Session TTL expired: session={Session}")]
    private static partial void LogSessionExpired(ILogger logger, string session);

    [LoggerMessage(
        EventId = 5113,
        Level = LogLevel.Warning,
        Message = "A duty of the leader failed and will be tried again: command={Command} error={Error}"
    )]
    private static partial void LogDutyFailed(ILogger logger, CommandType command, string error);
}
