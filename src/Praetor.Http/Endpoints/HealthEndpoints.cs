using Praetor.Foundation.Text;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Model.Catalog;
using Praetor.Model.Rpc;

namespace Praetor.Http.Endpoints;

/// <summary>What is healthy: <c>/v1/health/</c>.</summary>
internal sealed class HealthEndpoints(ApiPeers peers)
{
    private const int AllInstances = 0;
    private const int OnlyPassing = 1;

    private static readonly EncodedOnce<CheckServiceNode> Instances = new(Normalized.Of);
    private static readonly EncodedOnce<HealthCheck> Checks = new(Normalized.Of);

    public IEnumerable<Route> Routes =>
        [
            new Route("/v1/health/node/", ["GET"], NodeAsync),
            new Route("/v1/health/checks/", ["GET"], ServiceChecksAsync),
            new Route("/v1/health/state/", ["GET"], StateAsync),
            new Route(
                "/v1/health/service/",
                ["GET"],
                exchange => ServiceAsync(exchange, connect: false, ingress: false)
            ),
            new Route(
                "/v1/health/connect/",
                ["GET"],
                exchange => ServiceAsync(exchange, connect: true, ingress: false)
            ),
            new Route(
                "/v1/health/ingress/",
                ["GET"],
                exchange => ServiceAsync(exchange, connect: false, ingress: true)
            ),
        ];

    private ValueTask NodeAsync(ApiExchange exchange) =>
        exchange.PathRest.IsEmpty
            ? exchange.AnswerBadRequestAsync("Missing node name")
            : Reads.ReadCatalogAsync(
                exchange,
                peers,
                ServerMethods.HealthNodeChecks,
                datacenter => new NodeSpecificRequest { Datacenter = datacenter, Node = exchange.PathRestText() },
                static (it, reply) => it.AnswerJsonListAsync(reply.HealthChecks, Checks.Write)
            );

    private ValueTask ServiceChecksAsync(ApiExchange exchange) =>
        exchange.PathRest.IsEmpty
            ? exchange.AnswerBadRequestAsync("Missing service name")
            : Reads.ReadCatalogAsync(
                exchange,
                peers,
                ServerMethods.HealthServiceChecks,
                datacenter => new ServiceSpecificRequest
                {
                    Datacenter = datacenter,
                    ServiceName = exchange.PathRestText(),
                    NodeMetaFilters = Reads.NodeMeta(exchange.Query),
                    Source = Reads.Near(exchange.Query, peers),
                },
                static (it, reply) => it.AnswerJsonListAsync(reply.HealthChecks, Checks.Write)
            );

    private ValueTask StateAsync(ApiExchange exchange) =>
        exchange.PathRest.IsEmpty
            ? exchange.AnswerBadRequestAsync("Missing check state")
            : Reads.ReadCatalogAsync(
                exchange,
                peers,
                ServerMethods.HealthChecksInState,
                datacenter => new ChecksInStateRequest
                {
                    Datacenter = datacenter,
                    State = exchange.PathRestText(),
                    NodeMetaFilters = Reads.NodeMeta(exchange.Query),
                    Source = Reads.Near(exchange.Query, peers),
                },
                static (it, reply) => it.AnswerJsonListAsync(reply.HealthChecks, Checks.Write)
            );

    private ValueTask ServiceAsync(ApiExchange exchange, bool connect, bool ingress)
    {
        if (exchange.PathRest.IsEmpty)
        {
            return exchange.AnswerBadRequestAsync("Missing service name");
        }

        if (!TryReadPassing(exchange.Query, out var passing))
        {
            return exchange.AnswerBadRequestAsync("Invalid value for ?passing");
        }

        var tags = exchange.Query.All("tag").ToArray();
        return Reads.ReadCatalogAsync(
            exchange,
            peers,
            ServerMethods.HealthServiceNodes,
            datacenter => new ServiceSpecificRequest
            {
                Datacenter = datacenter,
                PeerName = exchange.Query.Get("peer"),
                ServiceName = exchange.PathRestText(),
                ServiceTags = tags,
                TagFilter = tags.Length > 0,
                HealthFilterType = passing ? OnlyPassing : AllInstances,
                NodeMetaFilters = Reads.NodeMeta(exchange.Query),
                Source = Reads.Near(exchange.Query, peers),
                Connect = connect,
                Ingress = ingress,
                MergeCentralConfig = exchange.Query.Has("merge-central-config"),
            },
            static (it, reply) => it.AnswerJsonListAsync(reply.Nodes, Instances.Write)
        );
    }

    /// <summary>Present without a value means true, as a truth value otherwise.</summary>
    private static bool TryReadPassing(QueryParameters query, out bool passing)
    {
        passing = query.Has("passing");
        return query.Get("passing") is not { Length: > 0 } text
            || GoNumber.ParseBool(text, out passing) == GoNumberFault.None;
    }
}
