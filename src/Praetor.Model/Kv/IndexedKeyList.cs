using Praetor.Foundation.Bytes;
using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Kv;

/// <summary>Answers <c>KVS.ListKeys</c>.</summary>
[WireRecord]
public sealed partial record IndexedKeyList : QueryMeta
{
    /// <summary>The keys.</summary>
    public IReadOnlyList<ByteString>? Keys { get; init; }
}
