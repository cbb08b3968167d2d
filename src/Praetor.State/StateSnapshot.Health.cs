using Praetor.Model.Catalog;
using Praetor.State.Tables;
using Praetor.State.Watches;

namespace Praetor.State;

public sealed partial class StateSnapshot
{
    /// <summary>The checks of a node and of its services, by ID.</summary>
    public Indexed<IReadOnlyList<HealthCheck>> NodeChecks(WatchSet? watch, string node, string peer = "")
    {
        watch?.AddPrefix(this, Schema.Checks.Tree, Keys.Of(peer, node));
        return new(ChecksIndex(peer), ListOf(Schema.Checks.Prefix(_view, Keys.Of(peer, node))));
    }

    /// <summary>The checks of all instances of a service, by node and ID.</summary>
    /// <param name="watch">Notes what the answer depends on.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="nodeMeta">Pairs that the metadata of a check's node must contain; null for no condition.</param>
    /// <param name="peer">The peer they were imported from; empty for our own.</param>
    public Indexed<IReadOnlyList<HealthCheck>> ServiceChecks(
        WatchSet? watch,
        string service,
        IReadOnlyDictionary<string, string>? nodeMeta = null,
        string peer = ""
    )
    {
        var key = Keys.Of(peer, service);
        var checks = ListOf(Schema.ChecksByServiceName.Prefix(_view, key));
        if (nodeMeta is null)
        {
            watch?.AddPrefix(this, Schema.ChecksByServiceName.Tree, key);
            return new(ChecksIndex(peer), checks);
        }

        // As recorded: with this condition the index is the service's, which nodes and checks move, too.
        var index = ServiceIndex(watch, peer, service, Schema.ServicesByName.Any(_view, key), withChecks: true);
        return new(index, OnNodesWith(nodeMeta, checks, peer));
    }

    /// <summary>The checks of a status, or all of them for <see cref="HealthStatus.Any"/>, by node and ID.</summary>
    /// <param name="watch">Notes what the answer depends on.</param>
    /// <param name="status">The status.</param>
    /// <param name="nodeMeta">Pairs that the metadata of a check's node must contain; null for no condition.</param>
    /// <param name="peer">The peer they were imported from; empty for our own.</param>
    public Indexed<IReadOnlyList<HealthCheck>> ChecksInState(
        WatchSet? watch,
        string status,
        IReadOnlyDictionary<string, string>? nodeMeta = null,
        string peer = ""
    )
    {
        List<HealthCheck> checks;
        if (status == HealthStatus.Any)
        {
            watch?.AddPrefix(this, Schema.Checks.Tree, Keys.Of(peer));
            checks = ListOf(Schema.Checks.Prefix(_view, Keys.Of(peer)));
        }
        else
        {
            watch?.AddPrefix(this, Schema.ChecksByStatus.Tree, Keys.Of(peer, status));
            checks = ListOf(Schema.ChecksByStatus.Prefix(_view, Keys.Of(peer, status)));
        }

        if (nodeMeta is null)
        {
            return new(ChecksIndex(peer), checks);
        }

        var nodes = IndexTable.Scoped(peer, IndexTable.Nodes);
        WatchIndex(watch, nodes);
        return new(Math.Max(ChecksIndex(peer), IndexTable.Max(_view, nodes)), OnNodesWith(nodeMeta, checks, peer));
    }

    /// <summary>
    /// The instances of a service, each with its node and the checks of both, by node and ID. An instance is the same
    /// object in every answer until one of its parts changes, so that what is made of it can be kept with it.
    /// </summary>
    public Indexed<IReadOnlyList<CheckServiceNode>> CheckServiceNodes(WatchSet? watch, string service, string peer = "")
    {
        var instances = ListOf(Schema.Instances.Prefix(_view, Keys.Of(peer, service)));
        return new(ServiceIndex(watch, peer, service, instances.Count > 0, withChecks: true), instances);
    }

    /// <summary>The same for the instances that take mesh traffic for a service.</summary>
    public Indexed<IReadOnlyList<CheckServiceNode>> CheckConnectServiceNodes(
        WatchSet? watch,
        string service,
        string peer = ""
    )
    {
        var (index, instances) = ConnectInstances(watch, service, peer, withChecks: true);
        return new(index, instances);
    }

    private ulong ChecksIndex(string peer) => IndexTable.Max(_view, IndexTable.Scoped(peer, IndexTable.Checks));

    private List<HealthCheck> OnNodesWith(
        IReadOnlyDictionary<string, string> nodeMeta,
        List<HealthCheck> checks,
        string peer
    )
    {
        checks.RemoveAll(check =>
            Schema.Nodes.Find(_view, Keys.Of(peer, check.Node)) is not { } node || !HasMeta(node, nodeMeta)
        );
        return checks;
    }

    private (ulong Index, List<CheckServiceNode> Instances) ConnectInstances(
        WatchSet? watch,
        string service,
        string peer,
        bool withChecks
    )
    {
        watch?.AddPrefix(this, Schema.ServicesByProxied.Tree, Keys.Of(peer, service));
        var instances = new List<CheckServiceNode>();
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var record in Schema.ServicesByProxied.Prefix(_view, Keys.Of(peer, service)))
        {
            var key = Keys.Of(peer, record.Service.Service, record.Node, record.Service.ID);
            // Not null: every service has its instance.
            instances.Add(Schema.Instances.Find(_view, key)!);
            names.Add(record.Service.Service);
        }

        if (names.Count == 0)
        {
            return (MissingServiceIndex(watch, peer, withChecks), instances);
        }

        var index = 0UL;
        foreach (var name in names)
        {
            WatchIndex(watch, IndexTable.OfService(peer, name));
            index = Math.Max(index, IndexTable.Max(_view, IndexTable.OfService(peer, name)));
        }

        return (index, instances);
    }

    private ulong ServiceIndex(WatchSet? watch, string peer, string service, bool exists, bool withChecks)
    {
        var own = IndexTable.OfService(peer, service);
        WatchIndex(watch, own);
        return exists ? IndexTable.Max(_view, own) : MissingServiceIndex(watch, peer, withChecks);
    }

    /// <summary>
    /// The last time a service lost its last instance. If that never was, the tables': they move for others, which is
    /// no reason to wake one who waits for a service that is still not there.
    /// </summary>
    private ulong MissingServiceIndex(WatchSet? watch, string peer, bool withChecks)
    {
        WatchIndex(watch, IndexTable.ServiceExtinction(peer));
        if (IndexTable.Find(_view, IndexTable.ServiceExtinction(peer)) is { } extinction)
        {
            return extinction;
        }

        var index = IndexTable.Max(
            _view,
            IndexTable.Scoped(peer, IndexTable.Nodes),
            IndexTable.Scoped(peer, IndexTable.Services)
        );
        return withChecks ? Math.Max(index, ChecksIndex(peer)) : index;
    }
}
