using Praetor.Model.Rpc;
using Praetor.Server.Endpoints;

namespace Praetor.Server;

/// <summary>The way to this server for the agent in the same process: a call, no bytes.</summary>
internal sealed class ServerLink(EndpointTable endpoints, ServerSettings settings, TimeProvider time) : IServerLink
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMilliseconds(500);

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

        if (endpoints.Find(method) is not { } endpoint)
        {
            return ValueTask.FromResult<RpcResult<TReply>>(
                new RpcError(RpcErrorKind.Invalid, $"rpc: can't find method {method.Name}")
            );
        }

        var call = endpoint(request, cancellationToken);
        if (!call.IsCompletedSuccessfully)
        {
            return HoldAsync(call, endpoint, request, cancellationToken);
        }

        var result = call.Result;
        return IsLeaderless(result)
            ? HoldAsync(ValueTask.FromResult(result), endpoint, request, cancellationToken)
            : ValueTask.FromResult(result);
    }

    /// <summary>
    /// Asks again while there is no leader: an election or a restart costs a client a moment, not an error. Nothing was
    /// done by a call that found no leader, so nothing is done twice.
    /// </summary>
    private async ValueTask<RpcResult<TReply>> HoldAsync<TRequest, TReply>(
        ValueTask<RpcResult<TReply>> call,
        Endpoint<TRequest, TReply> endpoint,
        TRequest request,
        CancellationToken cancellationToken
    )
    {
        var began = time.GetTimestamp();
        var pause = FirstPause;
        var result = await call;
        while (IsLeaderless(result) && time.GetElapsedTime(began) < settings.RpcHoldTimeout)
        {
            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < PauseMax ? pause * 2 : PauseMax;
            result = await endpoint(request, cancellationToken);
        }

        return result;
    }

    private static bool IsLeaderless<TReply>(RpcResult<TReply> result) =>
        result.Error is { Kind: RpcErrorKind.NoLeader, Text: WellKnownErrors.NoLeader };
}
