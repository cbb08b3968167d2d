using Praetor.Acl.Authorizer;
using Praetor.Acl.Tokens;
using Praetor.Foundation.Bytes;
using Praetor.Model.Kv;
using Praetor.Model.Rpc;
using Praetor.Server.Commands;
using Praetor.Server.Leadership;
using Praetor.Server.Queries;

namespace Praetor.Server.Endpoints;

/// <summary>The key/value store: <c>KVS.*</c>.</summary>
internal sealed class KvsEndpoint(
    Proposals proposals,
    BlockingQuery queries,
    TokenResolver tokens,
    LockDelays lockDelays
)
{
    public void AddTo(EndpointTable table)
    {
        table.Add(ServerMethods.KvsApply, ApplyAsync);
        table.Add(ServerMethods.KvsGet, GetAsync);
        table.Add(ServerMethods.KvsList, ListAsync);
        table.Add(ServerMethods.KvsListKeys, ListKeysAsync);
    }

    private async ValueTask<RpcResult<bool>> ApplyAsync(KvsRequest request, CancellationToken cancellationToken)
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return refusal;
        }

        var key = request.Entry.Key;
        if (key.IsEmpty && request.Op != KvOp.DeleteTree)
        {
            return new RpcError(RpcErrorKind.Invalid, "Must provide key");
        }

        if (!MayWrite(authorizer, request.Op, key))
        {
            return Denied();
        }

        if (request.Op == KvOp.Lock && lockDelays.IsDelayed(key))
        {
            return false;
        }

        var result = await proposals.ProposeAsync<KvsRequest, bool>(CommandType.Kvs, request, cancellationToken);
        return result.TryGet(out var held, out var error) ? held
            : error.Kind == RpcErrorKind.Invalid ? error with { Text = WellKnownErrors.ApplyPrefix + error.Text }
            : error;
    }

    private ValueTask<RpcResult<IndexedDirEntries>> GetAsync(KeyRequest request, CancellationToken cancellationToken)
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return ValueTask.FromResult<RpcResult<IndexedDirEntries>>(refusal);
        }

        if (!authorizer.Allows(AclResource.Key, AclAccess.Read, request.Key.Span))
        {
            return ValueTask.FromResult<RpcResult<IndexedDirEntries>>(Denied());
        }

        return queries.RunAsync(
            request,
            (snapshot, watch) =>
            {
                var (index, entry) = snapshot.KvGet(watch, request.Key);
                return new IndexedDirEntries { Index = index, Entries = entry is null ? null : [entry] };
            },
            cancellationToken
        );
    }

    private ValueTask<RpcResult<IndexedDirEntries>> ListAsync(KeyRequest request, CancellationToken cancellationToken)
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return ValueTask.FromResult<RpcResult<IndexedDirEntries>>(refusal);
        }

        return queries.RunAsync(
            request,
            (snapshot, watch) =>
            {
                var (index, entries) = snapshot.KvList(watch, request.Key);
                var readable = Readable(entries, authorizer, static entry => entry.Key);
                return new IndexedDirEntries
                {
                    Index = index,
                    Entries = readable,
                    ResultsFilteredByAcls = readable.Count < entries.Count,
                };
            },
            cancellationToken
        );
    }

    private ValueTask<RpcResult<IndexedKeyList>> ListKeysAsync(
        KeyListRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return ValueTask.FromResult<RpcResult<IndexedKeyList>>(refusal);
        }

        return queries.RunAsync(
            request,
            (snapshot, watch) =>
            {
                var (index, keys) = snapshot.KvListKeys(watch, request.Prefix, request.Separator);
                var readable = Readable(keys, authorizer, static key => key);
                return new IndexedKeyList
                {
                    Index = index,
                    Keys = readable,
                    ResultsFilteredByAcls = readable.Count < keys.Count,
                };
            },
            cancellationToken
        );
    }

    private static bool MayWrite(Authorizer authorizer, string op, ByteString key) =>
        op == KvOp.DeleteTree
            ? authorizer.AllowsPrefix(AclResource.Key, AclAccess.Write, key.Span)
            : authorizer.Allows(AclResource.Key, AclAccess.Write, key.Span);

    private static RpcError Denied() => new(RpcErrorKind.PermissionDenied, WellKnownErrors.PermissionDenied);

    private static IReadOnlyList<T> Readable<T>(
        IReadOnlyList<T> items,
        Authorizer authorizer,
        Func<T, ByteString> keyOf
    ) =>
        authorizer == Authorizer.ManageAll
            ? items
            : [.. items.Where(item => authorizer.Allows(AclResource.Key, AclAccess.Read, keyOf(item).Span))];
}
