using Praetor.Client.Asking;

namespace Praetor.Client.Events;

/// <summary>Events that go to all agents: <c>/v1/event</c>.</summary>
public sealed class EventApi
{
    private readonly ApiTransport _transport;

    internal EventApi(ApiTransport transport) => _transport = transport;

    /// <summary>Fires an event; answers its ID.</summary>
    /// <param name="payload">What comes with it; the agents take about 100 bytes.</param>
    /// <param name="reach">Which agents heed it.</param>
    public async Task<string> FireAsync(
        string name,
        byte[] payload,
        EventReach reach,
        CancellationToken cancellationToken
    )
    {
        var request = ApiRequest
            .Put("/v1/event/fire/" + GoUrl.Segment(name), payload)
            .WithAny("node", reach.Node)
            .WithAny("service", reach.Service)
            .WithAny("tag", reach.Tag);
        return (await _transport.SendAsync(request, cancellationToken)).Read(body => JsonLists.Id(body)).Value;
    }
}

/// <summary>Which agents heed an event: those that match all expressions that are not empty.</summary>
/// <param name="Node">For the name of the node.</param>
/// <param name="Service">For the name of a service on it.</param>
/// <param name="Tag">For a tag of that service.</param>
public sealed record EventReach(string Node, string Service, string Tag);
