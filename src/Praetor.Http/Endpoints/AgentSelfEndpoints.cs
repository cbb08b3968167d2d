using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Praetor.Acl.Authorizer;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Model;
using Praetor.Model.Json;

namespace Praetor.Http.Endpoints;

/// <summary>The agent itself: what it is, and what can be done to it.</summary>
internal sealed class AgentSelfEndpoints(ApiPeers peers)
{
    /// <summary>When the program was built, which a reproducible build doesn't know: Consul's own word for that.</summary>
    private const string BuildDate = "1970-01-01T00:00:01Z";

    private readonly AgentRights _rights = new(peers);

    public IEnumerable<Route> Routes =>
        [
            new Route("/v1/agent/self", ["GET"], SelfAsync),
            new Route("/v1/agent/version", ["GET"], VersionAsync),
            new Route("/v1/agent/maintenance", ["PUT"], MaintenanceAsync),
            new Route("/v1/agent/reload", ["PUT"], ReloadAsync),
            new Route("/v1/agent/leave", ["PUT"], LeaveAsync),
        ];

    private async ValueTask SelfAsync(ApiExchange exchange)
    {
        if (await _rights.MayAsync(exchange, AclResource.Agent, AclAccess.Read))
        {
            await exchange.AnswerJsonAsync(peers, WriteSelf);
        }
    }

    private static ValueTask VersionAsync(ApiExchange exchange) =>
        exchange.AnswerJsonAsync(
            Release.Revision,
            static (json, revision) =>
            {
                json.WriteStartObject();
                json.WriteString("SHA", revision);
                json.WriteString("BuildDate", BuildDate);
                json.WriteString("HumanVersion", Release.ConsulVersion);
                json.WriteString("FIPS", "");
                json.WriteEndObject();
            }
        );

    private async ValueTask MaintenanceAsync(ApiExchange exchange)
    {
        if (AgentRequests.Enable(exchange.Query, out var refusal) is not { } isEnabled)
        {
            await exchange.AnswerBadRequestAsync(refusal);
            return;
        }

        if (!await _rights.MayAsync(exchange, AclResource.Node, AclAccess.Write))
        {
            return;
        }

        await AgentRequests.AnswerAsync(
            exchange,
            await peers.Agent.Registrar.SetNodeMaintenanceAsync(
                isEnabled,
                exchange.Query.Get("reason"),
                exchange.Token,
                exchange.Aborted
            )
        );
    }

    private async ValueTask ReloadAsync(ApiExchange exchange)
    {
        if (!await _rights.MayAsync(exchange, AclResource.Agent, AclAccess.Write))
        {
            return;
        }

        var fault = await peers.Control.ReloadAsync(exchange.Aborted);
        await (
            fault is null
                ? exchange.AnswerAsync(StatusCodes.Status200OK)
                : exchange.AnswerTextAsync(StatusCodes.Status500InternalServerError, fault)
        );
    }

    private async ValueTask LeaveAsync(ApiExchange exchange)
    {
        if (!await _rights.MayAsync(exchange, AclResource.Agent, AclAccess.Write))
        {
            return;
        }

        // Whoever waits for the answer may switch the machine off then: others have been told. It is on its way before the
        // listener closes, since stopping waits for the requests under way.
        await peers.Control.LeaveAsync();
        await exchange.AnswerAsync(StatusCodes.Status200OK);
    }

    private static void WriteSelf(Utf8JsonWriter json, ApiPeers peers)
    {
        var agent = peers.Agent;
        json.WriteStartObject();
        json.WritePropertyName("Config");
        WriteConfig(json, peers);
        json.WritePropertyName("DebugConfig");
        AgentDebugConfig.Write(json, agent.Config, agent.NodeId);
        json.WritePropertyName("Coord");
        agent.Place.WriteJson(json);
        json.WritePropertyName("Member");
        MemberJson.Write(json, agent.OwnMember);
        json.WritePropertyName("Stats");
        JsonWrite.Map(
            json,
            AgentStats.Of(agent, peers.Control.ServerStats()),
            static (it, group) => JsonWrite.Map(it, group, static (to, value) => to.WriteStringValue(value))
        );
        json.WritePropertyName("Meta");
        JsonWrite.Map(json, agent.Facts.Meta, static (it, value) => it.WriteStringValue(value));
        json.WriteEndObject();
    }

    private static void WriteConfig(Utf8JsonWriter json, ApiPeers peers)
    {
        var node = peers.Agent.Config.Node;
        json.WriteStartObject();
        json.WriteString("Datacenter", node.Datacenter);
        json.WriteString("PrimaryDatacenter", PrimaryOf(node));
        json.WriteString("NodeName", node.Name);
        json.WriteString("NodeID", peers.Agent.NodeId);
        json.WriteString("Revision", Release.Revision);
        json.WriteBoolean("Server", node.Server);
        json.WriteString("Version", Release.ConsulVersion);
        json.WriteString("BuildDate", BuildDate);
        json.WriteEndObject();
    }

    private static string PrimaryOf(Agent.Configuration.NodeConfig node) =>
        node.PrimaryDatacenter.Length > 0 ? node.PrimaryDatacenter : node.Datacenter;
}
