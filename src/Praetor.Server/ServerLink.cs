using Praetor.Model.Rpc;
using Praetor.Server.Endpoints;

namespace Praetor.Server;

/// <summary>The way to this server for the agent in the same process: a call, no bytes.</summary>
internal sealed class ServerLink(EndpointTable endpoints, ServerSettings settings) : IServerLink
{
    public ValueTask<RpcResult<TReply>> CallAsync<TRequest, TReply>(
        RpcMethod<TRequest, TReply> method,
        TRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request is IServerRequest { Datacenter: { Length: > 0 } wanted } && wanted != settings.Datacenter)
        {
            return ValueTask.FromResult<RpcResult<TReply>>(
                new RpcError(RpcErrorKind.Unavailable, WellKnownErrors.NoDatacenterPath)
            );
        }

        return endpoints.Find(method) is { } endpoint
            ? endpoint(request, cancellationToken)
            : ValueTask.FromResult<RpcResult<TReply>>(
                new RpcError(RpcErrorKind.Invalid, $"rpc: can't find method {method.Name}")
            );
    }
}
