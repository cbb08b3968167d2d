using System.Text;
using Praetor.Acl.Authorizer;
using Praetor.Acl.Tokens;
using Praetor.Model.Catalog;
using Praetor.Model.Rpc;
using Praetor.Server.Commands;

namespace Praetor.Server.Endpoints;

/// <summary>What is put into the catalog and taken out: <c>Catalog.Register</c>, <c>Catalog.Deregister</c>.</summary>
internal sealed class CatalogWriteEndpoint(Proposals proposals, TokenResolver tokens)
{
    public void AddTo(EndpointTable table)
    {
        table.Add(ServerMethods.CatalogRegister, RegisterAsync);
        table.Add(ServerMethods.CatalogDeregister, DeregisterAsync);
    }

    private async ValueTask<RpcResult<EmptyReply>> RegisterAsync(
        RegisterRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return refusal;
        }

        if (!Registration.Complete(request).TryGet(out var completed, out var fault))
        {
            return fault;
        }

        if (!MayRegister(authorizer, completed))
        {
            return new RpcError(RpcErrorKind.PermissionDenied, WellKnownErrors.PermissionDenied);
        }

        return await proposals.ProposeAsync<RegisterRequest, EmptyReply>(
            CommandType.Register,
            completed,
            cancellationToken
        );
    }

    private async ValueTask<RpcResult<EmptyReply>> DeregisterAsync(
        DeregisterRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return refusal;
        }

        if (request.Node.Length == 0)
        {
            return new RpcError(RpcErrorKind.Invalid, "Must provide node");
        }

        if (!authorizer.Allows(AclResource.Node, AclAccess.Write, Encoding.UTF8.GetBytes(request.Node)))
        {
            return new RpcError(RpcErrorKind.PermissionDenied, WellKnownErrors.PermissionDenied);
        }

        return await proposals.ProposeAsync<DeregisterRequest, EmptyReply>(
            CommandType.Deregister,
            request,
            cancellationToken
        );
    }

    private static bool MayRegister(Authorizer authorizer, RegisterRequest request) =>
        authorizer.Allows(AclResource.Node, AclAccess.Write, Encoding.UTF8.GetBytes(request.Node))
        && (
            request.Service is not { } service
            || authorizer.Allows(AclResource.Service, AclAccess.Write, Encoding.UTF8.GetBytes(service.Service))
        );
}
