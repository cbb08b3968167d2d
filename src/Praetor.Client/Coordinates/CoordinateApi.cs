using Praetor.Client.Asking;
using Praetor.Model.Coordinates;

namespace Praetor.Client.Coordinates;

/// <summary>Where nodes are in the space of round-trip times: <c>/v1/coordinate</c>.</summary>
public sealed class CoordinateApi
{
    private readonly ApiTransport _transport;

    internal CoordinateApi(ApiTransport transport) => _transport = transport;

    /// <summary>The nodes of a datacenter.</summary>
    public async Task<ReadAnswer<IReadOnlyList<Coordinate>>> NodesAsync(
        ReadOptions options,
        CancellationToken cancellationToken
    ) =>
        (
            await _transport.SendAsync(ApiRequest.Get("/v1/coordinate/nodes", options), cancellationToken)
        ).List<Coordinate>();

    /// <summary>The servers of all datacenters.</summary>
    public async Task<IReadOnlyList<DatacenterMap>> DatacentersAsync(CancellationToken cancellationToken) =>
        (await _transport.SendAsync(ApiRequest.Get("/v1/coordinate/datacenters"), cancellationToken))
            .List<DatacenterMap>()
            .Value;
}
