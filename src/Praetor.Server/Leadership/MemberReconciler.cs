using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;
using Praetor.Model.Catalog;
using Praetor.Model.Rpc;
using Praetor.Server.Commands;
using Praetor.Server.Endpoints;
using Praetor.State;

namespace Praetor.Server.Leadership;

/// <summary>
/// Makes the catalog say what gossip says: which agents there are, and whether they live. By level: each round compares
/// members with nodes and writes what differs, at once when the members changed, and now and then as well for the case
/// that somebody changed the catalog.
/// </summary>
internal sealed partial class MemberReconciler(
    GossipPool lan,
    StateStore store,
    DutyProposals proposals,
    ServerSettings settings,
    ILogger<MemberReconciler> logger
)
{
    /// <summary>Consul's interval.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(60);

    // Members of which it was told that they cannot be registered; bounded as members are.
    private readonly SortedSet<string> _told = new(StringComparer.Ordinal);

    private ImmutableArray<SerfMember> _reconciled = [];
    private TimeSpan _next;

    /// <summary>Another server leads: the next time everything is compared.</summary>
    public void Forget() => (_reconciled, _next) = ([], TimeSpan.Zero);

    /// <summary>Does what is due; false if some of it failed and will be tried again.</summary>
    public async ValueTask<bool> RoundAsync(TimeSpan now, CancellationToken cancellationToken)
    {
        var members = lan.View.Members;
        var isDue = now >= _next;
        if (!isDue && members == _reconciled)
        {
            // Clients find servers by it, so that it is missed for no longer than a round.
            return await ReconcileAsync(lan.View.Find(lan.Name)!, cancellationToken); // A member never forgets itself.
        }

        var isDone = true;
        foreach (var member in members)
        {
            isDone &= await ReconcileAsync(member, cancellationToken);
        }

        foreach (var name in isDue ? Unknown(members) : Forgotten(members))
        {
            isDone &= await DeregisterAsync(name, "reaped", cancellationToken);
        }

        _told.IntersectWith(members.Select(static member => member.Name));
        if (isDone)
        {
            _reconciled = members;
            _next = isDue ? now + Every : _next;
        }

        return isDone;
    }

    private async ValueTask<bool> ReconcileAsync(SerfMember member, CancellationToken cancellationToken)
    {
        if (!MemberRegistration.IsAgentOf(member, settings.Datacenter))
        {
            return true;
        }

        switch (member.Status)
        {
            case MemberStatus.Alive:
                return await RegisterAsync(
                    MemberRegistration.Alive(store.Snapshot(), member, settings.Datacenter),
                    LogAlive,
                    cancellationToken
                );
            case MemberStatus.Failed when member.Name != settings.NodeName:
                return await RegisterAsync(
                    MemberRegistration.Failed(store.Snapshot(), member, settings.Datacenter),
                    LogFailed,
                    cancellationToken
                );
            case MemberStatus.Left:
                return await DeregisterAsync(member.Name, "left", cancellationToken);
            default:
                return true;
        }
    }

    private async ValueTask<bool> RegisterAsync(
        RegisterRequest? wanted,
        Action<ILogger, string> tell,
        CancellationToken cancellationToken
    )
    {
        if (wanted is null)
        {
            return true;
        }

        if (!Registration.Complete(wanted).TryGet(out var request, out var fault))
        {
            // What a member says of itself makes no registration, and will not the next time: no reason to stop for it.
            if (_told.Add(wanted.Node))
            {
                LogNotRegistered(logger, wanted.Node, fault.Text);
            }

            return true;
        }

        _told.Remove(wanted.Node);
        tell(logger, wanted.Node);
        return await proposals.TryAsync<RegisterRequest, EmptyReply>(CommandType.Register, request, cancellationToken);
    }

    private async ValueTask<bool> DeregisterAsync(string member, string reason, CancellationToken cancellationToken)
    {
        // A leader does not take itself out: it leads until another does.
        if (
            member == settings.NodeName
            || MemberRegistration.Gone(store.Snapshot(), member, settings.Datacenter) is not { } request
        )
        {
            return true;
        }

        LogDeregisters(logger, member, reason);
        return await proposals.TryAsync<DeregisterRequest, EmptyReply>(
            CommandType.Deregister,
            request,
            cancellationToken
        );
    }

    /// <summary>Members that were there the last time.</summary>
    private IEnumerable<string> Forgotten(ImmutableArray<SerfMember> members)
    {
        var names = Names(members);
        return _reconciled
            .Where(it => MemberRegistration.IsAgentOf(it, settings.Datacenter) && !names.Contains(it.Name))
            .Select(static it => it.Name);
    }

    /// <summary>Nodes that gossip once vouched for and knows no longer.</summary>
    private IEnumerable<string> Unknown(ImmutableArray<SerfMember> members)
    {
        var names = Names(members);
        return store
            .Snapshot()
            .ChecksInState(null, HealthStatus.Any)
            .Value.Where(check => check.CheckID == MemberRegistration.SerfHealth && !names.Contains(check.Node))
            .Select(static check => check.Node);
    }

    private static HashSet<string> Names(ImmutableArray<SerfMember> members) =>
        new(members.Select(static member => member.Name), StringComparer.OrdinalIgnoreCase);

    [LoggerMessage(
        EventId = 5121,
        Level = LogLevel.Information,
        Message = "member joined, marking health alive: member={Member}"
    )]
    private static partial void LogAlive(ILogger logger, string member);

    [LoggerMessage(
        EventId = 5122,
        Level = LogLevel.Information,
        Message = "member failed, marking health critical: member={Member}"
    )]
    private static partial void LogFailed(ILogger logger, string member);

    [LoggerMessage(
        EventId = 5123,
        Level = LogLevel.Information,
        Message = "deregistering member: member={Member} reason={Reason}"
    )]
    private static partial void LogDeregisters(ILogger logger, string member, string reason);

    [LoggerMessage(
        EventId = 5124,
        Level = LogLevel.Warning,
        Message = "a member cannot be registered, and its agent's services will not be either: member={Member} error={Fault}"
    )]
    private static partial void LogNotRegistered(ILogger logger, string member, string fault);
}
