using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Praetor.Foundation.Wire;
using Praetor.Http.Exchanges;
using Praetor.Model.Rpc;

namespace Praetor.Http.Endpoints;

/// <summary>What the endpoints that read have in common: options in, one call, freshness and the answer out.</summary>
internal static class Reads
{
    /// <summary>Asks a server and answers with what it gave.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="peers">Who is asked.</param>
    /// <param name="method">What is asked.</param>
    /// <param name="request">The request without its options, given the datacenter it is for.</param>
    /// <param name="headers">How the answer's freshness is told.</param>
    /// <param name="answer">Writes the answer.</param>
    public static async ValueTask ReadAsync<TRequest, TReply>(
        ApiExchange exchange,
        ApiPeers peers,
        RpcMethod<TRequest, TReply> method,
        Func<string, TRequest> request,
        Action<IHeaderDictionary, QueryMeta> headers,
        Func<ApiExchange, TReply, ValueTask> answer
    )
        where TRequest : QueryOptions
        where TReply : QueryMeta
    {
        if (!ReadOptions.TryRead(exchange, peers.Datacenter, out var options, out var refusal))
        {
            await exchange.AnswerBadRequestAsync(refusal);
            return;
        }

        var result = await peers.Server.CallAsync(
            method,
            options.ApplyTo(request(options.Datacenter)),
            exchange.Aborted
        );
        if (!result.TryGet(out var reply, out var error))
        {
            MetaHeaders.SetUnknown(exchange.Headers);
            await exchange.AnswerErrorAsync(error);
            return;
        }

        headers(exchange.Headers, reply);
        await answer(exchange, reply);
    }

    /// <summary>The same for the catalog and health, which tell their consistency and know filters.</summary>
    public static ValueTask ReadCatalogAsync<TRequest, TReply>(
        ApiExchange exchange,
        ApiPeers peers,
        RpcMethod<TRequest, TReply> method,
        Func<string, TRequest> request,
        Func<ApiExchange, TReply, ValueTask> answer
    )
        where TRequest : QueryOptions
        where TReply : QueryMeta =>
        exchange.Query.Get("filter").Length > 0
            // A filter that is not applied would answer with too much, which a client must not take for a match.
            ? exchange.AnswerTextAsync(
                StatusCodes.Status500InternalServerError,
                "Filter expressions are not supported yet; leave ?filter out"
            )
            : ReadAsync(exchange, peers, method, request, MetaHeaders.SetWithConsistency, answer);

    /// <summary>The pairs of <c>?node-meta=key:value</c>; null when there are none.</summary>
    public static IReadOnlyDictionary<string, string>? NodeMeta(QueryParameters query)
    {
        SortedList<string, string>? pairs = null;
        foreach (var pair in query.All("node-meta"))
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            pairs ??= new SortedList<string, string>(StringComparer.Ordinal);
            pairs[colon < 0 ? pair : pair[..colon]] = colon < 0 ? "" : pair[(colon + 1)..];
        }

        return pairs;
    }

    /// <summary>Whose distance an answer is sorted by: <c>?near=</c>, where <c>_agent</c> is this one.</summary>
    public static QuerySource Near(QueryParameters query, ApiPeers peers) =>
        query.Get("near") is { Length: > 0 } near
            ? new QuerySource { Datacenter = peers.Datacenter, Node = near == "_agent" ? peers.NodeName : near }
            : QuerySource.Empty;

    /// <summary>Writes a record, or null.</summary>
    public static void WriteOrNull<T>(Utf8JsonWriter json, T? record)
        where T : class, IJsonRecord<T>
    {
        if (record is null)
        {
            json.WriteNullValue();
        }
        else
        {
            record.WriteJson(json);
        }
    }
}
