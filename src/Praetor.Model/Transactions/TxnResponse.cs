using Praetor.Foundation.Wire;

namespace Praetor.Model.Transactions;

/// <summary>Answers <c>Txn.Apply</c>.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record TxnResponse
{
    /// <summary>What the operations gave; null if any failed.</summary>
    public IReadOnlyList<TxnResult>? Results { get; init; }

    /// <summary>Why it failed; null if it did not.</summary>
    public IReadOnlyList<TxnError>? Errors { get; init; }
}
