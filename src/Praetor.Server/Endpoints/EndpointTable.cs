using Praetor.Foundation;
using Praetor.Model.Rpc;

namespace Praetor.Server.Endpoints;

/// <summary>Answers one method.</summary>
internal delegate ValueTask<RpcResult<TReply>> Endpoint<TRequest, TReply>(
    TRequest request,
    CancellationToken cancellationToken
);

/// <summary>What answers each method of the catalogue, found by its ordinal.</summary>
internal sealed class EndpointTable
{
    private readonly Delegate?[] _endpoints = new Delegate?[ServerMethods.All.Count];

    public void Add<TRequest, TReply>(RpcMethod<TRequest, TReply> method, Endpoint<TRequest, TReply> endpoint)
    {
        Invariant.Check(_endpoints[method.Ordinal] is null, "A method is answered in one place.");
        _endpoints[method.Ordinal] = endpoint;
    }

    /// <summary>The method's endpoint; null if this server doesn't answer it.</summary>
    public Endpoint<TRequest, TReply>? Find<TRequest, TReply>(RpcMethod<TRequest, TReply> method) =>
        (Endpoint<TRequest, TReply>?)_endpoints[method.Ordinal];
}
