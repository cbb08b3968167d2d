using Praetor.Foundation.Wire;

namespace Praetor.Model.Transactions;

/// <summary>Why an operation failed.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record TxnError
{
    /// <summary>Which one, from 0.</summary>
    public int OpIndex { get; init; }

    /// <summary>Why, in Consul's words.</summary>
    public string What { get; init; } = "";
}
