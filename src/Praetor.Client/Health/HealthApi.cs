using Praetor.Client.Asking;
using Praetor.Model.Catalog;

namespace Praetor.Client.Health;

/// <summary>Services with the state of their checks: <c>/v1/health</c>.</summary>
public sealed class HealthApi
{
    private readonly ApiTransport _transport;

    internal HealthApi(ApiTransport transport) => _transport = transport;

    /// <summary>The instances of a service with their checks.</summary>
    /// <param name="passingOnly">Whether instances with a check that does not pass are left out.</param>
    public async Task<ReadAnswer<IReadOnlyList<CheckServiceNode>>> ServiceAsync(
        string service,
        bool passingOnly,
        ReadOptions options,
        CancellationToken cancellationToken
    )
    {
        var request = ApiRequest
            .Get("/v1/health/service/" + GoUrl.Segment(service), options)
            .WithIf(passingOnly, "passing", "1");
        return (await _transport.SendAsync(request, cancellationToken)).List<CheckServiceNode>();
    }

    /// <summary>The checks of a node.</summary>
    public Task<ReadAnswer<IReadOnlyList<HealthCheck>>> NodeAsync(
        string node,
        ReadOptions options,
        CancellationToken cancellationToken
    ) => ChecksAsync("/v1/health/node/", node, options, cancellationToken);

    /// <summary>The checks of a service.</summary>
    public Task<ReadAnswer<IReadOnlyList<HealthCheck>>> ChecksAsync(
        string service,
        ReadOptions options,
        CancellationToken cancellationToken
    ) => ChecksAsync("/v1/health/checks/", service, options, cancellationToken);

    private async Task<ReadAnswer<IReadOnlyList<HealthCheck>>> ChecksAsync(
        string path,
        string name,
        ReadOptions options,
        CancellationToken cancellationToken
    )
    {
        var request = ApiRequest.Get(path + GoUrl.Segment(name), options);
        return (await _transport.SendAsync(request, cancellationToken)).List<HealthCheck>();
    }
}
