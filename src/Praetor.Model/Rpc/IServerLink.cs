namespace Praetor.Model.Rpc;

/// <summary>
/// The one way from an agent to a server: in process where the agent is a server, by RPC where it is a client. The
/// executable hands the right one to the agent; Http and Dns reach it through the agent.
/// </summary>
public interface IServerLink
{
    /// <summary>Asks a server and waits for its answer.</summary>
    /// <remarks>
    /// <para>
    /// Whichever server gets the request sees to it that the right one answers: the leader for writes and for reads
    /// that are not stale, another datacenter where the request names one. A blocking read returns when the index
    /// passes its minimum or its time is up, in both cases with a value.
    /// </para>
    /// <para>
    /// What Consul would answer as an error is <see cref="RpcResult{T}.Error"/>, never an exception. A write that
    /// failed with <see cref="RpcErrorKind.NoLeader"/> or <see cref="RpcErrorKind.Unavailable"/> may have been done
    /// nevertheless; nothing is done twice by the link itself. A write that succeeded is on the disks of a majority,
    /// and every later call through any link to the same servers sees it, unless it allows stale answers.
    /// </para>
    /// <para>Many calls may be under way at once; their order is not kept.</para>
    /// </remarks>
    /// <param name="method">Which method; one of <see cref="ServerMethods"/>.</param>
    /// <param name="request">The request. It is not changed, and may be kept until the answer is there.</param>
    /// <param name="cancellationToken">Gives up waiting; what was asked for may be done nevertheless.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    ValueTask<RpcResult<TReply>> CallAsync<TRequest, TReply>(
        RpcMethod<TRequest, TReply> method,
        TRequest request,
        CancellationToken cancellationToken
    );
}
