using Praetor.Model.Operations;
using Praetor.State.Store;

namespace Praetor.State.Tables;

/// <summary>
/// The names under which the last change of tables, nodes and services is kept, and how they are read and moved. The
/// names are those of Consul's snapshots (type 16 records), peered data apart from our own.
/// </summary>
internal static class IndexTable
{
    public const string Kvs = "kvs";
    public const string Tombstones = "tombstones";
    public const string Sessions = "sessions";
    public const string Coordinates = "coordinates";
    public const string SystemMetadata = "system-metadata";
    public const string Nodes = "nodes";
    public const string Services = "services";
    public const string Checks = "checks";

    private const string LocalPeer = "~";

    /// <summary>A name in the space of one peer; our own space is that of the empty name.</summary>
    public static string Scoped(string peer, string name) => $"peer.{(peer.Length == 0 ? LocalPeer : peer)}:{name}";

    /// <summary>The last change of a node or one of its services.</summary>
    public static string OfNode(string peer, string node) => Scoped(peer, "node." + node);

    /// <summary>The last time a node was deleted.</summary>
    public static string NodeExtinction(string peer) => Scoped(peer, "node_last_extinction");

    /// <summary>The last change of a service's instances, their nodes or their checks.</summary>
    public static string OfService(string peer, string service) => Scoped(peer, "service." + service);

    /// <summary>The last time a service lost its last instance.</summary>
    public static string ServiceExtinction(string peer) => Scoped(peer, "service_last_extinction");

    /// <summary>The last change of a service of a kind.</summary>
    public static string OfKind(string kind) => "service_kind." + KindName(kind);

    /// <summary>The last time the set of names of a kind of services changed.</summary>
    public static string OfKindNames(string kind) => "kind_service_names." + KindName(kind);

    /// <summary>The key of an index, to watch it.</summary>
    public static byte[] Key(string name) => Keys.Of(name);

    /// <summary>An index; null if it was never set.</summary>
    public static ulong? Find(StoreView view, string name) => Schema.Indexes.Find(view, Keys.Of(name))?.Value;

    /// <summary>The greatest of the indexes; 0 if none was ever set.</summary>
    public static ulong Max(StoreView view, params ReadOnlySpan<string> names)
    {
        var max = 0UL;
        foreach (var name in names)
        {
            max = Math.Max(max, Find(view, name) ?? 0);
        }

        return max;
    }

    /// <summary>Moves an index.</summary>
    public static void Set(StoreTransaction transaction, string name, ulong index)
    {
        var key = Keys.Of(name);
        // One entry of the log often moves the same index many times.
        if (Schema.Indexes.Find(transaction, key)?.Value != index)
        {
            Schema.Indexes.Put(transaction, new IndexEntry { Key = name, Value = index });
        }
    }

    /// <summary>Moves the index of a table of the catalog, for all peers together and for the one.</summary>
    public static void SetScoped(StoreTransaction transaction, string peer, string name, ulong index)
    {
        Set(transaction, name, index);
        Set(transaction, Scoped(peer, name), index);
    }

    /// <summary>Forgets an index.</summary>
    public static void Remove(StoreTransaction transaction, string name) =>
        Schema.Indexes.Remove(transaction, Keys.Of(name));

    private static string KindName(string kind) => kind.Length == 0 ? "typical" : kind;
}
