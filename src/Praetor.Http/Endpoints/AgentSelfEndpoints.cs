using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Praetor.Acl.Authorizer;
using Praetor.Agent.Membership;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Model;
using Praetor.Model.Json;
using Praetor.Model.Rpc;

namespace Praetor.Http.Endpoints;

/// <summary>The agent itself: what it is, who its fellows are, and what can be done to it.</summary>
internal sealed class AgentSelfEndpoints(ApiPeers peers)
{
    /// <summary>When the program was built, which a reproducible build doesn't know: Consul's own word for that.</summary>
    private const string BuildDate = "1970-01-01T00:00:01Z";

    private readonly AgentRights _rights = new(peers);

    public IEnumerable<Route> Routes =>
        [
            new Route("/v1/agent/self", ["GET"], SelfAsync),
            new Route("/v1/agent/version", ["GET"], VersionAsync),
            new Route("/v1/agent/members", ["GET"], MembersAsync),
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

    private async ValueTask MembersAsync(ApiExchange exchange)
    {
        if (await _rights.MayAsync(exchange, AclResource.Node, AclAccess.Read))
        {
            await AnswerMembersAsync(exchange);
        }
    }

    private ValueTask AnswerMembersAsync(ApiExchange exchange)
    {
        var query = exchange.Query;
        var isWan = query.Get("wan").Length > 0;
        var segment = query.Get("segment");
        // All segments is what Consul's own members command asks for, in the WAN too.
        if (isWan && segment is not ("" or "_all"))
        {
            return exchange.AnswerBadRequestAsync("Cannot provide a segment with wan=true");
        }

        if (segment.Length > 0 && segment != "_all")
        {
            return exchange.AnswerTextAsync(
                StatusCodes.Status500InternalServerError,
                WellKnownErrors.SegmentsNotSupported
            );
        }

        return AgentRequests.HasFilter(exchange)
            ? AgentRequests.RefuseFilterAsync(exchange)
            : exchange.AnswerJsonListAsync(isWan ? peers.Agent.WanMembers : peers.Agent.Members, WriteMember);
    }

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

        // The answer is on its way before the listener closes: stopping waits for the requests under way.
        peers.Control.Leave();
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
        WriteMember(json, agent.OwnMember);
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

    private static void WriteMember(Utf8JsonWriter json, Member member)
    {
        json.WriteStartObject();
        json.WriteString("Name", member.Name);
        json.WriteString("Addr", member.Address);
        json.WriteNumber("Port", member.Port);
        json.WritePropertyName("Tags");
        JsonWrite.Map(json, member.Tags, static (it, value) => it.WriteStringValue(value));
        json.WriteNumber("Status", member.Status);
        json.WriteNumber("ProtocolMin", member.Protocol.Min);
        json.WriteNumber("ProtocolMax", member.Protocol.Max);
        json.WriteNumber("ProtocolCur", member.Protocol.Current);
        json.WriteNumber("DelegateMin", member.Delegate.Min);
        json.WriteNumber("DelegateMax", member.Delegate.Max);
        json.WriteNumber("DelegateCur", member.Delegate.Current);
        json.WriteEndObject();
    }
}
