using Praetor.Foundation.Wire;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Http.Serving;
using Praetor.Model.Catalog;
using Praetor.Model.Json;
using Praetor.Model.Rpc;

namespace Praetor.Http.Endpoints;

/// <summary>What is put into the catalog and taken out: <c>/v1/catalog/register</c> and <c>/v1/catalog/deregister</c>.</summary>
internal sealed class CatalogWriteEndpoints(ApiSettings settings, ApiPeers peers)
{
    public IEnumerable<Route> Routes =>
        [
            new Route("/v1/catalog/register", ["PUT"], RegisterAsync),
            new Route("/v1/catalog/deregister", ["PUT"], DeregisterAsync),
        ];

    private ValueTask RegisterAsync(ApiExchange exchange) =>
        WriteAsync<RegisterRequest>(
            exchange,
            ServerMethods.CatalogRegister,
            (request, datacenter, token) =>
                request with
                {
                    Datacenter = request.Datacenter.Length > 0 ? request.Datacenter : datacenter,
                    Token = request.Token.Length > 0 ? request.Token : token,
                }
        );

    private ValueTask DeregisterAsync(ApiExchange exchange) =>
        WriteAsync<DeregisterRequest>(
            exchange,
            ServerMethods.CatalogDeregister,
            (request, datacenter, token) =>
                request with
                {
                    Datacenter = request.Datacenter.Length > 0 ? request.Datacenter : datacenter,
                    Token = request.Token.Length > 0 ? request.Token : token,
                }
        );

    private async ValueTask WriteAsync<TRequest>(
        ApiExchange exchange,
        RpcMethod<TRequest, EmptyReply> method,
        Func<TRequest, string, string, TRequest> complete
    )
        where TRequest : IJsonRecord<TRequest>
    {
        var body = await exchange.ReadBodyAsync(settings.BodySizeMax);
        if (body.Bytes is null)
        {
            await exchange.AnswerTooLargeAsync(body, settings.BodySizeMax);
            return;
        }

        TRequest request;
        try
        {
            // Consul takes the datacenter from the body alone; a parameter does not count here.
            request = complete(GoJson.Decode<TRequest>(body.Bytes), peers.Datacenter, exchange.Token);
        }
        catch (JsonFormatException bad)
        {
            await exchange.AnswerBadRequestAsync($"Request decode failed: {bad.Message}");
            return;
        }

        var result = await peers.Server.CallAsync(method, request, exchange.Aborted);
        await (result.Error is { } error ? exchange.AnswerErrorAsync(error) : exchange.AnswerJsonAsync(true));
    }
}
