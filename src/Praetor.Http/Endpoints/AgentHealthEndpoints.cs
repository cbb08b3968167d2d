using Microsoft.AspNetCore.Http;
using Praetor.Acl.Authorizer;
using Praetor.Agent.Local;
using Praetor.Agent.Registration;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Http.Endpoints;

/// <summary>
/// How the agent's services are, as a status that load balancers understand: <c>/v1/agent/health/service/</c>.
/// </summary>
internal sealed class AgentHealthEndpoints(ApiPeers peers)
{
    private const string PlainText = "text/plain";

    private readonly AgentRights _rights = new(peers);

    public IEnumerable<Route> Routes =>
        [
            new Route("/v1/agent/health/service/id/", ["GET"], exchange => ReadAsync(exchange, ByIdAsync)),
            new Route("/v1/agent/health/service/name/", ["GET"], exchange => ReadAsync(exchange, ByNameAsync)),
        ];

    private async ValueTask ReadAsync(ApiExchange exchange, Func<ApiExchange, Authorizer, ValueTask> answer)
    {
        if (await _rights.ResolveAsync(exchange) is { } authorizer)
        {
            await answer(exchange, authorizer);
        }
    }

    private ValueTask ByIdAsync(ApiExchange exchange, Authorizer authorizer)
    {
        var id = exchange.PathRestText();
        if (id.Length == 0)
        {
            return exchange.AnswerTextAsync(StatusCodes.Status500InternalServerError, "Missing serviceID");
        }

        var view = peers.Agent.Local.View;
        if (view.Service(id) is not { } entry || !_rights.Reads(authorizer, entry.Service.Service))
        {
            return AnswerAsync(
                exchange,
                StatusCodes.Status404NotFound,
                $"ServiceId {id} not found",
                new AgentServiceHealth { AggregatedStatus = HealthStatus.Critical }
            );
        }

        var health = HealthOf(view, entry);
        return AnswerAsync(exchange, StatusOf(health.AggregatedStatus), health.AggregatedStatus, health);
    }

    private ValueTask ByNameAsync(ApiExchange exchange, Authorizer authorizer)
    {
        var name = exchange.PathRestText();
        if (name.Length == 0)
        {
            return exchange.AnswerTextAsync(StatusCodes.Status500InternalServerError, "Missing service Name");
        }

        var view = peers.Agent.Local.View;
        AgentServiceHealth[] instances =
        [
            .. view
                .LiveServices.Where(entry => entry.Service.Service == name && _rights.Reads(authorizer, name))
                .Select(entry => HealthOf(view, entry)),
        ];
        var worst =
            instances.Length == 0 ? "" : instances.MaxBy(static it => Severity(it.AggregatedStatus))!.AggregatedStatus; // There is one.
        var (status, reason) =
            instances.Length == 0
                ? (StatusCodes.Status404NotFound, $"ServiceName {name} Not Found")
                : (StatusOf(worst), worst);
        exchange.Headers["X-Consul-Reason"] = reason;
        return WantsText(exchange)
            ? exchange.AnswerTextAsync(status, reason, PlainText)
            : exchange.AnswerJsonAsync(
                instances,
                static (json, all) =>
                    Model.Json.JsonWrite.List(json, all, static (it, instance) => instance.WriteJson(it)),
                status
            );
    }

    private static ValueTask AnswerAsync(ApiExchange exchange, int status, string reason, AgentServiceHealth health)
    {
        exchange.Headers["X-Consul-Reason"] = reason;
        return WantsText(exchange)
            ? exchange.AnswerTextAsync(status, reason, PlainText)
            : exchange.AnswerJsonAsync(health, status);
    }

    private static bool WantsText(ApiExchange exchange) =>
        exchange.Query.Get("format") is { Length: > 0 } format
            ? format == "text"
            : exchange.RequestHeaders.Accept.ToString().StartsWith("text/plain", StringComparison.Ordinal);

    private AgentServiceHealth HealthOf(LocalView view, ServiceEntry entry)
    {
        var checks = view.ChecksFor(entry.Service.ID).Select(static it => it.Check).ToList();
        return new AgentServiceHealth
        {
            AggregatedStatus = Aggregate(checks),
            Service = AgentServices.From(entry.Service, peers.Datacenter),
            Checks = [.. checks.Select(AgentHealthCheck.From)],
        };
    }

    private static string Aggregate(List<HealthCheck> checks) =>
        checks.Count == 0
            ? HealthStatus.Passing
            : checks
                .Select(static check => Maintenance.Is(check.CheckID) ? HealthStatus.Maintenance : check.Status)
                .MaxBy(Severity)!; // There is one.

    private static int Severity(string status) =>
        status switch
        {
            HealthStatus.Passing => 0,
            HealthStatus.Warning => 1,
            HealthStatus.Critical => 2,
            _ => 3,
        };

    private static int StatusOf(string status) =>
        status switch
        {
            HealthStatus.Passing => StatusCodes.Status200OK,
            HealthStatus.Warning => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status503ServiceUnavailable,
        };
}
