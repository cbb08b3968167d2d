using Praetor.Model.Catalog;
using Praetor.Model.Rpc;

namespace Praetor.Dns.Tests.Fakes;

/// <summary>A server with a catalog in memory. It answers at once, as the one in the process does, or when told to.</summary>
public sealed class FakeCatalog : IServerLink
{
    private readonly List<CheckServiceNode> _instances = [];
    private readonly List<Node> _nodes = [];

    /// <summary>Every call fails with it.</summary>
    public RpcError? Error { get; set; }

    /// <summary>Calls wait for it, as those to a server elsewhere do.</summary>
    public TaskCompletionSource? Delay { get; set; }

    /// <summary>How old stale answers are.</summary>
    public TimeSpan LastContact { get; set; }

    /// <summary>The requests that came.</summary>
    public List<object> Requests { get; } = [];

    public Node AddNode(string name, string address, params (string Key, string Value)[] meta)
    {
        var node = new Node
        {
            Name = name,
            Address = address,
            Datacenter = "dc1",
            Meta = new SortedList<string, string>(
                meta.ToDictionary(pair => pair.Key, pair => pair.Value),
                StringComparer.Ordinal
            ),
        };
        _nodes.Add(node);
        return node;
    }

    public CheckServiceNode Add(Node node, NodeService service, params string[] checkStatuses)
    {
        var instance = new CheckServiceNode
        {
            Node = node,
            Service = service,
            Checks = [.. checkStatuses.Select(status => new HealthCheck { Status = status })],
        };
        _instances.Add(instance);
        return instance;
    }

    /// <summary>A node with one instance.</summary>
    public CheckServiceNode Add(string node, string nodeAddress, string service, int port, params string[] statuses) =>
        Add(AddNode(node, nodeAddress), new NodeService { Service = service, Port = port }, statuses);

    public async ValueTask<RpcResult<TReply>> CallAsync<TRequest, TReply>(
        RpcMethod<TRequest, TReply> method,
        TRequest request,
        CancellationToken cancellationToken
    )
    {
        Requests.Add(request!);
        if (Delay is { } delay)
        {
            await delay.Task.WaitAsync(cancellationToken);
        }

        if (Error is { } error)
        {
            return error;
        }

        object reply = request switch
        {
            ServiceSpecificRequest { Datacenter: not "dc1" } or NodeSpecificRequest { Datacenter: not "dc1" } =>
                new RpcError(RpcErrorKind.Unavailable, WellKnownErrors.NoDatacenterPath),
            ServiceSpecificRequest { ServiceAddress.Length: > 0 } byAddress => Services(byAddress.ServiceAddress),
            ServiceSpecificRequest byName => Instances(byName),
            NodeSpecificRequest byName => NodeServices(byName),
            DCSpecificRequest => new IndexedNodes { Nodes = _nodes },
            _ => throw new NotSupportedException(method.Name),
        };
        return reply is RpcError failed ? failed : (TReply)reply;
    }

    private IndexedCheckServiceNodes Instances(ServiceSpecificRequest request) =>
        new()
        {
            Nodes =
            [
                .. _instances.Where(instance =>
                    !request.Connect
                    && !request.Ingress
                    && string.Equals(instance.Service!.Service, request.ServiceName, StringComparison.OrdinalIgnoreCase)
                    && instance.Node!.PeerName == request.PeerName
                    && (
                        !request.TagFilter
                        || request.ServiceTags!.All(tag => instance.Service.Tags?.Contains(tag) == true)
                    )
                    && instance.Checks!.All(check =>
                        check.Status == HealthStatus.Passing
                        || (request.HealthFilterType == 2 && check.Status == HealthStatus.Warning)
                    )
                ),
            ],
            LastContact = request.AllowStale ? Foundation.Text.GoDuration.From(LastContact) : default,
        };

    private IndexedServiceNodes Services(string address) =>
        new()
        {
            ServiceNodes =
            [
                .. _instances
                    .Where(instance => instance.Service!.Address == address)
                    .Select(instance => new ServiceNode
                    {
                        ServiceName = instance.Service!.Service,
                        ServiceAddress = instance.Service.Address,
                    }),
            ],
        };

    private IndexedNodeServices NodeServices(NodeSpecificRequest request)
    {
        var node = _nodes.Find(node =>
            string.Equals(node.Name, request.Node, StringComparison.OrdinalIgnoreCase)
            && node.PeerName == request.PeerName
        );
        return new IndexedNodeServices { NodeServices = node is null ? null : new NodeServices { Node = node } };
    }
}
