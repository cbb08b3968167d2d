using Microsoft.AspNetCore.Http;
using Praetor.Foundation.Text;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Http.Serving;
using Praetor.Model.Kv;
using Praetor.Model.Rpc;

namespace Praetor.Http.Endpoints;

/// <summary>The key/value store: <c>/v1/kv/</c>. The key is the rest of the path, byte for byte.</summary>
internal sealed class KvEndpoints(ApiSettings settings, ApiPeers peers)
{
    public IEnumerable<Route> Routes => [new Route("/v1/kv/", ["GET", "PUT", "DELETE"], HandleAsync)];

    private ValueTask HandleAsync(ApiExchange exchange) =>
        exchange.Method switch
        {
            "GET" => ReadAsync(exchange),
            "PUT" => PutAsync(exchange),
            _ => DeleteAsync(exchange),
        };

    private ValueTask ReadAsync(ApiExchange exchange)
    {
        if (!ReadOptions.TryRead(exchange, peers.Datacenter, out var options, out var refusal))
        {
            return exchange.AnswerBadRequestAsync(refusal);
        }

        if (exchange.Query.Has("keys"))
        {
            return ListKeysAsync(exchange, options);
        }

        if (exchange.Query.Has("recurse"))
        {
            return ListAsync(exchange, options);
        }

        return exchange.PathRest.IsEmpty
            ? exchange.AnswerBadRequestAsync("Missing key name")
            : GetAsync(exchange, options);
    }

    private async ValueTask GetAsync(ApiExchange exchange, ReadOptions options)
    {
        var request = options.ApplyTo(new KeyRequest { Datacenter = options.Datacenter, Key = exchange.PathRest });
        var result = await peers.Server.CallAsync(ServerMethods.KvsGet, request, exchange.Aborted);
        if (!result.TryGet(out var reply, out var error))
        {
            await exchange.AnswerErrorAsync(error);
            return;
        }

        MetaHeaders.Set(exchange.Headers, reply);
        if (reply.Entries is not [var entry, ..])
        {
            await exchange.AnswerAsync(StatusCodes.Status404NotFound);
        }
        else if (exchange.Query.Has("raw"))
        {
            await AnswerRawAsync(exchange, entry);
        }
        else
        {
            await exchange.AnswerJsonListAsync(reply.Entries);
        }
    }

    private async ValueTask ListAsync(ApiExchange exchange, ReadOptions options)
    {
        var request = options.ApplyTo(new KeyRequest { Datacenter = options.Datacenter, Key = exchange.PathRest });
        var result = await peers.Server.CallAsync(ServerMethods.KvsList, request, exchange.Aborted);
        if (!result.TryGet(out var reply, out var error))
        {
            await exchange.AnswerErrorAsync(error);
            return;
        }

        MetaHeaders.Set(exchange.Headers, reply);
        if (reply.Entries is not { Count: > 0 })
        {
            await exchange.AnswerAsync(StatusCodes.Status404NotFound);
            return;
        }

        await exchange.AnswerJsonListAsync(reply.Entries);
    }

    private async ValueTask ListKeysAsync(ApiExchange exchange, ReadOptions options)
    {
        var query = exchange.Query;
        var request = options.ApplyTo(
            new KeyListRequest
            {
                Datacenter = options.Datacenter,
                Prefix = exchange.PathRest,
                // Consul takes its own old misspelling too.
                Separator = query.Get("seperator") is { Length: > 0 } misspelt ? misspelt : query.Get("separator"),
            }
        );
        var result = await peers.Server.CallAsync(ServerMethods.KvsListKeys, request, exchange.Aborted);
        if (!result.TryGet(out var reply, out var error))
        {
            await exchange.AnswerErrorAsync(error);
            return;
        }

        MetaHeaders.Set(exchange.Headers, reply);
        if (reply.Keys is not { Count: > 0 } && !exchange.PathRest.IsEmpty)
        {
            await exchange.AnswerAsync(StatusCodes.Status404NotFound);
            return;
        }

        await exchange.AnswerJsonListAsync(reply.Keys, static (json, key) => json.WriteStringValue(key.Span));
    }

