using System.Text;
using Praetor.Acl.Authorizer;
using Praetor.Acl.Tokens;
using Praetor.Model.Catalog;
using Praetor.Model.Rpc;
using Praetor.Server.Coordinates;
using Praetor.Server.Queries;
using Praetor.State;
using Praetor.State.Watches;

namespace Praetor.Server.Endpoints;

/// <summary>What is healthy: <c>Health.*</c>.</summary>
internal sealed class HealthEndpoint(BlockingQuery queries, TokenResolver tokens, ServerSettings settings)
{
    public void AddTo(EndpointTable table)
    {
        table.Add(ServerMethods.HealthNodeChecks, NodeChecksAsync);
        table.Add(ServerMethods.HealthServiceChecks, ServiceChecksAsync);
        table.Add(ServerMethods.HealthChecksInState, ChecksInStateAsync);
        table.Add(ServerMethods.HealthServiceNodes, ServiceNodesAsync);
    }

    private ValueTask<RpcResult<IndexedHealthChecks>> NodeChecksAsync(
        NodeSpecificRequest request,
        CancellationToken cancellationToken
    ) =>
        ReadChecksAsync(
            request,
            QuerySource.Empty,
            (snapshot, watch) => snapshot.NodeChecks(watch, request.Node, request.PeerName),
            cancellationToken
        );

    private ValueTask<RpcResult<IndexedHealthChecks>> ServiceChecksAsync(
        ServiceSpecificRequest request,
        CancellationToken cancellationToken
    ) =>
        ReadChecksAsync(
            request,
            request.Source,
            (snapshot, watch) =>
                snapshot.ServiceChecks(watch, request.ServiceName, request.NodeMetaFilters, request.PeerName),
            cancellationToken
        );

    private ValueTask<RpcResult<IndexedHealthChecks>> ChecksInStateAsync(
        ChecksInStateRequest request,
        CancellationToken cancellationToken
    ) =>
        ReadChecksAsync(
            request,
            request.Source,
            (snapshot, watch) =>
                snapshot.ChecksInState(watch, request.State, request.NodeMetaFilters, request.PeerName),
            cancellationToken
        );

    private ValueTask<RpcResult<IndexedCheckServiceNodes>> ServiceNodesAsync(
        ServiceSpecificRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return ValueTask.FromResult<RpcResult<IndexedCheckServiceNodes>>(refusal);
        }

        if (request.ServiceName.Length == 0)
        {
            return ValueTask.FromResult<RpcResult<IndexedCheckServiceNodes>>(
                new RpcError(RpcErrorKind.Invalid, "Must provide service name")
            );
        }

        return queries.RunAsync(
            request,
            (snapshot, watch) => ServiceNodes(request, snapshot, watch, authorizer),
            cancellationToken
        );
    }

    private IndexedCheckServiceNodes ServiceNodes(
        ServiceSpecificRequest request,
        StateSnapshot snapshot,
        WatchSet? watch,
        Authorizer authorizer
    )
    {
        if (request.Ingress)
        {
            // No configuration names an ingress gateway's services yet, so none exposes any.
            return new IndexedCheckServiceNodes { Nodes = [] };
        }

        var (index, instances) = request.Connect
            ? snapshot.CheckConnectServiceNodes(watch, request.ServiceName, request.PeerName)
            : snapshot.CheckServiceNodes(watch, request.ServiceName, request.PeerName);
        var readable =
            authorizer == Authorizer.ManageAll
                ? instances
                : [.. instances.Where(instance => MayRead(authorizer, instance))];
        IReadOnlyList<CheckServiceNode> wanted = [.. readable.Where(request.Wants)];
        return new IndexedCheckServiceNodes
        {
            Index = index,
            Nodes = wanted.NearestFirst(
                request.Source,
                settings,
                snapshot,
                static instance => instance.Node?.Name ?? ""
            ),
            ResultsFilteredByAcls = readable.Count < instances.Count,
        };
    }

    private ValueTask<RpcResult<IndexedHealthChecks>> ReadChecksAsync(
        QueryOptions request,
        QuerySource source,
        Func<StateSnapshot, WatchSet?, Indexed<IReadOnlyList<HealthCheck>>> query,
        CancellationToken cancellationToken
    )
    {
        if (!tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal))
        {
            return ValueTask.FromResult<RpcResult<IndexedHealthChecks>>(refusal);
        }

        return queries.RunAsync(
            request,
            (snapshot, watch) =>
            {
                var (index, checks) = query(snapshot, watch);
                var readable =
                    authorizer == Authorizer.ManageAll
                        ? checks
                        : [.. checks.Where(check => MayRead(authorizer, check))];
                return new IndexedHealthChecks
                {
                    Index = index,
                    HealthChecks = readable.NearestFirst(source, settings, snapshot, static check => check.Node),
                    ResultsFilteredByAcls = readable.Count < checks.Count,
                };
            },
            cancellationToken
        );
    }

    private static bool MayRead(Authorizer authorizer, HealthCheck check) =>
        authorizer.Allows(AclResource.Node, AclAccess.Read, Encoding.UTF8.GetBytes(check.Node))
        && (
            check.ServiceName.Length == 0
            || authorizer.Allows(AclResource.Service, AclAccess.Read, Encoding.UTF8.GetBytes(check.ServiceName))
        );

    private static bool MayRead(Authorizer authorizer, CheckServiceNode instance) =>
        instance is { Node: { } node, Service: { } service }
        && authorizer.Allows(AclResource.Node, AclAccess.Read, Encoding.UTF8.GetBytes(node.Name))
        && authorizer.Allows(AclResource.Service, AclAccess.Read, Encoding.UTF8.GetBytes(service.Service));
}
