using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.State.Tables;
using Praetor.State.Watches;

namespace Praetor.State;

public sealed partial class StateSnapshot
{
    // Consul takes a node's ID cut down to this many characters, if that is enough to tell it apart.
    private const int IdPrefixMin = 2;

    /// <summary>All nodes, by name.</summary>
    /// <param name="watch">Notes what the answer depends on.</param>
    /// <param name="meta">Pairs that a node's metadata must contain; null for no condition.</param>
    /// <param name="peer">The peer they were imported from; empty for our own.</param>
    public Indexed<IReadOnlyList<Node>> Nodes(
        WatchSet? watch,
        IReadOnlyDictionary<string, string>? meta = null,
        string peer = ""
    )
    {
        WatchIndex(watch, IndexTable.Scoped(peer, IndexTable.Nodes));
        var nodes = ListOf(Schema.Nodes.Prefix(_view, Keys.Of(peer)));
        if (meta is not null)
        {
            nodes.RemoveAll(node => !HasMeta(node, meta));
        }

        return new(IndexTable.Max(_view, IndexTable.Scoped(peer, IndexTable.Nodes)), nodes);
    }

    /// <summary>One node by its exact name or ID; null if it does not exist. The name is tried first.</summary>
    public Indexed<Node?> Node(WatchSet? watch, string nameOrId, string peer = "")
    {
        var node = FindNode(watch, nameOrId, peer);
        return new(NodeIndex(watch, node, nameOrId, peer), node);
    }

    /// <summary>The names of all services, each with the tags that any of its instances has.</summary>
    /// <param name="watch">Notes what the answer depends on.</param>
    /// <param name="nodeMeta">Pairs that the metadata of an instance's node must contain; null for no condition.</param>
    /// <param name="peer">The peer they were imported from; empty for our own.</param>
    public Indexed<IReadOnlyDictionary<string, IReadOnlyList<string>>> Services(
        WatchSet? watch,
        IReadOnlyDictionary<string, string>? nodeMeta = null,
        string peer = ""
    )
    {
        WatchIndex(watch, IndexTable.Scoped(peer, IndexTable.Services));
        var index = IndexTable.Max(_view, IndexTable.Scoped(peer, IndexTable.Services));
        if (nodeMeta is not null)
        {
            WatchIndex(watch, IndexTable.Scoped(peer, IndexTable.Nodes));
            index = Math.Max(index, IndexTable.Max(_view, IndexTable.Scoped(peer, IndexTable.Nodes)));
        }

        var services = new SortedList<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var record in Schema.ServicesByName.Prefix(_view, Keys.Of(peer)))
        {
            if (nodeMeta is null || (NodeOf(record) is { } node && HasMeta(node, nodeMeta)))
            {
                var tags = services.GetValueOrDefault(record.Service.Service) ?? [];
                services[record.Service.Service] = Union(tags, record.Service.Tags ?? []);
            }
        }

