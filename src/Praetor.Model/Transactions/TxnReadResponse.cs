using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Transactions;

/// <summary>Answers <c>Txn.Read</c>.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record TxnReadResponse : QueryMeta
{
    /// <summary>What the operations gave; null if any failed.</summary>
    public IReadOnlyList<TxnResult>? Results { get; init; }

    /// <summary>Why it failed; null if it did not.</summary>
    public IReadOnlyList<TxnError>? Errors { get; init; }
}
