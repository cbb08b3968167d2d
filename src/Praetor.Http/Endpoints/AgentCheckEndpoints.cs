using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Http.Serving;
using Praetor.Model.Catalog;
using Praetor.Model.Json;
using Praetor.Model.Services;

namespace Praetor.Http.Endpoints;

/// <summary>The checks the agent runs: <c>/v1/agent/checks</c> and <c>/v1/agent/check/</c>.</summary>
internal sealed class AgentCheckEndpoints(ApiSettings settings, ApiPeers peers)
{
    private readonly AgentRights _rights = new(peers);

    public IEnumerable<Route> Routes =>
        [
            new Route("/v1/agent/checks", ["GET"], ListAsync),
            new Route("/v1/agent/check/register", ["PUT"], RegisterAsync),
            new Route("/v1/agent/check/deregister/", ["PUT"], DeregisterAsync),
            new Route("/v1/agent/check/pass/", ["PUT"], exchange => ReportAsync(exchange, HealthStatus.Passing)),
            new Route("/v1/agent/check/warn/", ["PUT"], exchange => ReportAsync(exchange, HealthStatus.Warning)),
            new Route("/v1/agent/check/fail/", ["PUT"], exchange => ReportAsync(exchange, HealthStatus.Critical)),
            new Route("/v1/agent/check/update/", ["PUT"], UpdateAsync),
        ];

    private async ValueTask ListAsync(ApiExchange exchange)
    {
        if (await _rights.ResolveAsync(exchange) is not { } authorizer)
        {
            return;
        }

        if (AgentRequests.HasFilter(exchange))
        {
            await AgentRequests.RefuseFilterAsync(exchange);
            return;
        }

        var checks = new SortedList<string, HealthCheck>(StringComparer.Ordinal);
        foreach (var entry in peers.Agent.Local.View.LiveChecks)
        {
            if (_rights.Reads(authorizer, entry.Check.ServiceName))
            {
                checks.Add(entry.Check.CheckID, entry.Check with { ServiceTags = entry.Check.ServiceTags ?? [] });
            }
        }

        await exchange.AnswerJsonAsync(
            checks,
            static (json, all) => JsonWrite.Map(json, all, static (it, check) => check.WriteJson(it))
        );
    }

    private async ValueTask RegisterAsync(ApiExchange exchange)
    {
        if (
            await AgentRequests.DecodeBodyAsync<CheckDefinition>(exchange, settings) is { } definition
            && await _rights.MayWriteChecksOfAsync(exchange, definition.ServiceID)
        )
        {
            await AgentRequests.AnswerAsync(
                exchange,
                await peers.Agent.Registrar.RegisterCheckAsync(definition, exchange.Token, exchange.Aborted)
            );
        }
    }

    private async ValueTask DeregisterAsync(ApiExchange exchange)
    {
        if (!await _rights.MayWriteCheckByIdAsync(exchange, exchange.PathRestText()))
        {
            return;
        }

        await AgentRequests.AnswerAsync(
            exchange,
            await peers.Agent.Registrar.DeregisterCheckAsync(exchange.PathRestText(), exchange.Aborted)
        );
    }

    private async ValueTask ReportAsync(ApiExchange exchange, string status)
    {
        if (!await _rights.MayWriteCheckByIdAsync(exchange, exchange.PathRestText()))
        {
            return;
        }

        await AgentRequests.AnswerAsync(
            exchange,
            await peers.Agent.Registrar.ReportAsync(
                exchange.PathRestText(),
                status,
                exchange.Query.Get("note"),
                exchange.Aborted
            )
        );
    }

    private async ValueTask UpdateAsync(ApiExchange exchange)
    {
        if (!await _rights.MayWriteCheckByIdAsync(exchange, exchange.PathRestText()))
        {
            return;
        }

        if (await AgentRequests.DecodeBodyAsync<CheckUpdate>(exchange, settings) is not { } update)
        {
            return;
        }

        if (!HealthStatus.IsValid(update.Status))
        {
            await exchange.AnswerBadRequestAsync($"Invalid check status: '{update.Status}'");
            return;
        }

        await AgentRequests.AnswerAsync(
            exchange,
            await peers.Agent.Registrar.ReportAsync(
                exchange.PathRestText(),
                update.Status,
                update.Output,
                exchange.Aborted
            )
        );
    }
}
