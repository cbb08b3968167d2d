using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Kv;

/// <summary>Answers <c>KVS.Get</c> and <c>KVS.List</c>.</summary>
[WireRecord]
public sealed partial record IndexedDirEntries : QueryMeta
{
    /// <summary>The entries.</summary>
    public IReadOnlyList<DirEntry>? Entries { get; init; }
}