        return new(index, services);
    }

    /// <summary>The instances of a service with the addresses of their nodes, by node and ID.</summary>
    public Indexed<IReadOnlyList<ServiceNode>> ServiceNodes(WatchSet? watch, string service, string peer = "")
    {
        var instances = ListOf(Schema.Instances.Prefix(_view, Keys.Of(peer, service)));
        var index = ServiceIndex(watch, peer, service, instances.Count > 0, withChecks: false);
        return new(index, instances.ConvertAll(ServiceNodeOf));
    }

    /// <summary>The instances with an address of their own, by service, node and ID. All of the catalog is looked through.</summary>
    /// <param name="watch">Notes what the answer depends on.</param>
    /// <param name="address">The address, as registered.</param>
    /// <param name="peer">The peer they were imported from; empty for our own.</param>
    public Indexed<IReadOnlyList<ServiceNode>> ServiceNodesAt(WatchSet? watch, string address, string peer = "")
    {
        WatchIndex(watch, IndexTable.Scoped(peer, IndexTable.Services));
        var instances = new List<ServiceNode>();
        foreach (var instance in Schema.Instances.Prefix(_view, Keys.Of(peer)))
        {
            if (instance.Service?.Address == address)
            {
                instances.Add(ServiceNodeOf(instance));
            }
        }

        return new(IndexTable.Max(_view, IndexTable.Scoped(peer, IndexTable.Services)), instances);
    }

    /// <summary>The instances that take mesh traffic for a service: its proxies, and itself if it is native.</summary>
    public Indexed<IReadOnlyList<ServiceNode>> ConnectServiceNodes(WatchSet? watch, string service, string peer = "")
    {
        var (index, instances) = ConnectInstances(watch, service, peer, withChecks: false);
        return new(index, instances.ConvertAll(ServiceNodeOf));
    }

    /// <summary>A node with its services, by ID; null if the node does not exist.</summary>
    public Indexed<NodeServices?> NodeServices(WatchSet? watch, string nameOrId, string peer = "")
    {
        var (index, list) = NodeServiceList(watch, nameOrId, peer);
        if (list is null)
        {
            return new(index, null);
        }

        var services = new SortedList<string, NodeService>(StringComparer.Ordinal);
        foreach (var service in list.Services ?? [])
        {
            services[service.ID] = service;
        }

        return new(index, new NodeServices { Node = list.Node, Services = services });
    }

    /// <summary>A node with the list of its services, by ID; null if the node does not exist.</summary>
    public Indexed<NodeServiceList?> NodeServiceList(WatchSet? watch, string nameOrId, string peer = "")
    {
        var node = FindNode(watch, nameOrId, peer);
        var index = NodeIndex(watch, node, nameOrId, peer);
        if (node is null)
        {
            return new(index, null);
        }

        var services = ListOf(Schema.Services.Prefix(_view, Keys.Of(peer, node.Name)));
        return new(
            index,
            new NodeServiceList { Node = node, Services = services.ConvertAll(record => record.Service) }
        );
    }

    internal static ServiceNode ServiceNodeOf(CheckServiceNode instance)
    {
        // Not null: an instance is made of a node and a service.
        var node = instance.Node!;
        var service = instance.Service!;
        return new ServiceNode
        {
            ID = node.ID,
            Node = node.Name,
            Address = node.Address,
            Datacenter = node.Datacenter,
            TaggedAddresses = node.TaggedAddresses,
            NodeMeta = node.Meta,
            ServiceKind = service.Kind,
            ServiceID = service.ID,
            ServiceName = service.Service,
            ServiceTags = service.Tags,
            ServiceAddress = service.Address,
            ServiceTaggedAddresses = service.TaggedAddresses,
            ServiceWeights = service.Weights ?? new Weights { Passing = 1, Warning = 1 },
            // As recorded: never null here, though it may be in the service itself.
            ServiceMeta = service.Meta ?? WireMap<string>.Empty,
            ServicePort = service.Port,
            ServiceSocketPath = service.SocketPath,
            ServiceEnableTagOverride = service.EnableTagOverride,
            ServiceProxy = service.Proxy,
            ServiceConnect = service.Connect,
            ServiceLocality = service.Locality,
            PeerName = service.PeerName,
            CreateIndex = service.CreateIndex,
            ModifyIndex = service.ModifyIndex,
        };
    }

    private static bool HasMeta(Node node, IReadOnlyDictionary<string, string> wanted)
    {
        foreach (var (key, value) in wanted)
        {
            if (node.Meta is null || !node.Meta.TryGetValue(key, out var present) || present != value)
            {
                return false;
            }
        }

        return true;
    }

    private static List<string> Union(IReadOnlyList<string> tags, IReadOnlyList<string> more)
    {
        var union = new SortedSet<string>(tags, StringComparer.Ordinal);
        union.UnionWith(more);
        return [.. union];
    }

    private Node? NodeOf(ServiceRecord record) =>
        Schema.Nodes.Find(_view, Keys.Of(record.Service.PeerName, record.Node));

    /// <summary>By name, or else by ID or the one ID that begins so.</summary>
    private Node? FindNode(WatchSet? watch, string nameOrId, string peer)
    {
        var byName = Schema.Nodes.Find(_view, Keys.Of(peer, nameOrId));
        if (byName is not null || nameOrId.Length < IdPrefixMin)
        {
            return byName;
        }

        // The last byte says where the text ends: without it this is a prefix.
        var prefix = Keys.Of(peer, nameOrId).AsSpan()[..^1];
        watch?.AddPrefix(this, Schema.NodesById.Tree, prefix);
        var nodes = Schema.NodesById.Prefix(_view, prefix);
        var found = nodes.MoveNext() ? nodes.Current : null;
        return nodes.MoveNext() ? null : found;
    }

    /// <summary>
    /// The index of a node and its services, or of the last time a node went. A missing one is waited for by its name.
    /// </summary>
    private ulong NodeIndex(WatchSet? watch, Node? node, string name, string peer)
    {
        var own = IndexTable.OfNode(peer, node?.Name ?? name);
        WatchIndex(watch, own);
        if (node is not null)
        {
            return IndexTable.Max(_view, own);
        }

        WatchIndex(watch, IndexTable.NodeExtinction(peer));
        return IndexTable.Max(_view, IndexTable.NodeExtinction(peer));
    }
}
