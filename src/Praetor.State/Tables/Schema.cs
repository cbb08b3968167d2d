using System.Runtime.InteropServices;
using Praetor.Foundation.Bytes;
using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.Model.Kv;
using Praetor.Model.Operations;
using Praetor.Model.Sessions;

namespace Praetor.State.Tables;

/// <summary>All tables and their indexes. The number of a tree is its place in a root; nothing stores the numbers.</summary>
internal static class Schema
{
    private const int NodesTree = 0;
    private const int NodesByIdTree = 1;
    private const int ServicesTree = 2;
    private const int ServicesByNameTree = 3;
    private const int ServicesByProxiedTree = 4;
    private const int InstancesTree = 5;
    private const int ChecksTree = 6;
    private const int ChecksByServiceTree = 7;
    private const int ChecksByServiceNameTree = 8;
    private const int ChecksByStatusTree = 9;
    private const int KvTree = 10;
    private const int KvBySessionTree = 11;
    private const int TombstonesTree = 12;
    private const int TombstonesByIndexTree = 13;
    private const int SessionsTree = 14;
    private const int SessionsByNodeTree = 15;
    private const int SessionsByCheckTree = 16;
    private const int CoordinatesTree = 17;
    private const int MetadataTree = 18;
    private const int AutopilotTree = 19;
    private const int IndexesTree = 20;
    private const int OpaqueTree = 21;

    /// <summary>How many trees a root has.</summary>
    public const int TreeCount = 22;

    /// <summary>Nodes by their ID, for those that have one.</summary>
    public static readonly TableIndex<Node> NodesById = new(
        NodesByIdTree,
        isUnique: true,
        static (node, keys) =>
        {
            if (node.ID.Length > 0)
            {
                keys.Add(Keys.Of(node.PeerName, node.ID));
            }
        }
    );

    /// <summary>Nodes by peer and name.</summary>
    public static readonly Table<Node> Nodes = new(
        NodesTree,
        static node => Keys.Of(node.PeerName, node.Name),
        NodesById
    );

    /// <summary>Services by peer and service name.</summary>
    public static readonly TableIndex<ServiceRecord> ServicesByName = new(
        ServicesByNameTree,
        isUnique: false,
        static (record, keys) => keys.Add(Keys.Of(record.Service.PeerName, record.Service.Service))
    );

    /// <summary>Services that take mesh traffic for a service, by peer and the name of that service.</summary>
    public static readonly TableIndex<ServiceRecord> ServicesByProxied = new(
        ServicesByProxiedTree,
        isUnique: false,
        static (record, keys) =>
        {
            if (record.ProxiedName is { } name)
            {
                keys.Add(Keys.Of(record.Service.PeerName, name));
            }
        }
    );

    /// <summary>Services by peer, node and service ID.</summary>
    public static readonly Table<ServiceRecord> Services = new(
        ServicesTree,
        static record => Keys.Of(record.Service.PeerName, record.Node, record.Service.ID),
        ServicesByName,
        ServicesByProxied
    );

    /// <summary>Each service joined with its node and checks, by peer, service name, node and service ID.</summary>
    public static readonly Table<CheckServiceNode> Instances = new(
        InstancesTree,
        // Not null: an instance is made of a node and a service.
        static instance =>
            Keys.Of(instance.Node!.PeerName, instance.Service!.Service, instance.Node.Name, instance.Service.ID)
    );

    /// <summary>Checks by peer, node and service ID; those of the node itself have an empty service ID.</summary>
    public static readonly TableIndex<HealthCheck> ChecksByService = new(
        ChecksByServiceTree,
        isUnique: false,
        static (check, keys) => keys.Add(Keys.Of(check.PeerName, check.Node, check.ServiceID))
    );

    /// <summary>Checks of services by peer and service name.</summary>
    public static readonly TableIndex<HealthCheck> ChecksByServiceName = new(
        ChecksByServiceNameTree,
        isUnique: false,
        static (check, keys) => keys.Add(Keys.Of(check.PeerName, check.ServiceName))
    );

