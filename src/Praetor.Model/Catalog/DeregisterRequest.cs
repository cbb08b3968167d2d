using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Catalog;

/// <summary>Takes an instance, a check or a whole node out of the catalog (<c>Catalog.Deregister</c>, log entry 1).</summary>
[WireRecord]
[JsonRecord(DecodesItself = true, Ignores = ["Address"])]
public sealed partial record DeregisterRequest : WriteRequest, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The node.</summary>
    public string Node { get; init; } = "";

    /// <summary>The instance to take out; wins over a check.</summary>
    public string ServiceID { get; init; } = "";

    /// <summary>The check to take out; without either the whole node goes.</summary>
    [JsonField(GoType = "types.CheckID")]
    public string CheckID { get; init; } = "";

    /// <summary>The peer it was imported from.</summary>
    public string PeerName { get; init; } = "";
}
