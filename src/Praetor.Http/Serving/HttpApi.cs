using System.Net;
using Microsoft.Extensions.Logging;
using Praetor.Http.Endpoints;
using Praetor.Http.Routing;

namespace Praetor.Http.Serving;

/// <summary>The whole HTTP API on its listeners. Every group of endpoints is named here, and nowhere else.</summary>
public static class HttpApi
{
    /// <summary>Makes the server; nothing listens until it is started.</summary>
    /// <param name="addresses">Where to listen.</param>
    /// <param name="settings">How it behaves.</param>
    /// <param name="peers">Who the endpoints talk to.</param>
    /// <param name="loggers">Where it logs.</param>
    public static HttpServer Create(
        IReadOnlyList<EndPoint> addresses,
        ApiSettings settings,
        ApiPeers peers,
        ILoggerFactory loggers
    )
    {
        IEnumerable<IEnumerable<Route>> groups =
        [
            new KvEndpoints(settings, peers).Routes,
            new SessionEndpoints(settings, peers).Routes,
            new StatusEndpoints(peers).Routes,
            new TxnEndpoints(settings, peers).Routes,
            new CatalogReadEndpoints(peers).Routes,
            new CatalogWriteEndpoints(settings, peers).Routes,
            new HealthEndpoints(peers).Routes,
            new CoordinateEndpoints(settings, peers).Routes,
            new AgentServiceEndpoints(settings, peers).Routes,
            new AgentCheckEndpoints(settings, peers).Routes,
            new AgentHealthEndpoints(peers).Routes,
            new AgentSelfEndpoints(peers).Routes,
            new AgentMembershipEndpoints(peers).Routes,
            new EventEndpoints(settings, peers).Routes,
            new KeyringEndpoints(settings, peers).Routes,
        ];
        return new HttpServer(addresses, new RouteTable(groups.SelectMany(static group => group)), settings, loggers);
    }
}
