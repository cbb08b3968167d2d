using Microsoft.AspNetCore.Http;
using Praetor.Agent.Local;
using Praetor.Foundation.Text;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Http.Serving;
using Praetor.Model.Json;
using Praetor.Model.Rpc;
using Praetor.Model.Services;

namespace Praetor.Http.Endpoints;

/// <summary>The services the agent vouches for: <c>/v1/agent/services</c> and <c>/v1/agent/service/</c>.</summary>
internal sealed class AgentServiceEndpoints(ApiSettings settings, ApiPeers peers)
{
    private const string ReplaceChecks = "replace-existing-checks";

    // How long a client may wait for a service to change, and does when it doesn't say.
    private static readonly GoDuration WaitMax = GoDuration.FromSeconds(600);

    private readonly AgentRights _rights = new(peers);

    public IEnumerable<Route> Routes =>
        [
            new Route("/v1/agent/services", ["GET"], ListAsync),
            new Route("/v1/agent/service/", ["GET"], ReadAsync),
            new Route("/v1/agent/service/register", ["PUT"], RegisterAsync),
            new Route("/v1/agent/service/deregister/", ["PUT"], DeregisterAsync),
            new Route("/v1/agent/service/maintenance/", ["PUT"], MaintenanceAsync),
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

        var services = new SortedList<string, AgentService>(StringComparer.Ordinal);
        foreach (var entry in peers.Agent.Local.View.LiveServices)
        {
            if (_rights.Reads(authorizer, entry.Service.Service))
            {
                services.Add(entry.Service.ID, AgentServices.From(entry.Service, peers.Datacenter));
            }
        }

        await exchange.AnswerJsonAsync(
            services,
            static (json, all) => JsonWrite.Map(json, all, static (it, service) => service.WriteJson(it))
        );
    }

    private async ValueTask ReadAsync(ApiExchange exchange)
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

        var id = exchange.PathRestText();
        var known = exchange.Query.Get("hash");
        var service =
            known.Length == 0
                ? Find(peers.Agent.Local.View, id)
                : await WaitForOtherAsync(id, known, options.WaitMax, exchange.Aborted);
        if (service is null)
        {
            await exchange.AnswerTextAsync(StatusCodes.Status404NotFound, $"unknown service ID: {id}");
            return;
        }

        if (!_rights.Reads(authorizer, service.Service))
        {
            await exchange.AnswerErrorAsync(
                new RpcError(RpcErrorKind.PermissionDenied, WellKnownErrors.PermissionDenied)
            );
            return;
        }

        exchange.Headers["X-Consul-Contenthash"] = service.ContentHash;
        await exchange.AnswerJsonAsync(service);
    }

    /// <summary>The service, once it is another than the client knows or the time is up.</summary>
    private async ValueTask<AgentService?> WaitForOtherAsync(
        string id,
        string known,
        GoDuration wait,
        CancellationToken aborted
    )
    {
        var max = wait > GoDuration.Zero && wait < WaitMax ? wait : WaitMax;
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        var view = peers.Agent.Local.View;
        while (Find(view, id) is { } service && service.ContentHash == known)
        {
            var left = max.ToTimeSpan() - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                // The time is up: the client gets what it knows and asks again.
                return service;
            }

            view = await peers.Agent.Local.WaitForChangeAsync(view.Version, left, clock, aborted);
        }

        return Find(view, id);
    }

    private AgentService? Find(LocalView view, string id) =>
        view.Service(id) is { } entry
            ? AgentServices.WithHash(AgentServices.From(entry.Service, peers.Datacenter))
            : null;

    private async ValueTask RegisterAsync(ApiExchange exchange)
    {
        if (
            await AgentRequests.DecodeBodyAsync<ServiceDefinition>(exchange, settings) is not { } definition
            || !await _rights.MayWriteServiceAsync(exchange, definition.Name)
        )
        {
            return;
        }

        var replace = exchange.Query.Has(ReplaceChecks) && exchange.Query.Get(ReplaceChecks) is "" or "true";
        await AgentRequests.AnswerAsync(
            exchange,
            await peers.Agent.Registrar.RegisterServiceAsync(definition, exchange.Token, replace, exchange.Aborted)
        );
    }

    private async ValueTask DeregisterAsync(ApiExchange exchange)
    {
        if (!await _rights.MayWriteServiceByIdAsync(exchange, exchange.PathRestText()))
        {
            return;
        }

        await AgentRequests.AnswerAsync(
            exchange,
            await peers.Agent.Registrar.DeregisterServiceAsync(exchange.PathRestText(), exchange.Aborted)
        );
    }

    private async ValueTask MaintenanceAsync(ApiExchange exchange)
    {
        var id = exchange.PathRestText();
        if (id.Length == 0)
        {
            await exchange.AnswerBadRequestAsync("Missing service ID");
            return;
        }

        if (AgentRequests.Enable(exchange.Query, out var refusal) is not { } isEnabled)
        {
            await exchange.AnswerBadRequestAsync(refusal);
            return;
        }

        if (!await _rights.MayWriteServiceByIdAsync(exchange, id))
        {
            return;
        }

        await AgentRequests.AnswerAsync(
            exchange,
            await peers.Agent.Registrar.SetServiceMaintenanceAsync(
                id,
                isEnabled,
                exchange.Query.Get("reason"),
                exchange.Token,
                exchange.Aborted
            )
        );
    }
}
