using System.Text;
using Praetor.Acl.Authorizer;
using Praetor.Acl.Tokens;
using Praetor.Foundation.Ids;
using Praetor.Foundation.Text;
using Praetor.Model.Rpc;
using Praetor.Model.Sessions;
using Praetor.Server.Commands;
using Praetor.Server.Leadership;
using Praetor.Server.Queries;
using Praetor.State;

namespace Praetor.Server.Endpoints;

/// <summary>Sessions: <c>Session.*</c>.</summary>
internal sealed class SessionEndpoint(
    Proposals proposals,
    BlockingQuery queries,
    TokenResolver tokens,
    StateStore store,
    LeaderInbox leader,
    ServerSettings settings,
    IIdSource ids
)
{
    private static readonly TimeSpan TtlMax = TimeSpan.FromHours(24);

    public void AddTo(EndpointTable table)
    {
        table.Add(ServerMethods.SessionApply, ApplyAsync);
        table.Add(ServerMethods.SessionGet, GetAsync);
        table.Add(ServerMethods.SessionList, ListAsync);
        table.Add(ServerMethods.SessionNodeSessions, NodeSessionsAsync);
        table.Add(ServerMethods.SessionRenew, RenewAsync);
    }

    private async ValueTask<RpcResult<string>> ApplyAsync(SessionRequest request, CancellationToken cancellationToken)
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return refusal;
        }

        if (request.Op == SessionOp.Destroy)
        {
            return await DestroyAsync(request, authorizer, cancellationToken);
        }

        var session = request.Session;
        if (session.Node.Length == 0)
        {
            return Invalid("Must provide Node");
        }

        if (!authorizer.Allows(AclResource.Session, AclAccess.Write, Encoding.UTF8.GetBytes(session.Node)))
        {
            return new RpcError(RpcErrorKind.PermissionDenied, WellKnownErrors.PermissionDenied);
        }

        if (!TryCheck(session, out var ttl, out var text))
        {
            return Invalid(text);
        }

        var decided = session with
        {
            ID = ids.NewUuid(),
            Behavior = session.Behavior.Length == 0 ? SessionBehavior.Release : session.Behavior,
        };
        var result = await ProposeAsync(request with { Session = decided }, cancellationToken);
        if (result.Error is null && ttl > TimeSpan.Zero)
        {
            await leader.ResetSessionAsync(decided.ID, ttl, cancellationToken);
        }

        return result;
    }

    private async ValueTask<RpcResult<string>> DestroyAsync(
        SessionRequest request,
        Authorizer authorizer,
        CancellationToken cancellationToken
    )
    {
        if (request.Session.ID.Length == 0)
        {
            return Invalid("Must provide ID");
        }

        if (store.Snapshot().SessionGet(null, request.Session.ID).Value is not { } session)
        {
            // Gone already, which is what was asked for.
            return "";
        }

        return authorizer.Allows(AclResource.Session, AclAccess.Write, Encoding.UTF8.GetBytes(session.Node))
            ? await ProposeAsync(request, cancellationToken)
            : new RpcError(RpcErrorKind.PermissionDenied, WellKnownErrors.PermissionDenied);
    }

    private async ValueTask<RpcResult<string>> ProposeAsync(SessionRequest request, CancellationToken cancellationToken)
    {
        var result = await proposals.ProposeAsync<SessionRequest, string>(
            CommandType.Session,
            request,
            cancellationToken
        );
        return result.TryGet(out var id, out var error) ? id
            : error.Kind == RpcErrorKind.Invalid ? error with { Text = "apply failed: " + error.Text }
            : error;
    }

    private ValueTask<RpcResult<IndexedSessions>> GetAsync(
        SessionSpecificRequest request,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            request,
            (snapshot, watch) =>
            {
                var (index, session) = snapshot.SessionGet(watch, IdOf(request));
                return new Indexed<IReadOnlyList<Session>>(index, session is null ? [] : [session]);
            },
            cancellationToken
        );

    private ValueTask<RpcResult<IndexedSessions>> ListAsync(
        SessionSpecificRequest request,
        CancellationToken cancellationToken
    ) => ReadAsync(request, static (snapshot, watch) => snapshot.SessionList(watch), cancellationToken);

    private ValueTask<RpcResult<IndexedSessions>> NodeSessionsAsync(
        NodeSpecificRequest request,
        CancellationToken cancellationToken
    ) => ReadAsync(request, (snapshot, watch) => snapshot.NodeSessions(watch, request.Node), cancellationToken);

    private async ValueTask<RpcResult<IndexedSessions>> RenewAsync(
        SessionSpecificRequest request,
        CancellationToken cancellationToken
    )
    {
        var result = await GetAsync(request with { MinQueryIndex = 0, AllowStale = false }, cancellationToken);
        if (result.TryGet(out var reply, out _) && reply.Sessions is [var session, ..] && TtlOf(session) is { } ttl)
        {
            await leader.ResetSessionAsync(session.ID, ttl, cancellationToken);
        }

        return result;
    }

    private ValueTask<RpcResult<IndexedSessions>> ReadAsync(
        QueryOptions request,
        Func<StateSnapshot, State.Watches.WatchSet?, Indexed<IReadOnlyList<Session>>> query,
        CancellationToken cancellationToken
    )
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return ValueTask.FromResult<RpcResult<IndexedSessions>>(refusal);
        }

        return queries.RunAsync(
            request,
            (snapshot, watch) =>
            {
                var (index, sessions) = query(snapshot, watch);
                IReadOnlyList<Session> readable =
                [
                    .. sessions.Where(session =>
                        authorizer.Allows(AclResource.Session, AclAccess.Read, Encoding.UTF8.GetBytes(session.Node))
                    ),
                ];
                return new IndexedSessions
                {
                    Index = index,
                    Sessions = readable,
                    ResultsFilteredByAcls = readable.Count < sessions.Count,
                };
            },
            cancellationToken
        );
    }

    private bool TryCheck(Session session, out TimeSpan ttl, out string refusal)
    {
        ttl = TimeSpan.Zero;
        refusal = "";
        if (session.Behavior is not ("" or SessionBehavior.Release or SessionBehavior.Delete))
        {
            refusal = $"Invalid Behavior setting '{session.Behavior}'";
            return false;
        }

        if (session.Ttl.Length == 0)
        {
            return true;
        }

        if (!GoDuration.TryParse(session.Ttl, out var parsed, out var error))
        {
            refusal = $"Session TTL '{session.Ttl}' invalid: {error}";
            return false;
        }

        ttl = parsed.ToTimeSpan();
        if (parsed != GoDuration.Zero && (ttl < settings.SessionTtlMin || ttl > TtlMax))
        {
            refusal =
                $"Invalid Session TTL '{parsed.Nanoseconds}', must be between "
                + $"[{GoDuration.From(settings.SessionTtlMin)}={GoDuration.From(TtlMax)}]";
            return false;
        }

        return true;
    }

    /// <summary>A session's time to live; null if it lives until it is destroyed.</summary>
    internal static TimeSpan? TtlOf(Session session) =>
        GoDuration.TryParse(session.Ttl, out var ttl, out _) && ttl > GoDuration.Zero ? ttl.ToTimeSpan() : null;

    private static string IdOf(SessionSpecificRequest request) =>
        // Older clients name it by the other field.
        request.SessionID.Length > 0
            ? request.SessionID
            : request.Session;

    private static RpcError Invalid(string text) => new(RpcErrorKind.Invalid, text);
}
