using System.Net;
using Praetor.Client.Asking;
using Praetor.Model.Sessions;

namespace Praetor.Client.Sessions;

/// <summary>Sessions: <c>/v1/session</c>.</summary>
public sealed class SessionApi
{
    private readonly ApiTransport _transport;

    internal SessionApi(ApiTransport transport) => _transport = transport;

    /// <summary>Makes a session; answers its ID.</summary>
    /// <param name="definition">The JSON of what it is to be; empty for a session on the agent's node.</param>
    public async Task<string> CreateAsync(byte[] definition, CancellationToken cancellationToken)
    {
        var answer = await _transport.SendAsync(ApiRequest.Put("/v1/session/create", definition), cancellationToken);
        return answer.Read(body => JsonLists.Id(body)).Value;
    }

    /// <summary>Ends a session, if it is there.</summary>
    public async Task DestroyAsync(string id, CancellationToken cancellationToken)
    {
        var request = ApiRequest.Put("/v1/session/destroy/" + GoUrl.Segment(id));
        (await _transport.SendAsync(request, cancellationToken)).RequireOk();
    }

    /// <summary>Keeps a session with a TTL alive; answers false when it is no more.</summary>
    public async Task<bool> RenewAsync(string id, CancellationToken cancellationToken)
    {
        var request = ApiRequest.Put("/v1/session/renew/" + GoUrl.Segment(id));
        var answer = await _transport.SendAsync(request, cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound)
        {
            return false;
        }

        answer.RequireOk();
        return true;
    }

    /// <summary>A session; null when there is none.</summary>
    public async Task<ReadAnswer<Session?>> GetAsync(
        string id,
        ReadOptions options,
        CancellationToken cancellationToken
    )
    {
        var request = ApiRequest.Get("/v1/session/info/" + GoUrl.Segment(id), options);
        var answer = (await _transport.SendAsync(request, cancellationToken)).List<Session>();
        return new ReadAnswer<Session?>(answer.Value is [var session, ..] ? session : null, answer.Index);
    }

    /// <summary>All sessions.</summary>
    public async Task<ReadAnswer<IReadOnlyList<Session>>> ListAsync(
        ReadOptions options,
        CancellationToken cancellationToken
    ) => (await _transport.SendAsync(ApiRequest.Get("/v1/session/list", options), cancellationToken)).List<Session>();
}
