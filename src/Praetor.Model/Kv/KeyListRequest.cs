using Praetor.Foundation.Bytes;
using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Kv;

/// <summary>Reads names of keys (<c>KVS.ListKeys</c>).</summary>
[WireRecord]
public sealed partial record KeyListRequest : QueryOptions, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>What the keys begin with.</summary>
    public ByteString Prefix { get; init; }

    /// <summary>After the prefix, keys are cut behind its first occurrence; empty for whole keys. (Consul spells it <c>Seperator</c>.)</summary>
    [FieldName("Seperator")]
    public ByteString Separator { get; init; }
}
