using Praetor.Client.Asking;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Json;

namespace Praetor.Client.Catalog;

/// <summary>What the cluster knows of nodes and services: <c>/v1/catalog</c>.</summary>
public sealed class CatalogApi
{
    private readonly ApiTransport _transport;

    internal CatalogApi(ApiTransport transport) => _transport = transport;

    /// <summary>The known datacenters.</summary>
    public async Task<IReadOnlyList<string>> DatacentersAsync(CancellationToken cancellationToken) =>
        (await _transport.SendAsync(ApiRequest.Get("/v1/catalog/datacenters"), cancellationToken))
            .Read(body => JsonLists.Texts(body))
            .Value;

    /// <summary>The nodes.</summary>
    public async Task<ReadAnswer<IReadOnlyList<Node>>> NodesAsync(
        ReadOptions options,
        CancellationToken cancellationToken
    ) => (await _transport.SendAsync(ApiRequest.Get("/v1/catalog/nodes", options), cancellationToken)).List<Node>();

    /// <summary>The services' names with all tags of their instances.</summary>
    public async Task<ReadAnswer<IReadOnlyDictionary<string, IReadOnlyList<string>>>> ServicesAsync(
        ReadOptions options,
        CancellationToken cancellationToken
    ) =>
        (await _transport.SendAsync(ApiRequest.Get("/v1/catalog/services", options), cancellationToken)).Read(body =>
            JsonLists.TextLists(body)
        );

    /// <summary>The instances of a service.</summary>
    public async Task<ReadAnswer<IReadOnlyList<ServiceNode>>> ServiceAsync(
        string service,
        ReadOptions options,
        CancellationToken cancellationToken
    )
    {
        var request = ApiRequest.Get("/v1/catalog/service/" + GoUrl.Segment(service), options);
        return (await _transport.SendAsync(request, cancellationToken)).List<ServiceNode>();
    }

    /// <summary>A node with its services; null when there is no such node.</summary>
    public async Task<ReadAnswer<NodeServices?>> NodeAsync(
        string node,
        ReadOptions options,
        CancellationToken cancellationToken
    )
    {
        var request = ApiRequest.Get("/v1/catalog/node/" + GoUrl.Segment(node), options);
        var answer = await _transport.SendAsync(request, cancellationToken);
        return answer.Read(body =>
            body.TrimStart(" \n"u8).StartsWith("null"u8) ? null : GoJson.Decode<NodeServices>(body)
        );
    }

    /// <summary>Writes a node, and a service or checks with it, without an agent.</summary>
    public Task RegisterAsync(RegisterRequest registration, CancellationToken cancellationToken) =>
        ChangeAsync("/v1/catalog/register", registration, cancellationToken);

    /// <summary>Removes what <see cref="RegisterAsync"/> wrote.</summary>
    public Task DeregisterAsync(DeregisterRequest removal, CancellationToken cancellationToken) =>
        ChangeAsync("/v1/catalog/deregister", removal, cancellationToken);

    private async Task ChangeAsync<T>(string path, T change, CancellationToken cancellationToken)
        where T : IJsonRecord<T>
    {
        var request = ApiRequest.Put(path, GoJson.Encode(change, GoJson.Compact));
        (await _transport.SendAsync(request, cancellationToken)).RequireOk();
    }
}
