using System.Text;
using Praetor.Acl.Authorizer;
using Praetor.Acl.Tokens;
using Praetor.Consensus.Driver;
using Praetor.Foundation.Text;
using Praetor.Gossip.Pool;
using Praetor.Model.Events;
using Praetor.Model.Rpc;

namespace Praetor.Server.Endpoints;

/// <summary>Tells all agents of the datacenter what a user has to say: <c>Internal.EventFire</c>. Any server does it.</summary>
internal sealed class EventEndpoint(GossipPool lan, RaftNode raft, TokenResolver tokens)
{
    public void AddTo(EndpointTable table) => table.Add(ServerMethods.InternalEventFire, FireAsync);

    private async ValueTask<RpcResult<EventFireResponse>> FireAsync(
        EventFireRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return refusal;
        }

        if (!authorizer.Allows(AclResource.Event, AclAccess.Write, Encoding.UTF8.GetBytes(request.Name)))
        {
            return new RpcError(RpcErrorKind.PermissionDenied, WellKnownErrors.PermissionDenied);
        }

        if (
            await lan.FireEventAsync(
                PoolEventNames.UserPrefix + request.Name,
                request.Payload,
                coalesces: false,
                cancellationToken
            ) is
            { } fault
        )
        {
            return new RpcError(RpcErrorKind.Invalid, "error broadcasting event: " + fault);
        }

        var view = raft.View;
        return new EventFireResponse
        {
            // Events have no index; clients take 0 for a fault.
            Index = 1,
            KnownLeader = view.Leader is not null,
            LastContact = view is { IsLeader: false, LastContact: { } contact }
                ? GoDuration.From(contact)
                : GoDuration.Zero,
        };
    }
}
