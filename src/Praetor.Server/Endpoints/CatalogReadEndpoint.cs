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

/// <summary>What the catalog knows: the reads of <c>Catalog.*</c>.</summary>
internal sealed class CatalogReadEndpoint(BlockingQuery queries, TokenResolver tokens, ServerSettings settings)
{
    public void AddTo(EndpointTable table)
    {
        table.Add(ServerMethods.CatalogListDatacenters, ListDatacentersAsync);
        table.Add(ServerMethods.CatalogListNodes, ListNodesAsync);
        table.Add(ServerMethods.CatalogListServices, ListServicesAsync);
        table.Add(ServerMethods.CatalogServiceNodes, ServiceNodesAsync);
        table.Add(ServerMethods.CatalogNodeServices, NodeServicesAsync);
        table.Add(ServerMethods.CatalogNodeServiceList, NodeServiceListAsync);
    }

    private ValueTask<RpcResult<IReadOnlyList<string>?>> ListDatacentersAsync(
        DatacentersRequest request,
        CancellationToken cancellationToken
    )
    {
        string[] names = [settings.Datacenter];
        return ValueTask.FromResult<RpcResult<IReadOnlyList<string>?>>(names);
    }

    private ValueTask<RpcResult<IndexedNodes>> ListNodesAsync(
        DCSpecificRequest request,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            request,
            (snapshot, watch, authorizer) =>
            {
                var (index, nodes) = snapshot.Nodes(watch, request.NodeMetaFilters, request.PeerName);
                IReadOnlyList<Node> readable = [.. nodes.Where(node => MayReadNode(authorizer, node.Name))];
                return new IndexedNodes
                {
                    Index = index,
                    Nodes = readable.NearestFirst(request.Source, settings, snapshot, static node => node.Name),
                    ResultsFilteredByAcls = readable.Count < nodes.Count,
                };
            },
            cancellationToken
        );

    private ValueTask<RpcResult<IndexedServices>> ListServicesAsync(
        DCSpecificRequest request,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            request,
            (snapshot, watch, authorizer) =>
            {
                var (index, services) = snapshot.Services(watch, request.NodeMetaFilters, request.PeerName);
                var readable = new SortedList<string, IReadOnlyList<string>?>(services.Count, StringComparer.Ordinal);
                foreach (var (name, tags) in services)
                {
                    if (MayReadService(authorizer, name))
                    {
                        readable.Add(name, tags);
                    }
                }

                return new IndexedServices
                {
                    Index = index,
                    Services = readable,
                    ResultsFilteredByAcls = readable.Count < services.Count,
                };
            },
            cancellationToken
        );

    private ValueTask<RpcResult<IndexedServiceNodes>> ServiceNodesAsync(
        ServiceSpecificRequest request,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            request,
            (snapshot, watch, authorizer) =>
            {
                var (index, instances) =
                    request.ServiceAddress.Length > 0
                        ? snapshot.ServiceNodesAt(watch, request.ServiceAddress, request.PeerName)
                    : request.Connect ? snapshot.ConnectServiceNodes(watch, request.ServiceName, request.PeerName)
                    : snapshot.ServiceNodes(watch, request.ServiceName, request.PeerName);
                List<ServiceNode> readable =
                [
                    .. instances.Where(instance =>
                        MayReadNode(authorizer, instance.Node) && MayReadService(authorizer, instance.ServiceName)
                    ),
                ];
                return new IndexedServiceNodes
                {
                    Index = index,
                    ServiceNodes = readable
                        .FindAll(request.Wants)
                        .NearestFirst(request.Source, settings, snapshot, static instance => instance.Node),
                    ResultsFilteredByAcls = readable.Count < instances.Count,
                };
            },
            cancellationToken
        );

    private ValueTask<RpcResult<IndexedNodeServices>> NodeServicesAsync(
        NodeSpecificRequest request,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            request,
            (snapshot, watch, authorizer) =>
            {
                var (index, services) = snapshot.NodeServices(watch, request.Node, request.PeerName);
                var readable =
                    services?.Node is { } node && MayReadNode(authorizer, node.Name)
                        ? services with
                        {
                            Services = Readable(services.Services, authorizer),
                        }
                        : null;
                return new IndexedNodeServices
                {
                    Index = index,
                    NodeServices = readable,
                    ResultsFilteredByAcls = readable?.Services?.Count != services?.Services?.Count,
                };
            },
            cancellationToken
        );

    private ValueTask<RpcResult<IndexedNodeServiceList>> NodeServiceListAsync(
        NodeSpecificRequest request,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            request,
            (snapshot, watch, authorizer) =>
            {
                var (index, list) = snapshot.NodeServiceList(watch, request.Node, request.PeerName);
                if (list?.Node is not { } node || !MayReadNode(authorizer, node.Name))
                {
                    return new IndexedNodeServiceList { Index = index, ResultsFilteredByAcls = list is not null };
                }

                IReadOnlyList<NodeService> services = list.Services ?? [];
                IReadOnlyList<NodeService> readable =
                [
                    .. services.Where(service => MayReadService(authorizer, service.Service)),
                ];
                return new IndexedNodeServiceList
                {
                    Index = index,
                    NodeServices = list with { Services = readable },
                    ResultsFilteredByAcls = readable.Count < services.Count,
                };
            },
            cancellationToken
        );

    private ValueTask<RpcResult<TReply>> ReadAsync<TReply>(
        QueryOptions request,
        Func<StateSnapshot, WatchSet?, Authorizer, TReply> query,
        CancellationToken cancellationToken
    )
        where TReply : QueryMeta =>
        tokens.Resolve(request.Token).TryGet(out var authorizer, out var refusal)
            ? queries.RunAsync(request, (snapshot, watch) => query(snapshot, watch, authorizer), cancellationToken)
            : ValueTask.FromResult<RpcResult<TReply>>(refusal);

    private static SortedList<string, NodeService> Readable(
        IReadOnlyDictionary<string, NodeService>? services,
        Authorizer authorizer
    )
    {
        var readable = new SortedList<string, NodeService>(StringComparer.Ordinal);
        foreach (var (id, service) in services ?? readable)
        {
            if (MayReadService(authorizer, service.Service))
            {
                readable.Add(id, service);
            }
        }

        return readable;
    }

    private static bool MayReadNode(Authorizer authorizer, string name) =>
        authorizer == Authorizer.ManageAll
        || authorizer.Allows(AclResource.Node, AclAccess.Read, Encoding.UTF8.GetBytes(name));

    private static bool MayReadService(Authorizer authorizer, string name) =>
        authorizer == Authorizer.ManageAll
        || authorizer.Allows(AclResource.Service, AclAccess.Read, Encoding.UTF8.GetBytes(name));
}
