using System.Globalization;
using Praetor.Client.Asking;
using Praetor.Model.Json;
using Praetor.Model.Keyrings;

namespace Praetor.Client.Operators;

/// <summary>The keys of encrypted gossip: <c>/v1/operator/keyring</c>.</summary>
public sealed class KeyringApi
{
    private const string Path = "/v1/operator/keyring";

    private readonly ApiTransport _transport;

    internal KeyringApi(ApiTransport transport) => _transport = transport;

    /// <summary>Which keys the members of each pool have.</summary>
    /// <param name="isLocalOnly">Whether only the datacenter's own pool is asked.</param>
    /// <param name="relayFactor">By way of how many others answers come as well.</param>
    public async Task<IReadOnlyList<KeyringResponse>> ListAsync(
        bool isLocalOnly,
        int relayFactor,
        CancellationToken cancellationToken
    )
    {
        var request = Relayed(ApiRequest.Get(Path).WithIf(isLocalOnly, "local-only", "true"), relayFactor);
        return (await _transport.SendAsync(request, cancellationToken)).List<KeyringResponse>().Value;
    }

    /// <summary>Adds a key that opens messages.</summary>
    public Task InstallAsync(string key, int relayFactor, CancellationToken cancellationToken) =>
        ChangeAsync(HttpMethod.Post, key, relayFactor, cancellationToken);

    /// <summary>Has messages sealed with an installed key.</summary>
    public Task UseAsync(string key, int relayFactor, CancellationToken cancellationToken) =>
        ChangeAsync(HttpMethod.Put, key, relayFactor, cancellationToken);

    /// <summary>Removes a key that no messages are sealed with.</summary>
    public Task RemoveAsync(string key, int relayFactor, CancellationToken cancellationToken) =>
        ChangeAsync(HttpMethod.Delete, key, relayFactor, cancellationToken);

    private async Task ChangeAsync(HttpMethod method, string key, int relayFactor, CancellationToken cancellationToken)
    {
        var body = GoJson.Encode(new KeyringKey { Key = key }, GoJson.Compact);
        var request = Relayed(new ApiRequest(method, Path) { Body = body }, relayFactor);
        (await _transport.SendAsync(request, cancellationToken)).RequireOk();
    }

    private static ApiRequest Relayed(ApiRequest request, int relayFactor) =>
        request.WithIf(relayFactor > 0, "relay-factor", relayFactor.ToString(CultureInfo.InvariantCulture));
}
