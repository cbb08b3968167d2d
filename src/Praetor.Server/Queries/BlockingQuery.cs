using Praetor.Consensus.Driver;
using Praetor.Foundation.Text;
using Praetor.Model.Rpc;
using Praetor.State;
using Praetor.State.Watches;

namespace Praetor.Server.Queries;

/// <summary>
/// Answers reads: at once, or when their index has passed. A query that waits holds a watch on just what it read and goes
/// with its client.
/// </summary>
/// <remarks>
/// 1. Consistency: the mode decides whether this server may answer, and what it must make sure of first.
/// 2. The query runs on one snapshot and notes what it depends on.
/// 3. If the index is not above the one asked for, wait for a change of that, for the store to be replaced, for the
///    deadline, for this server to stop or for the client to go; then again from 1.
/// </remarks>
internal sealed class BlockingQuery(
    StateStore store,
    RaftNode raft,
    ServerSettings settings,
    TimeProvider time,
    Random random,
    CancellationToken leaving
)
{
    private const string Leader = "leader";
    private const string Consistent = "consistent";
    private const string Stale = "stale";

    // Guards the dice, which many requests throw.
    private readonly Lock _dice = new();

    /// <param name="options">How fresh and how long.</param>
    /// <param name="query">
    /// Answers from a snapshot with the index in the reply, and notes in the watch set, if there is one, what it read.
    /// </param>
    /// <param name="cancellationToken">The client is gone.</param>
    public ValueTask<RpcResult<TReply>> RunAsync<TReply>(
        QueryOptions options,
        Func<StateSnapshot, WatchSet?, TReply> query,
        CancellationToken cancellationToken
    )
        where TReply : QueryMeta =>
        options.MinQueryIndex == 0
            ? ServeAsync(options, query, null, cancellationToken)
            : WaitAndServeAsync(options, query, cancellationToken);

    private async ValueTask<RpcResult<TReply>> WaitAndServeAsync<TReply>(
        QueryOptions options,
        Func<StateSnapshot, WatchSet?, TReply> query,
        CancellationToken cancellationToken
    )
        where TReply : QueryMeta
    {
        using var deadline = new CancellationTokenSource(WaitOf(options), time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, leaving, cancellationToken);
        while (true)
        {
            using var watch = new WatchSet();
            var result = await ServeAsync(options, query, watch, cancellationToken);
            if (!result.TryGet(out var reply, out _) || reply.Index > options.MinQueryIndex)
            {
                return result;
            }

            if (!await ChangedAsync(watch, ended.Token))
            {
                cancellationToken.ThrowIfCancellationRequested();
                return result;
            }
        }
    }

    private ValueTask<RpcResult<TReply>> ServeAsync<TReply>(
        QueryOptions options,
        Func<StateSnapshot, WatchSet?, TReply> query,
        WatchSet? watch,
        CancellationToken cancellationToken
    )
        where TReply : QueryMeta
    {
        if (options.RequireConsistent)
        {
            return ServeConsistentAsync(options, query, watch, cancellationToken);
        }

        return ValueTask.FromResult(
            options.AllowStale || raft.ServesNewest
                ? Serve(options, query, watch)
                : new RpcError(RpcErrorKind.NoLeader, WellKnownErrors.NoLeader)
        );
    }

    private async ValueTask<RpcResult<TReply>> ServeConsistentAsync<TReply>(
        QueryOptions options,
        Func<StateSnapshot, WatchSet?, TReply> query,
        WatchSet? watch,
        CancellationToken cancellationToken
    )
        where TReply : QueryMeta
    {
        var confirmed = await raft.ReadIndexAsync(cancellationToken);
        return confirmed.IsConfirmed
            ? Serve(options, query, watch)
            : new RpcError(RpcErrorKind.NoLeader, WellKnownErrors.NoLeader);
    }

    private RpcResult<TReply> Serve<TReply>(
        QueryOptions options,
        Func<StateSnapshot, WatchSet?, TReply> query,
        WatchSet? watch
    )
        where TReply : QueryMeta
    {
        var reply = query(store.Snapshot(), watch);
        return (TReply)(
            reply with
            {
                // A client that is told 0 would loop on it.
                Index = Math.Max(reply.Index, 1),
                KnownLeader = raft.KnowsLeader,
                LastContact =
                    options.AllowStale && raft.View.LastContact is { } contact
                        ? GoDuration.From(contact)
                        : GoDuration.Zero,
                ConsistencyLevel =
                    options.RequireConsistent ? Consistent
                    : options.AllowStale ? Stale
                    : Leader,
            }
        );
    }

    /// <summary>True when something changed, false when the time is up or the client is gone.</summary>
    private static async ValueTask<bool> ChangedAsync(WatchSet watch, CancellationToken ended)
    {
        try
        {
            await watch.Changed.WaitAsync(ended);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>As asked, within limits, and up to a sixteenth more, so that a herd of clients does not return at once.</summary>
    private TimeSpan WaitOf(QueryOptions options)
    {
        var asked = options.MaxQueryTime.ToTimeSpan();
        var wait =
            asked <= TimeSpan.Zero ? settings.QueryTimeDefault
            : asked > settings.QueryTimeMax ? settings.QueryTimeMax
            : asked;
        lock (_dice)
        {
            return wait + (wait / 16 * random.NextDouble());
        }
    }
}
