using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Kv;

/// <summary>Changes the key/value store (<c>KVS.Apply</c>, log entry 2). The reply says whether a condition held.</summary>
[WireRecord]
public sealed partial record KvsRequest : WriteRequest, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>See <see cref="KvOp"/>.</summary>
    public string Op { get; init; } = "";

    /// <summary>The key, and what to write to it.</summary>
    [FieldName("DirEnt")]
    public DirEntry Entry { get; init; } = DirEntry.Empty;
}
