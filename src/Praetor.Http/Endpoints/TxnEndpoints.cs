using Microsoft.AspNetCore.Http;
using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Http.Serving;
using Praetor.Model.Catalog;
using Praetor.Model.Json;
using Praetor.Model.Kv;
using Praetor.Model.Rpc;
using Praetor.Model.Transactions;

namespace Praetor.Http.Endpoints;

/// <summary>Several operations as one: <c>/v1/txn</c>.</summary>
internal sealed class TxnEndpoints(ApiSettings settings, ApiPeers peers)
{
    private const int OperationsMax = 128;

    public IEnumerable<Route> Routes => [new Route("/v1/txn", ["PUT"], ApplyAsync)];

    private long BodySizeMax => Math.Max(settings.TxnBodySizeMax, settings.KvValueSizeMax);

    private async ValueTask ApplyAsync(ApiExchange exchange)
    {
        if (!ReadOptions.TryRead(exchange, peers.Datacenter, out var options, out var refusal))
        {
            await exchange.AnswerBadRequestAsync(refusal);
            return;
        }

        var body = await exchange.ReadBodyAsync(BodySizeMax);
        if (body.Bytes is null)
        {
            await exchange.AnswerTextAsync(
                StatusCodes.Status413PayloadTooLarge,
                BodyLimit.Refusal(body, BodySizeMax, "txn_max_req_len")
            );
            return;
        }

        IReadOnlyList<ApiTxnOp> sent;
        try
        {
            sent = GoJson.DecodeList<ApiTxnOp>(body.Bytes, "api.TxnOps") ?? [];
        }
        catch (JsonFormatException bad)
        {
            await exchange.AnswerBadRequestAsync($"Failed to parse body: {bad.Message}");
            return;
        }

        if (TooMuch(sent) is { } excess)
        {
            await exchange.AnswerTextAsync(StatusCodes.Status413PayloadTooLarge, excess);
            return;
        }

        IReadOnlyList<TxnOp> operations = [.. sent.Select(OperationOf).OfType<TxnOp>()];
        await (
            operations.Any(IsWrite)
                ? WriteAsync(exchange, options, operations)
                : ReadAsync(exchange, options, operations)
        );
    }

    private async ValueTask WriteAsync(ApiExchange exchange, ReadOptions options, IReadOnlyList<TxnOp> operations)
    {
        var request = new TxnRequest
        {
            Datacenter = options.Datacenter,
            Token = options.Token,
            Ops = operations,
        };
        var result = await peers.Server.CallAsync(ServerMethods.TxnApply, request, exchange.Aborted);
        await (
            result.TryGet(out var response, out var error)
                ? exchange.AnswerJsonAsync(response, StatusOf(response.Errors))
                : exchange.AnswerErrorAsync(error)
        );
    }

    private async ValueTask ReadAsync(ApiExchange exchange, ReadOptions options, IReadOnlyList<TxnOp> operations)
    {
        var request = options.ApplyTo(new TxnReadRequest { Datacenter = options.Datacenter, Ops = operations });
        var result = await peers.Server.CallAsync(ServerMethods.TxnRead, request, exchange.Aborted);
        if (!result.TryGet(out var response, out var error))
        {
            await exchange.AnswerErrorAsync(error);
            return;
        }

        MetaHeaders.SetLeaderContact(exchange.Headers, response);
        await exchange.AnswerJsonAsync(response with { ConsistencyLevel = "" }, StatusOf(response.Errors));
    }

    private string? TooMuch(IReadOnlyList<ApiTxnOp> sent)
    {
        if (sent.Count > OperationsMax)
        {
            return $"Transaction contains too many operations ({sent.Count} > {OperationsMax})";
        }

        foreach (var operation in sent)
        {
            if (operation.KV is { Value: { } value } kv && value.Length > settings.KvValueSizeMax)
            {
                return $"Value for key {GoQuote.Quote(kv.Key.ToString())} is too large ({value.Length} > {settings.KvValueSizeMax} bytes)";
            }
        }

        return null;
    }

    private static int StatusOf(IReadOnlyList<TxnError>? errors) =>
        errors is { Count: > 0 } ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;

    private static bool IsWrite(TxnOp operation) =>
        operation switch
        {
            { KV: { } kv } => kv.Verb
                is KvOp.Set
                    or KvOp.Cas
                    or KvOp.Delete
                    or KvOp.DeleteCas
                    or KvOp.DeleteTree
                    or KvOp.Lock
                    or KvOp.Unlock,
            { Node: { } node } => node.Verb != TxnVerb.Get,
            { Service: { } service } => service.Verb != TxnVerb.Get,
            { Check: { } check } => check.Verb != TxnVerb.Get,
            _ => false,
        };

    /// <summary>The operation as servers know it; null for one that says nothing.</summary>
    private static TxnOp? OperationOf(ApiTxnOp sent) =>
        sent switch
        {
            { KV: { } kv } => new TxnOp
            {
                KV = new TxnKvOp
                {
                    Verb = kv.Verb,
                    Entry = new DirEntry
                    {
                        Key = kv.Key,
                        Value = kv.Value is { Length: > 0 } ? kv.Value : null,
                        Flags = kv.Flags,
                        Session = kv.Session,
                        ModifyIndex = kv.Index,
                    },
                },
            },
            { Node: { } node } => new TxnOp
            {
                Node = new TxnNodeOp { Verb = node.Verb, Node = node.Node },
            },
            { Service: { } service } => new TxnOp
            {
                Service = new TxnServiceOp
                {
                    Verb = service.Verb,
                    Node = service.Node,
                    Service = InstanceOf(service.Service),
                },
            },
            { Check: { } check } => new TxnOp
            {
                Check = new TxnCheckOp { Verb = check.Verb, Check = check.Check },
            },
            _ => null,
        };

    private static NodeService InstanceOf(Model.Services.AgentService service) =>
        NodeService.Empty with
        {
            Kind = service.Kind,
            ID = service.ID,
            Service = service.Service,
            Tags = service.Tags,
            Meta = service.Meta,
            Port = service.Port,
            Address = service.Address,
            SocketPath = service.SocketPath,
            TaggedAddresses = service.TaggedAddresses,
            Weights = service.Weights,
            EnableTagOverride = service.EnableTagOverride,
            Locality = service.Locality,
            CreateIndex = service.CreateIndex,
            ModifyIndex = service.ModifyIndex,
        };
}
