using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;

namespace Praetor.Model.Transactions;

/// <summary>An operation on a node.</summary>
[WireRecord]
public sealed partial record TxnNodeOp
{
    /// <summary>See <see cref="TxnVerb"/>.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The node.</summary>
    public Node Node { get; init; } = Node.Empty;
}