    /// <summary>Checks by peer and status.</summary>
    public static readonly TableIndex<HealthCheck> ChecksByStatus = new(
        ChecksByStatusTree,
        isUnique: false,
        static (check, keys) => keys.Add(Keys.Of(check.PeerName, check.Status))
    );

    /// <summary>Checks by peer, node and check ID.</summary>
    public static readonly Table<HealthCheck> Checks = new(
        ChecksTree,
        static check => Keys.Of(check.PeerName, check.Node, check.CheckID),
        ChecksByService,
        ChecksByServiceName,
        ChecksByStatus
    );

    /// <summary>Keys of the KV store by the session that holds them.</summary>
    public static readonly TableIndex<DirEntry> KvBySession = new(
        KvBySessionTree,
        isUnique: false,
        static (entry, keys) =>
        {
            if (entry.Session.Length > 0)
            {
                keys.Add(Keys.Of(entry.Session));
            }
        }
    );

    /// <summary>The KV store by key.</summary>
    public static readonly Table<DirEntry> Kv = new(KvTree, static entry => BytesOf(entry.Key), KvBySession);

    /// <summary>Tombstones by the index they were written at.</summary>
    public static readonly TableIndex<Tombstone> TombstonesByIndex = new(
        TombstonesByIndexTree,
        isUnique: false,
        static (tombstone, keys) => keys.Add(Keys.Of(tombstone.Index))
    );

    /// <summary>What is left of deleted keys and prefixes, by key.</summary>
    public static readonly Table<Tombstone> Tombstones = new(
        TombstonesTree,
        static tombstone => BytesOf(tombstone.Key),
        TombstonesByIndex
    );

    /// <summary>Sessions by node.</summary>
    public static readonly TableIndex<Session> SessionsByNode = new(
        SessionsByNodeTree,
        isUnique: false,
        static (session, keys) => keys.Add(Keys.Of(session.Node))
    );

    /// <summary>Sessions by each check that can end them: node and check ID.</summary>
    public static readonly TableIndex<Session> SessionsByCheck = new(
        SessionsByCheckTree,
        isUnique: false,
        static (session, keys) =>
        {
            foreach (var check in SessionChecks.Of(session))
            {
                keys.Add(Keys.Of(session.Node, check));
            }
        }
    );

    /// <summary>Sessions by ID.</summary>
    public static readonly Table<Session> Sessions = new(
        SessionsTree,
        static session => Keys.Of(session.ID),
        SessionsByNode,
        SessionsByCheck
    );

    /// <summary>Network coordinates by node and segment.</summary>
    public static readonly Table<Coordinate> Coordinates = new(
        CoordinatesTree,
        static coordinate => Keys.Of(coordinate.Node, coordinate.Segment)
    );

    /// <summary>System metadata by key.</summary>
    public static readonly Table<SystemMetadataEntry> Metadata = new(MetadataTree, static entry => Keys.Of(entry.Key));

    /// <summary>The one configuration of autopilot.</summary>
    public static readonly Table<AutopilotConfig> Autopilot = new(AutopilotTree, static _ => []);

    /// <summary>The index of the last change of each table and of what is watched finer than a table, by name.</summary>
    public static readonly Table<IndexEntry> Indexes = new(IndexesTree, static entry => Keys.Of(entry.Key));

    /// <summary>Snapshot records of features that do not exist yet, by type and place.</summary>
    public static readonly Table<OpaqueRecord> Opaque = new(
        OpaqueTree,
        static record => [record.Type, .. Keys.Of(record.Place)]
    );

    /// <summary>The array of a key, without copying it if the key has one of its own.</summary>
    public static byte[] BytesOf(ByteString key) =>
        MemoryMarshal.TryGetArray(key.Memory, out var array) && array.Array is { } own && own.Length == key.Length
            ? own
            : key.Span.ToArray();
}
