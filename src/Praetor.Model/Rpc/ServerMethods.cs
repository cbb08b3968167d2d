using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.Model.Events;
using Praetor.Model.Keyrings;
using Praetor.Model.Kv;
using Praetor.Model.Sessions;
using Praetor.Model.Transactions;

namespace Praetor.Model.Rpc;

/// <summary>The catalogue of what servers answer: names, requests and replies are Consul's.</summary>
public static class ServerMethods
{
    // Filled by the fields below in their order, so it stands before them.
    private static readonly List<RpcMethod> Declared = [];

    /// <summary>Whether the server is there.</summary>
    public static readonly RpcMethod<EmptyRequest, EmptyReply> StatusPing = Record<EmptyRequest, EmptyReply>(
        "Status.Ping"
    );

    /// <summary>The leader's address, or nothing.</summary>
    public static readonly RpcMethod<DCSpecificRequest, string> StatusLeader = Declare<DCSpecificRequest, string>(
        "Status.Leader",
        WireCodecs.Text
    );

    /// <summary>The addresses of all servers that vote or follow.</summary>
    public static readonly RpcMethod<DCSpecificRequest, IReadOnlyList<string>?> StatusPeers = Declare<
        DCSpecificRequest,
        IReadOnlyList<string>?
    >("Status.Peers", WireCodecs.List(WireCodecs.Text));

    /// <summary>How far the server has come with the log.</summary>
    public static readonly RpcMethod<EmptyRequest, RaftStatsReply> StatusRaftStats = Record<
        EmptyRequest,
        RaftStatsReply
    >("Status.RaftStats");

    /// <summary>Puts a node, and with it an instance and checks, into the catalog.</summary>
    public static readonly RpcMethod<RegisterRequest, EmptyReply> CatalogRegister = Record<RegisterRequest, EmptyReply>(
        "Catalog.Register"
    );

    /// <summary>Takes an instance, a check or a node out of the catalog.</summary>
    public static readonly RpcMethod<DeregisterRequest, EmptyReply> CatalogDeregister = Record<
        DeregisterRequest,
        EmptyReply
    >("Catalog.Deregister");

    /// <summary>The names of all datacenters, the nearest first.</summary>
    public static readonly RpcMethod<DatacentersRequest, IReadOnlyList<string>?> CatalogListDatacenters = Declare<
        DatacentersRequest,
        IReadOnlyList<string>?
    >("Catalog.ListDatacenters", WireCodecs.List(WireCodecs.Text));

    /// <summary>All nodes.</summary>
    public static readonly RpcMethod<DCSpecificRequest, IndexedNodes> CatalogListNodes = Record<
        DCSpecificRequest,
        IndexedNodes
    >("Catalog.ListNodes");

    /// <summary>All services with their tags.</summary>
    public static readonly RpcMethod<DCSpecificRequest, IndexedServices> CatalogListServices = Record<
        DCSpecificRequest,
        IndexedServices
    >("Catalog.ListServices");

    /// <summary>The names of all services.</summary>
    public static readonly RpcMethod<DCSpecificRequest, IndexedServiceList> CatalogServiceList = Record<
        DCSpecificRequest,
        IndexedServiceList
    >("Catalog.ServiceList");

    /// <summary>The instances of a service.</summary>
    public static readonly RpcMethod<ServiceSpecificRequest, IndexedServiceNodes> CatalogServiceNodes = Record<
        ServiceSpecificRequest,
        IndexedServiceNodes
    >("Catalog.ServiceNodes");

    /// <summary>The instances on a node, by ID.</summary>
    public static readonly RpcMethod<NodeSpecificRequest, IndexedNodeServices> CatalogNodeServices = Record<
        NodeSpecificRequest,
        IndexedNodeServices
    >("Catalog.NodeServices");

    /// <summary>The instances on a node.</summary>
    public static readonly RpcMethod<NodeSpecificRequest, IndexedNodeServiceList> CatalogNodeServiceList = Record<
        NodeSpecificRequest,
        IndexedNodeServiceList
    >("Catalog.NodeServiceList");

    /// <summary>What a gateway serves.</summary>
    public static readonly RpcMethod<ServiceSpecificRequest, IndexedGatewayServices> CatalogGatewayServices = Record<
        ServiceSpecificRequest,
        IndexedGatewayServices
    >("Catalog.GatewayServices");

    /// <summary>The virtual address of a service, or nothing.</summary>
    public static readonly RpcMethod<ServiceSpecificRequest, string> CatalogVirtualIPForService = Declare<
        ServiceSpecificRequest,
        string
    >("Catalog.VirtualIPForService", WireCodecs.Text);

    /// <summary>The instances of a service with their checks.</summary>
    public static readonly RpcMethod<ServiceSpecificRequest, IndexedCheckServiceNodes> HealthServiceNodes = Record<
        ServiceSpecificRequest,
        IndexedCheckServiceNodes
    >("Health.ServiceNodes");

    /// <summary>The checks of a node.</summary>
    public static readonly RpcMethod<NodeSpecificRequest, IndexedHealthChecks> HealthNodeChecks = Record<
        NodeSpecificRequest,
        IndexedHealthChecks
    >("Health.NodeChecks");

    /// <summary>The checks of a service.</summary>
    public static readonly RpcMethod<ServiceSpecificRequest, IndexedHealthChecks> HealthServiceChecks = Record<
        ServiceSpecificRequest,
        IndexedHealthChecks
    >("Health.ServiceChecks");

