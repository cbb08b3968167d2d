using Praetor.Foundation.Wire;
using Praetor.Model.Kv;

namespace Praetor.Model.Transactions;

/// <summary>An operation on a key.</summary>
[WireRecord]
public sealed partial record TxnKvOp
{
    /// <summary>See <see cref="KvOp"/>.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The key, and what to write to it; its index is what conditions compare with.</summary>
    [FieldName("DirEnt")]
    public DirEntry Entry { get; init; } = DirEntry.Empty;
}
