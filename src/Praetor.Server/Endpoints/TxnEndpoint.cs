using Praetor.Acl.Authorizer;
using Praetor.Acl.Tokens;
using Praetor.Foundation.Text;
using Praetor.Model.Kv;
using Praetor.Model.Rpc;
using Praetor.Model.Transactions;
using Praetor.Server.Commands;
using Praetor.Server.Leadership;
using Praetor.Server.Queries;

namespace Praetor.Server.Endpoints;

/// <summary>Several operations as one: <c>Txn.*</c>.</summary>
internal sealed class TxnEndpoint(
    Proposals proposals,
    BlockingQuery queries,
    TokenResolver tokens,
    LockDelays lockDelays
)
{
    public void AddTo(EndpointTable table)
    {
        table.Add(ServerMethods.TxnApply, ApplyAsync);
        table.Add(ServerMethods.TxnRead, ReadAsync);
    }

    private async ValueTask<RpcResult<TxnResponse>> ApplyAsync(TxnRequest request, CancellationToken cancellationToken)
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return refusal;
        }

        var errors = Vet(request.Ops ?? [], authorizer);
        return errors.Count > 0
            ? new TxnResponse { Errors = errors }
            : await proposals.ProposeAsync<TxnRequest, TxnResponse>(CommandType.Txn, request, cancellationToken);
    }

    private ValueTask<RpcResult<TxnReadResponse>> ReadAsync(TxnReadRequest request, CancellationToken cancellationToken)
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return ValueTask.FromResult<RpcResult<TxnReadResponse>>(refusal);
        }

        var errors = Vet(request.Ops ?? [], authorizer);
        return errors.Count > 0
            ? ValueTask.FromResult<RpcResult<TxnReadResponse>>(new TxnReadResponse { Errors = errors })
            // A transaction does not wait for changes.
            : queries.RunAsync(
                request with
                {
                    MinQueryIndex = 0,
                },
                (snapshot, _) =>
                {
                    var response = snapshot.Txn(request.Ops ?? []);
                    return new TxnReadResponse { Results = response.Results, Errors = response.Errors };
                },
                cancellationToken
            );
    }

    /// <summary>What is wrong before anything is tried: rights, and locks that are delayed, which only a leader knows.</summary>
    private List<TxnError> Vet(IReadOnlyList<TxnOp> operations, Authorizer authorizer)
    {
        var errors = new List<TxnError>();
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i].KV is not { } kv)
            {
                continue;
            }

            var key = kv.Entry.Key;
            if (key.IsEmpty && kv.Verb is not (KvOp.DeleteTree or KvOp.GetTree))
            {
                errors.Add(new TxnError { OpIndex = i, What = "Must provide key" });
            }
            else if (!authorizer.Allows(AclResource.Key, IsRead(kv.Verb) ? AclAccess.Read : AclAccess.Write, key.Span))
            {
                errors.Add(new TxnError { OpIndex = i, What = WellKnownErrors.PermissionDenied });
            }
            else if (kv.Verb == KvOp.Lock && lockDelays.IsDelayed(key))
            {
                errors.Add(
                    new TxnError
                    {
                        OpIndex = i,
                        What = $"failed to lock key {GoQuote.Quote(key.ToString())} due to lock delay",
                    }
                );
            }
        }

        return errors;
    }

    private static bool IsRead(string verb) =>
        verb
            is KvOp.Get
                or KvOp.GetOrEmpty
                or KvOp.GetTree
                or KvOp.CheckIndex
                or KvOp.CheckSession
                or KvOp.CheckNotExists;
}
