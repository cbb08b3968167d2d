using Praetor.Client.Asking;

namespace Praetor.Client.Status;

/// <summary>Who leads: <c>/v1/status</c>.</summary>
public sealed class StatusApi
{
    private readonly ApiTransport _transport;

    internal StatusApi(ApiTransport transport) => _transport = transport;

    /// <summary>The leader's address; empty when nobody leads.</summary>
    public async Task<string> LeaderAsync(CancellationToken cancellationToken) =>
        (await _transport.SendAsync(ApiRequest.Get("/v1/status/leader"), cancellationToken))
            .Read(body => JsonLists.Text(body))
            .Value;

    /// <summary>The addresses of all servers that vote.</summary>
    public async Task<IReadOnlyList<string>> PeersAsync(CancellationToken cancellationToken) =>
        (await _transport.SendAsync(ApiRequest.Get("/v1/status/peers"), cancellationToken))
            .Read(body => JsonLists.Texts(body))
            .Value;
}
