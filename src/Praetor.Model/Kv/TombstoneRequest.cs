using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Kv;

/// <summary>Forgets that keys were deleted (log entry 5).</summary>
[WireRecord]
public sealed partial record TombstoneRequest : WriteRequest, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>Always <c>reap</c>.</summary>
    public string Op { get; init; } = "";

    /// <summary>Tombstones up to this index go.</summary>
    public ulong ReapIndex { get; init; }
}
