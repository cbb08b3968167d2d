using Praetor.Foundation.Bytes;
using Praetor.Model.Catalog;
using Praetor.Model.Sessions;

namespace Praetor.State.Tables;

/// <summary>A service instance as the table holds it.</summary>
internal sealed record ServiceRecord(string Node, NodeService Service)
{
    /// <summary>The service whose mesh traffic this instance takes; null if it takes none.</summary>
    public string? ProxiedName =>
        Service.Kind == ServiceKinds.ConnectProxy ? Service.Proxy.DestinationServiceName
        : Service.Connect.Native ? Service.Service
        : null;
}

/// <summary>What a deleted key or prefix leaves behind for a while, so that the index of a listing never falls.</summary>
internal sealed record Tombstone(ByteString Key, ulong Index);

/// <summary>A snapshot record that is kept as it came.</summary>
/// <param name="Type">Its type byte.</param>
/// <param name="Place">Which of its type it is, counted from 0.</param>
/// <param name="Encoded">Its msgpack value.</param>
internal sealed record OpaqueRecord(byte Type, ulong Place, byte[] Encoded);

/// <summary>The checks that end a session.</summary>
internal static class SessionChecks
{
    /// <summary>Their IDs in the order in which they are looked at: the old list, the node's, the services'.</summary>
    public static IEnumerable<string> Of(Session session) =>
        (session.Checks ?? [])
            .Concat(session.NodeChecks ?? [])
            .Concat((session.ServiceChecks ?? []).Select(check => check.ID))
            .Distinct(StringComparer.OrdinalIgnoreCase);
}
