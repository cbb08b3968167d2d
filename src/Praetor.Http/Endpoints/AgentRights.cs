using System.Text;
using Praetor.Acl.Authorizer;
using Praetor.Http.Exchanges;
using Praetor.Model.Rpc;

namespace Praetor.Http.Endpoints;

/// <summary>
/// Whether a client may do what it asks of the agent itself: asked before any effect, and before a body is read where the
/// right does not depend on what stands in it.
/// </summary>
internal sealed class AgentRights(ApiPeers peers)
{
    /// <summary>Whether it may read or change the agent; answers with a refusal if not.</summary>
    public ValueTask<bool> MayAsync(ApiExchange exchange, AclResource resource, AclAccess access) =>
        MayAsync(exchange, resource, access, peers.NodeName);

    /// <summary>Whether it may do something to one named thing, or to what has no name.</summary>
    public async ValueTask<bool> MayAsync(ApiExchange exchange, AclResource resource, AclAccess access, string name)
    {
        if (await ResolveAsync(exchange) is not { } authorizer)
        {
            return false;
        }

        if (authorizer.Allows(resource, access, Encoding.UTF8.GetBytes(name)))
        {
            return true;
        }

        await exchange.AnswerErrorAsync(new RpcError(RpcErrorKind.PermissionDenied, WellKnownErrors.PermissionDenied));
        return false;
    }

    /// <summary>Whether it may change services of that name.</summary>
    public ValueTask<bool> MayWriteServiceAsync(ApiExchange exchange, string name) =>
        MayAsync(exchange, AclResource.Service, AclAccess.Write, name);

    /// <summary>Whether it may change the service registered under an ID; one that is not there needs no right.</summary>
    public ValueTask<bool> MayWriteServiceByIdAsync(ApiExchange exchange, string id) =>
        peers.Agent.Local.View.Service(id) is { } entry
            ? MayWriteServiceAsync(exchange, entry.Service.Service)
            : MayAsync(exchange, AclResource.Node, AclAccess.Write);

    /// <summary>Whether it may change the check registered under an ID: its service's right, or the node's.</summary>
    public ValueTask<bool> MayWriteCheckByIdAsync(ApiExchange exchange, string id) =>
        peers.Agent.Local.View.Check(id) is { Check.ServiceName: { Length: > 0 } service }
            ? MayWriteServiceAsync(exchange, service)
            : MayAsync(exchange, AclResource.Node, AclAccess.Write);

    /// <summary>Whether it may change checks of a service given by its ID, or of the node when there is none.</summary>
    public ValueTask<bool> MayWriteChecksOfAsync(ApiExchange exchange, string serviceId) =>
        serviceId.Length > 0
            ? MayWriteServiceByIdAsync(exchange, serviceId)
            : MayAsync(exchange, AclResource.Node, AclAccess.Write);

    /// <summary>The client's rights, for answers that leave out what it may not read; null after a refusal.</summary>
    public async ValueTask<Authorizer?> ResolveAsync(ApiExchange exchange)
    {
        if (peers.Tokens.Resolve(exchange.Token).TryGet(out var authorizer, out var refusal))
        {
            return authorizer;
        }

        await exchange.AnswerErrorAsync(refusal);
        return null;
    }

    /// <summary>Whether rights reach to reading a service, or the node for what belongs to none.</summary>
    public bool Reads(Authorizer authorizer, string service) =>
        service.Length > 0
            ? authorizer.Allows(AclResource.Service, AclAccess.Read, Encoding.UTF8.GetBytes(service))
            : authorizer.Allows(AclResource.Node, AclAccess.Read, Encoding.UTF8.GetBytes(peers.NodeName));
}
