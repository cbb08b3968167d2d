using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Model.Rpc;

namespace Praetor.Http.Endpoints;

/// <summary>Who leads, and who is in the group: <c>/v1/status/</c>. Needs no rights.</summary>
internal sealed class StatusEndpoints(ApiPeers peers)
{
    public IEnumerable<Route> Routes =>
        [new Route("/v1/status/leader", ["GET"], LeaderAsync), new Route("/v1/status/peers", ["GET"], PeersAsync)];

    private async ValueTask LeaderAsync(ApiExchange exchange)
    {
        if (!ReadOptions.TryRead(exchange, peers.Datacenter, out var options, out var refusal))
        {
            await exchange.AnswerBadRequestAsync(refusal);
            return;
        }

        var request = options.ApplyTo(new DCSpecificRequest { Datacenter = options.Datacenter });
        var result = await peers.Server.CallAsync(ServerMethods.StatusLeader, request, exchange.Aborted);
        await (
            result.TryGet(out var leader, out var error)
                ? exchange.AnswerJsonAsync(leader, static (json, address) => json.WriteStringValue(address))
                : exchange.AnswerErrorAsync(error)
        );
    }

    private async ValueTask PeersAsync(ApiExchange exchange)
    {
        if (!ReadOptions.TryRead(exchange, peers.Datacenter, out var options, out var refusal))
        {
            await exchange.AnswerBadRequestAsync(refusal);
            return;
        }

        var request = options.ApplyTo(new DCSpecificRequest { Datacenter = options.Datacenter });
        var result = await peers.Server.CallAsync(ServerMethods.StatusPeers, request, exchange.Aborted);
        await (
            result.TryGet(out var addresses, out var error)
                ? exchange.AnswerJsonListAsync(addresses, static (json, address) => json.WriteStringValue(address))
                : exchange.AnswerErrorAsync(error)
        );
    }
}