    /// <summary>The checks in a state.</summary>
    public static readonly RpcMethod<ChecksInStateRequest, IndexedHealthChecks> HealthChecksInState = Record<
        ChecksInStateRequest,
        IndexedHealthChecks
    >("Health.ChecksInState");

    /// <summary>Changes the key/value store; says whether a condition held.</summary>
    public static readonly RpcMethod<KvsRequest, bool> KvsApply = Declare<KvsRequest, bool>(
        "KVS.Apply",
        WireCodecs.Flag
    );

    /// <summary>One key.</summary>
    public static readonly RpcMethod<KeyRequest, IndexedDirEntries> KvsGet = Record<KeyRequest, IndexedDirEntries>(
        "KVS.Get"
    );

    /// <summary>All keys with a prefix, with their values.</summary>
    public static readonly RpcMethod<KeyRequest, IndexedDirEntries> KvsList = Record<KeyRequest, IndexedDirEntries>(
        "KVS.List"
    );

    /// <summary>The names of all keys with a prefix.</summary>
    public static readonly RpcMethod<KeyListRequest, IndexedKeyList> KvsListKeys = Record<
        KeyListRequest,
        IndexedKeyList
    >("KVS.ListKeys");

    /// <summary>Makes or ends a session; gives its ID.</summary>
    public static readonly RpcMethod<SessionRequest, string> SessionApply = Declare<SessionRequest, string>(
        "Session.Apply",
        WireCodecs.Text
    );

    /// <summary>One session.</summary>
    public static readonly RpcMethod<SessionSpecificRequest, IndexedSessions> SessionGet = Record<
        SessionSpecificRequest,
        IndexedSessions
    >("Session.Get");

    /// <summary>All sessions.</summary>
    public static readonly RpcMethod<SessionSpecificRequest, IndexedSessions> SessionList = Record<
        SessionSpecificRequest,
        IndexedSessions
    >("Session.List");

    /// <summary>The sessions of a node.</summary>
    public static readonly RpcMethod<NodeSpecificRequest, IndexedSessions> SessionNodeSessions = Record<
        NodeSpecificRequest,
        IndexedSessions
    >("Session.NodeSessions");

    /// <summary>Starts a session's time again.</summary>
    public static readonly RpcMethod<SessionSpecificRequest, IndexedSessions> SessionRenew = Record<
        SessionSpecificRequest,
        IndexedSessions
    >("Session.Renew");

    /// <summary>Does all of several operations or none.</summary>
    public static readonly RpcMethod<TxnRequest, TxnResponse> TxnApply = Record<TxnRequest, TxnResponse>("Txn.Apply");

    /// <summary>Does several reads in one go.</summary>
    public static readonly RpcMethod<TxnReadRequest, TxnReadResponse> TxnRead = Record<TxnReadRequest, TxnReadResponse>(
        "Txn.Read"
    );

    /// <summary>Tells where a node is.</summary>
    public static readonly RpcMethod<CoordinateUpdateRequest, EmptyReply> CoordinateUpdate = Record<
        CoordinateUpdateRequest,
        EmptyReply
    >("Coordinate.Update");

    /// <summary>Where the servers of all datacenters are.</summary>
    public static readonly RpcMethod<EmptyRequest, IReadOnlyList<DatacenterMap>?> CoordinateListDatacenters = Declare<
        EmptyRequest,
        IReadOnlyList<DatacenterMap>?
    >("Coordinate.ListDatacenters", WireCodecs.List(WireCodecs.Record<DatacenterMap>()));

    /// <summary>Where all nodes are.</summary>
    public static readonly RpcMethod<DCSpecificRequest, IndexedCoordinates> CoordinateListNodes = Record<
        DCSpecificRequest,
        IndexedCoordinates
    >("Coordinate.ListNodes");

    /// <summary>Where a node is.</summary>
    public static readonly RpcMethod<NodeSpecificRequest, IndexedCoordinates> CoordinateNode = Record<
        NodeSpecificRequest,
        IndexedCoordinates
    >("Coordinate.Node");

    /// <summary>Tells all agents of a datacenter of an event.</summary>
    public static readonly RpcMethod<EventFireRequest, EventFireResponse> InternalEventFire = Record<
        EventFireRequest,
        EventFireResponse
    >("Internal.EventFire");

    /// <summary>Has all members of all pools do something with their gossip keys.</summary>
    public static readonly RpcMethod<KeyringRequest, KeyringResponses> InternalKeyringOperation = Record<
        KeyringRequest,
        KeyringResponses
    >("Internal.KeyringOperation");

    /// <summary>All methods, each at its ordinal.</summary>
    public static IReadOnlyList<RpcMethod> All => Declared;

    /// <summary>The method of that name; null if there is none.</summary>
    public static RpcMethod? Find(string name) => ByName.GetValueOrDefault(name);

    private static readonly SortedList<string, RpcMethod> ByName = new(
        Declared.ToDictionary(method => method.Name, StringComparer.Ordinal),
        StringComparer.Ordinal
    );

    private static RpcMethod<TRequest, TReply> Record<TRequest, TReply>(string name)
        where TRequest : IWireRecord<TRequest>
        where TReply : IWireRecord<TReply> => Declare<TRequest, TReply>(name, WireCodecs.Record<TReply>());

    private static RpcMethod<TRequest, TReply> Declare<TRequest, TReply>(string name, WireCodec<TReply> reply)
        where TRequest : IWireRecord<TRequest>
    {
        var method = new RpcMethod<TRequest, TReply>(name, Declared.Count, WireCodecs.Record<TRequest>(), reply);
        Declared.Add(method);
        return method;
    }
}
