using Microsoft.AspNetCore.Http;
using Praetor.Foundation.Wire;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Http.Serving;
using Praetor.Model.Coordinates;
using Praetor.Model.Json;
using Praetor.Model.Rpc;

namespace Praetor.Http.Endpoints;

/// <summary>Where nodes are in the space of round trips: <c>/v1/coordinate/</c>.</summary>
internal sealed class CoordinateEndpoints(ApiSettings settings, ApiPeers peers)
{
    public IEnumerable<Route> Routes =>
        [
            new Route("/v1/coordinate/datacenters", ["GET"], UnlessDisabled(DatacentersAsync)),
            new Route("/v1/coordinate/nodes", ["GET"], UnlessDisabled(NodesAsync)),
            new Route("/v1/coordinate/node/", ["GET"], UnlessDisabled(NodeAsync)),
            new Route("/v1/coordinate/update", ["PUT"], UnlessDisabled(UpdateAsync)),
        ];

    private ApiHandler UnlessDisabled(ApiHandler answer) =>
        exchange =>
            peers.Agent.Config.Node.DisableCoordinates
                ? exchange.AnswerTextAsync(StatusCodes.Status401Unauthorized, "Coordinate support disabled")
                : answer(exchange);

    /// <summary>The servers of all datacenters: from the pool between them, so that no datacenter is asked for it.</summary>
    private async ValueTask DatacentersAsync(ApiExchange exchange)
    {
        var result = await peers.Server.CallAsync(
            ServerMethods.CoordinateListDatacenters,
            new EmptyRequest(),
            exchange.Aborted
        );
        await (
            result.TryGet(out var maps, out var error)
                ? exchange.AnswerJsonListAsync(maps)
                : exchange.AnswerErrorAsync(error)
        );
    }

    private ValueTask NodesAsync(ApiExchange exchange) =>
        Reads.ReadAsync(
            exchange,
            peers,
            ServerMethods.CoordinateListNodes,
            static datacenter => new DCSpecificRequest { Datacenter = datacenter },
            MetaHeaders.Set,
            static (it, reply) => it.AnswerJsonListAsync(InSegment(it.Query, reply.Coordinates))
        );

    private ValueTask NodeAsync(ApiExchange exchange) =>
        Reads.ReadAsync(
            exchange,
            peers,
            ServerMethods.CoordinateNode,
            datacenter => new NodeSpecificRequest { Datacenter = datacenter, Node = exchange.PathRestText() },
            // Consul's answer that there is none does not say how fresh it is.
            static (_, _) => { },
            static (it, reply) =>
            {
                var places = InSegment(it.Query, reply.Coordinates);
                if (places is not { Count: > 0 })
                {
                    return it.AnswerAsync(StatusCodes.Status404NotFound);
                }

                MetaHeaders.Set(it.Headers, reply);
                return it.AnswerJsonListAsync(places);
            }
        );

    private async ValueTask UpdateAsync(ApiExchange exchange)
    {
        var body = await exchange.ReadBodyAsync(settings.BodySizeMax);
        if (body.Bytes is null)
        {
            await exchange.AnswerTooLargeAsync(body, settings.BodySizeMax);
            return;
        }

        CoordinateUpdateRequest request;
        try
        {
            request = GoJson.Decode<CoordinateUpdateRequest>(body.Bytes);
        }
        catch (JsonFormatException bad)
        {
            await exchange.AnswerBadRequestAsync($"Request decode failed: {bad.Message}");
            return;
        }

        var inBody = request.Datacenter.Length > 0 ? request.Datacenter : peers.Datacenter;
        var result = await peers.Server.CallAsync(
            ServerMethods.CoordinateUpdate,
            request with
            {
                Datacenter = ReadOptions.DatacenterOf(exchange.Query, inBody),
                Token = exchange.Token.Length > 0 ? exchange.Token : request.Token,
            },
            exchange.Aborted
        );
        await (
            result.Error is { } error ? exchange.AnswerErrorAsync(error) : exchange.AnswerAsync(StatusCodes.Status200OK)
        );
    }

    /// <summary>Those of the segment that <c>?segment=</c> names; all without it.</summary>
    private static IReadOnlyList<Coordinate>? InSegment(QueryParameters query, IReadOnlyList<Coordinate>? places)
    {
        if (!query.Has("segment"))
        {
            return places;
        }

        var segment = query.Get("segment");
        return [.. (places ?? []).Where(place => place.Segment == segment)];
    }
}
