using Praetor.Foundation.Bytes;
using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Kv;

/// <summary>Reads one key (<c>KVS.Get</c>) or all with a prefix (<c>KVS.List</c>).</summary>
[WireRecord]
public sealed partial record KeyRequest : QueryOptions, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The key or prefix.</summary>
    public ByteString Key { get; init; }
}
