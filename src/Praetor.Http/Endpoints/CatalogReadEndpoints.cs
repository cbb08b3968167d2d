using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Model.Catalog;
using Praetor.Model.Rpc;

namespace Praetor.Http.Endpoints;

/// <summary>What the catalog knows: the reads of <c>/v1/catalog/</c>.</summary>
internal sealed class CatalogReadEndpoints(ApiPeers peers)
{
    public IEnumerable<Route> Routes =>
        [
            new Route("/v1/catalog/datacenters", ["GET"], DatacentersAsync),
            new Route("/v1/catalog/nodes", ["GET"], NodesAsync),
            new Route("/v1/catalog/services", ["GET"], ServicesAsync),
            new Route("/v1/catalog/service/", ["GET"], exchange => ServiceNodesAsync(exchange, connect: false)),
            new Route("/v1/catalog/connect/", ["GET"], exchange => ServiceNodesAsync(exchange, connect: true)),
            new Route("/v1/catalog/node/", ["GET"], NodeAsync),
            new Route("/v1/catalog/node-services/", ["GET"], NodeServiceListAsync),
        ];

    private async ValueTask DatacentersAsync(ApiExchange exchange)
    {
        if (!ReadOptions.TryRead(exchange, peers.Datacenter, out var options, out var refusal))
        {
            await exchange.AnswerBadRequestAsync(refusal);
            return;
        }

        var request = options.ApplyTo(new DatacentersRequest());
        var result = await peers.Server.CallAsync(ServerMethods.CatalogListDatacenters, request, exchange.Aborted);
        await (
            result.TryGet(out var names, out var error)
                ? exchange.AnswerJsonListAsync(names, static (json, name) => json.WriteStringValue(name))
                : exchange.AnswerErrorAsync(error)
        );
    }

    private ValueTask NodesAsync(ApiExchange exchange) =>
        Reads.ReadCatalogAsync(
            exchange,
            peers,
            ServerMethods.CatalogListNodes,
            datacenter => new DCSpecificRequest
            {
                Datacenter = datacenter,
                NodeMetaFilters = Reads.NodeMeta(exchange.Query),
                Source = Reads.Near(exchange.Query, peers),
            },
            static (it, reply) => it.AnswerJsonListAsync(reply.Nodes)
        );

    private ValueTask ServicesAsync(ApiExchange exchange) =>
        Reads.ReadCatalogAsync(
            exchange,
            peers,
            ServerMethods.CatalogListServices,
            datacenter => new DCSpecificRequest
            {
                Datacenter = datacenter,
                NodeMetaFilters = Reads.NodeMeta(exchange.Query),
            },
            static (it, reply) => it.AnswerJsonAsync(reply.Services, WriteServices)
        );

    private ValueTask ServiceNodesAsync(ApiExchange exchange, bool connect)
    {
        if (exchange.PathRest.IsEmpty)
        {
            return exchange.AnswerBadRequestAsync("Missing service name");
        }

        var tags = exchange.Query.All("tag").ToArray();
        return Reads.ReadCatalogAsync(
            exchange,
            peers,
            ServerMethods.CatalogServiceNodes,
            datacenter => new ServiceSpecificRequest
            {
                Datacenter = datacenter,
                ServiceName = exchange.PathRestText(),
                ServiceTags = tags,
                TagFilter = tags.Length > 0,
                NodeMetaFilters = Reads.NodeMeta(exchange.Query),
                Source = Reads.Near(exchange.Query, peers),
                Connect = connect,
                MergeCentralConfig = exchange.Query.Has("merge-central-config"),
            },
            static (it, reply) =>
                it.AnswerJsonListAsync(
                    reply.ServiceNodes,
                    static (json, instance) => Normalized.Of(instance).WriteJson(json)
                )
        );
    }

    private ValueTask NodeAsync(ApiExchange exchange) =>
        exchange.PathRest.IsEmpty
            ? exchange.AnswerBadRequestAsync("Missing node name")
            : Reads.ReadCatalogAsync(
                exchange,
                peers,
                ServerMethods.CatalogNodeServices,
                datacenter => new NodeSpecificRequest { Datacenter = datacenter, Node = exchange.PathRestText() },
                static (it, reply) => it.AnswerJsonAsync(Normalized.Of(reply.NodeServices), Reads.WriteOrNull)
            );

    private ValueTask NodeServiceListAsync(ApiExchange exchange) =>
        exchange.PathRest.IsEmpty
            ? exchange.AnswerBadRequestAsync("Missing node name")
            : Reads.ReadCatalogAsync(
                exchange,
                peers,
                ServerMethods.CatalogNodeServiceList,
                datacenter => new NodeSpecificRequest
                {
                    Datacenter = datacenter,
                    Node = exchange.PathRestText(),
                    MergeCentralConfig = exchange.Query.Has("merge-central-config"),
                },
                static (it, reply) => it.AnswerJsonAsync(Normalized.Of(reply.NodeServices))
            );

    private static void WriteServices(
        System.Text.Json.Utf8JsonWriter json,
        IReadOnlyDictionary<string, IReadOnlyList<string>?>? services
    )
    {
        json.WriteStartObject();
        foreach (var (name, tags) in services ?? new SortedList<string, IReadOnlyList<string>?>())
        {
            json.WriteStartArray(name);
            foreach (var tag in tags ?? [])
            {
                json.WriteStringValue(tag);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
