using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;

namespace Praetor.Model.Transactions;

/// <summary>An operation on a node, as clients send it.</summary>
[JsonRecord(GoType = "api.NodeTxnOp")]
public sealed partial record ApiNodeTxnOp
{
    /// <summary>See <see cref="TxnVerb"/>.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The node.</summary>
    public Node Node { get; init; } = Node.Empty;
}
