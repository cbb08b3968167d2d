using System.Globalization;
using System.Text;
using Praetor.Acl.Authorizer;
using Praetor.Agent.Events;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Http.Serving;
using Praetor.Model.Events;

namespace Praetor.Http.Endpoints;

/// <summary>Events that go to all agents: <c>/v1/event/</c>.</summary>
internal sealed class EventEndpoints(ApiSettings settings, ApiPeers peers)
{
    private readonly AgentRights _rights = new(peers);

    public IEnumerable<Route> Routes =>
        [new Route("/v1/event/fire/", ["PUT"], FireAsync), new Route("/v1/event/list", ["GET"], ListAsync)];

    private async ValueTask FireAsync(ApiExchange exchange)
    {
        var name = exchange.PathRestText();
        if (name.Length == 0)
        {
            await exchange.AnswerBadRequestAsync("Missing name");
            return;
        }

        if (!await _rights.MayAsync(exchange, AclResource.Event, AclAccess.Write, name))
        {
            return;
        }

        var body = await exchange.ReadBodyAsync(settings.BodySizeMax);
        if (body.Bytes is null)
        {
            await exchange.AnswerTooLargeAsync(body, settings.BodySizeMax);
            return;
        }

        var query = exchange.Query;
        var wanted = new UserEvent
        {
            Name = name,
            Payload = body.Bytes.Length > 0 ? body.Bytes : null,
            NodeFilter = query.Get("node"),
            ServiceFilter = query.Get("service"),
            TagFilter = query.Get("tag"),
        };
        var result = await peers.Agent.Events.FireAsync(
            wanted,
            ReadOptions.DatacenterOf(query, peers.Datacenter),
            exchange.Token,
            exchange.Aborted
        );
        await (
            result.TryGet(out var fired, out var error)
                ? exchange.AnswerJsonAsync(fired)
                : exchange.AnswerErrorAsync(error)
        );
    }

    private async ValueTask ListAsync(ApiExchange exchange)
    {
        if (!ReadOptions.TryRead(exchange, peers.Datacenter, out var options, out var refusal))
        {
            await exchange.AnswerBadRequestAsync(refusal);
            return;
        }

        if (await _rights.ResolveAsync(exchange) is not { } authorizer)
        {
            return;
        }

        // Only the name counts, as in Consul: the other filters decided when the event was fired who heeds it.
        var name = exchange.Query.Get("name");
        var events = await peers.Agent.Events.ListAsync(
            it =>
                (name.Length == 0 || it.Name == name)
                && authorizer.Allows(AclResource.Event, AclAccess.Read, Encoding.UTF8.GetBytes(it.Name)),
            options.MinIndex,
            WaitOf(options),
            exchange.Aborted
        );
        exchange.Headers["X-Consul-Index"] = EventIndex.Of(events).ToString(CultureInfo.InvariantCulture);
        await exchange.AnswerJsonListAsync(events);
    }

    private TimeSpan WaitOf(ReadOptions options)
    {
        var http = peers.Agent.Config.Http;
        var wanted = options.WaitMax.Nanoseconds > 0 ? options.WaitMax : http.DefaultQueryTime;
        return (wanted.Nanoseconds < http.MaxQueryTime.Nanoseconds ? wanted : http.MaxQueryTime).ToTimeSpan();
    }
}
