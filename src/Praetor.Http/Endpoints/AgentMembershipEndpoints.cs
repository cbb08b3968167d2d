using System.Text;
using Microsoft.AspNetCore.Http;
using Praetor.Acl.Authorizer;
using Praetor.Agent.Membership;
using Praetor.Http.Exchanges;
using Praetor.Http.Routing;
using Praetor.Model.Rpc;

namespace Praetor.Http.Endpoints;

/// <summary>The agent's fellows in its gossip pools: who they are, and how they come and go.</summary>
internal sealed class AgentMembershipEndpoints(ApiPeers peers)
{
    private readonly AgentRights _rights = new(peers);

    public IEnumerable<Route> Routes =>
        [
            new Route("/v1/agent/members", ["GET"], MembersAsync),
            new Route("/v1/agent/join/", ["PUT"], JoinAsync),
            new Route("/v1/agent/force-leave/", ["PUT"], ForceLeaveAsync),
        ];

    private async ValueTask MembersAsync(ApiExchange exchange)
    {
        if (await _rights.ResolveAsync(exchange) is not { } authorizer)
        {
            return;
        }

        var isWan = IsWan(exchange);
        var segment = exchange.Query.Get("segment");
        // All segments is what Consul's own members command asks for, in the WAN too.
        if (isWan && segment is not ("" or "_all"))
        {
            await exchange.AnswerBadRequestAsync("Cannot provide a segment with wan=true");
        }
        else if (segment is not ("" or "_all"))
        {
            await FailAsync(exchange, WellKnownErrors.SegmentsNotSupported);
        }
        else if (AgentRequests.HasFilter(exchange))
        {
            await AgentRequests.RefuseFilterAsync(exchange);
        }
        else
        {
            var members = isWan ? peers.Agent.WanMembers : peers.Agent.Members;
            Member[] readable =
            [
                .. members.Where(member =>
                    authorizer.Allows(AclResource.Node, AclAccess.Read, Encoding.UTF8.GetBytes(member.Name))
                ),
            ];
            await exchange.AnswerJsonListAsync(readable, MemberJson.Write);
        }
    }

    private async ValueTask JoinAsync(ApiExchange exchange)
    {
        if (!await _rights.MayAsync(exchange, AclResource.Agent, AclAccess.Write))
        {
            return;
        }

        var isWan = IsWan(exchange);
        if (isWan && peers.Agent.Config.Connect.MeshGatewayWanFederation)
        {
            await FailAsync(exchange, "WAN join is disabled when wan federation via mesh gateways is enabled");
            return;
        }

        var fault = await peers.Agent.Pools.JoinAsync(exchange.PathRestText(), isWan, exchange.Aborted);
        await (fault is null ? exchange.AnswerAsync(StatusCodes.Status200OK) : FailAsync(exchange, fault));
    }

    private async ValueTask ForceLeaveAsync(ApiExchange exchange)
    {
        if (!await _rights.MayAsync(exchange, AclResource.Operator, AclAccess.Write, ""))
        {
            return;
        }

        var name = exchange.PathRestText();
        var isKnown = await peers.Agent.Pools.ForceLeaveAsync(
            name,
            exchange.Query.Has("prune"),
            exchange.Query.Has("wan"),
            peers.Datacenter,
            exchange.Aborted
        );
        await (
            isKnown
                ? exchange.AnswerAsync(StatusCodes.Status200OK)
                : FailAsync(exchange, $"agent: No node found with name '{name}'")
        );
    }

    private static bool IsWan(ApiExchange exchange) => exchange.Query.Get("wan").Length > 0;

    private static ValueTask FailAsync(ApiExchange exchange, string text) =>
        exchange.AnswerTextAsync(StatusCodes.Status500InternalServerError, text);
}