    private async ValueTask PutAsync(ApiExchange exchange)
    {
        if (exchange.PathRest.IsEmpty)
        {
            await exchange.AnswerBadRequestAsync("Missing key name");
            return;
        }

        if (ConflictOf(exchange.Query, "acquire", "cas", "release") is { } conflict)
        {
            await exchange.AnswerBadRequestAsync(conflict);
            return;
        }

        if (!TryReadWrite(exchange.Query, out var op, out var entry, out var refusal))
        {
            await exchange.AnswerTextAsync(StatusCodes.Status500InternalServerError, refusal);
            return;
        }

        var body = await exchange.ReadBodyAsync(settings.KvValueSizeMax);
        if (body.Bytes is null)
        {
            await exchange.AnswerTextAsync(
                StatusCodes.Status413PayloadTooLarge,
                BodyLimit.Refusal(body, settings.KvValueSizeMax, "kv_max_value_size")
            );
            return;
        }

        var value = body.Bytes.Length > 0 ? body.Bytes : null;
        await ApplyAsync(exchange, op, entry with { Key = exchange.PathRest, Value = value });
    }

    private ValueTask DeleteAsync(ApiExchange exchange)
    {
        var query = exchange.Query;
        if (ConflictOf(query, "cas", "recurse") is { } conflict)
        {
            return exchange.AnswerBadRequestAsync(conflict);
        }

        var entry = new DirEntry { Key = exchange.PathRest };
        if (query.Has("recurse"))
        {
            return ApplyAsync(exchange, KvOp.DeleteTree, entry);
        }

        if (entry.Key.IsEmpty)
        {
            return exchange.AnswerBadRequestAsync("Missing key name");
        }

        if (!query.Has("cas"))
        {
            return ApplyAsync(exchange, KvOp.Delete, entry);
        }

        return TryReadNumber(query.Get("cas"), out var index, out var refusal)
            ? ApplyAsync(exchange, KvOp.DeleteCas, entry with { ModifyIndex = index })
            : exchange.AnswerTextAsync(StatusCodes.Status500InternalServerError, refusal);
    }

    private async ValueTask ApplyAsync(ApiExchange exchange, string op, DirEntry entry)
    {
        var request = new KvsRequest
        {
            Datacenter = ReadOptions.DatacenterOf(exchange.Query, peers.Datacenter),
            Token = exchange.Token,
            Op = op,
            Entry = entry,
        };
        var result = await peers.Server.CallAsync(ServerMethods.KvsApply, request, exchange.Aborted);
        if (!result.TryGet(out var held, out var error))
        {
            await exchange.AnswerErrorAsync(error);
            return;
        }

        // A plain write or deletion can't fail for a condition.
        await exchange.AnswerJsonAsync(held || op is KvOp.Set or KvOp.Delete or KvOp.DeleteTree);
    }

    private static bool TryReadWrite(QueryParameters query, out string op, out DirEntry entry, out string refusal)
    {
        op = KvOp.Set;
        entry = new DirEntry();
        refusal = "";
        if (query.Has("flags"))
        {
            if (!TryReadNumber(query.Get("flags"), out var flags, out refusal))
            {
                return false;
            }

            entry = entry with { Flags = flags };
        }

        if (query.Has("cas"))
        {
            op = KvOp.Cas;
            if (!TryReadNumber(query.Get("cas"), out var index, out refusal))
            {
                return false;
            }

            entry = entry with { ModifyIndex = index };
        }

        if (query.Has("acquire"))
        {
            op = KvOp.Lock;
            entry = entry with { Session = query.Get("acquire") };
        }

        if (query.Has("release"))
        {
            op = KvOp.Unlock;
            entry = entry with { Session = query.Get("release") };
        }

        return true;
    }

    /// <summary>The refusal when more than one of the parameters stands there, naming them in order; else null.</summary>
    private static string? ConflictOf(QueryParameters query, params ReadOnlySpan<string> exclusive)
    {
        var named = new List<string>(exclusive.Length);
        foreach (var name in exclusive)
        {
            if (query.Has(name))
            {
                named.Add($"{name}={query.Get(name)}");
            }
        }

        return named.Count > 1 ? "Conflicting flags: " + string.Join('&', named) : null;
    }

    private static bool TryReadNumber(string text, out ulong number, out string refusal)
    {
        var fault = GoNumber.ParseUnsigned(text, radix: 10, out number);
        refusal = fault == GoNumberFault.None ? "" : GoNumber.Describe("ParseUint", text, fault);
        return fault == GoNumberFault.None;
    }

    private static ValueTask AnswerRawAsync(ApiExchange exchange, DirEntry entry)
    {
        // A stored page must not run as if it were ours.
        exchange.Headers.XContentTypeOptions = "nosniff";
        exchange.Headers.ContentSecurityPolicy = "sandbox";
        return exchange.AnswerBytesAsync(StatusCodes.Status200OK, entry.Value, "text/plain");
    }
}
