using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Http.Serving;
using Praetor.Model.Json;
using Praetor.Model.Rpc;
using Praetor.Model.Sessions;

namespace Praetor.Http.Endpoints;

/// <summary>Sessions: <c>/v1/session/</c>.</summary>
internal sealed class SessionEndpoints(ApiSettings settings, ApiPeers peers)
{
    private const string SerfHealth = "serfHealth";
    private static readonly GoDuration LockDelayDefault = GoDuration.FromSeconds(15);

    public IEnumerable<Route> Routes =>
        [
            new Route("/v1/session/create", ["PUT"], CreateAsync),
            new Route("/v1/session/destroy/", ["PUT"], DestroyAsync),
            new Route("/v1/session/renew/", ["PUT"], RenewAsync),
            new Route("/v1/session/info/", ["GET"], InfoAsync),
            new Route("/v1/session/node/", ["GET"], NodeAsync),
            new Route("/v1/session/list", ["GET"], ListAsync),
        ];

    private async ValueTask CreateAsync(ApiExchange exchange)
    {
        var body = await exchange.ReadBodyAsync(settings.BodySizeMax);
        if (body.Bytes is null)
        {
            await exchange.AnswerTooLargeAsync(body, settings.BodySizeMax);
            return;
        }

        Session session;
        try
        {
            session = SessionOf(body.Bytes);
        }
        catch (JsonFormatException bad)
        {
            await exchange.AnswerBadRequestAsync($"Request decode failed: {bad.Message}");
            return;
        }

        var request = new SessionRequest
        {
            Datacenter = ReadOptions.DatacenterOf(exchange.Query, peers.Datacenter),
            Token = exchange.Token,
            Op = SessionOp.Create,
            Session = session,
        };
        var result = await peers.Server.CallAsync(ServerMethods.SessionApply, request, exchange.Aborted);
        await (
            result.TryGet(out var id, out var error)
                ? exchange.AnswerJsonAsync(id, WriteId)
                : exchange.AnswerErrorAsync(error)
        );
    }

    private async ValueTask DestroyAsync(ApiExchange exchange)
    {
        if (exchange.PathRest.IsEmpty)
        {
            await exchange.AnswerBadRequestAsync("Missing session");
            return;
        }

        var request = new SessionRequest
        {
            Datacenter = ReadOptions.DatacenterOf(exchange.Query, peers.Datacenter),
            Token = exchange.Token,
            Op = SessionOp.Destroy,
            Session = Session.Empty with { ID = exchange.PathRestText() },
        };
        var result = await peers.Server.CallAsync(ServerMethods.SessionApply, request, exchange.Aborted);
        await (result.Error is { } error ? exchange.AnswerErrorAsync(error) : exchange.AnswerJsonAsync(true));
    }

    private async ValueTask RenewAsync(ApiExchange exchange)
    {
        if (exchange.PathRest.IsEmpty)
        {
            await exchange.AnswerBadRequestAsync("Missing session");
            return;
        }

        var id = exchange.PathRestText();
        var request = new SessionSpecificRequest
        {
            Datacenter = ReadOptions.DatacenterOf(exchange.Query, peers.Datacenter),
            Token = exchange.Token,
            SessionID = id,
        };
        var result = await peers.Server.CallAsync(ServerMethods.SessionRenew, request, exchange.Aborted);
        if (!result.TryGet(out var reply, out var error))
        {
            await exchange.AnswerErrorAsync(error);
        }
        else if (reply.Sessions is not { Count: > 0 })
        {
            await exchange.AnswerTextAsync(StatusCodes.Status404NotFound, $"Session id '{id}' not found");
        }
        else
        {
            await exchange.AnswerJsonListAsync(reply.Sessions);
        }
    }

    private ValueTask InfoAsync(ApiExchange exchange) =>
        exchange.PathRest.IsEmpty
            ? exchange.AnswerBadRequestAsync("Missing session")
            : Reads.ReadAsync(
                exchange,
                peers,
                ServerMethods.SessionGet,
                datacenter => new SessionSpecificRequest
                {
                    Datacenter = datacenter,
                    SessionID = exchange.PathRestText(),
                },
                MetaHeaders.Set,
                static (it, reply) => it.AnswerJsonListAsync(reply.Sessions)
            );

    private ValueTask NodeAsync(ApiExchange exchange) =>
        exchange.PathRest.IsEmpty
            ? exchange.AnswerBadRequestAsync("Missing node name")
            : Reads.ReadAsync(
                exchange,
                peers,
                ServerMethods.SessionNodeSessions,
                datacenter => new NodeSpecificRequest { Datacenter = datacenter, Node = exchange.PathRestText() },
                MetaHeaders.Set,
                static (it, reply) => it.AnswerJsonListAsync(reply.Sessions)
            );

    private ValueTask ListAsync(ApiExchange exchange) =>
        Reads.ReadAsync(
            exchange,
            peers,
            ServerMethods.SessionList,
            datacenter => new SessionSpecificRequest { Datacenter = datacenter },
            MetaHeaders.Set,
            static (it, reply) => it.AnswerJsonListAsync(reply.Sessions)
        );

    /// <summary>The session a body describes, with Consul's defaults for what it leaves out.</summary>
    /// <exception cref="JsonFormatException">The body is no such thing.</exception>
    private Session SessionOf(byte[] body)
    {
        var session = body.Length == 0 ? Session.Empty : GoJson.Decode<Session>(body);
        return session with
        {
            // A client does not choose the ID.
            ID = "",
            Node = session.Node.Length > 0 ? session.Node : peers.NodeName,
            LockDelay = HasLockDelay(body) ? session.LockDelay : LockDelayDefault,
            // The node's own health counts unless the client says otherwise, under the new name or, for none at all, the old.
            NodeChecks = session.NodeChecks ?? (session.Checks is { Count: 0 } ? [] : [SerfHealth]),
            Checks = session.Checks is { Count: > 0 } named ? named : null,
        };
    }

    /// <summary>Whether a lock delay stands in the body: none at all is not the same as one of nothing.</summary>
    private static bool HasLockDelay(byte[] body)
    {
        if (body.Length == 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(body);
        // What follows the first value is not looked at, as when it was decoded.
        while (reader.Read() && reader is not { TokenType: JsonTokenType.EndObject, CurrentDepth: 0 })
        {
            if (
                reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 }
                && reader.GetString()!.Equals("LockDelay", StringComparison.OrdinalIgnoreCase) // A name is never null.
            )
            {
                return true;
            }
        }

        return false;
    }

    private static void WriteId(Utf8JsonWriter json, string id)
    {
        json.WriteStartObject();
        json.WriteString("ID", id);
        json.WriteEndObject();
    }
}
