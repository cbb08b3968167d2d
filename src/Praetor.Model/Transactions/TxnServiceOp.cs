using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;

namespace Praetor.Model.Transactions;

/// <summary>An operation on an instance.</summary>
[WireRecord]
public sealed partial record TxnServiceOp
{
    /// <summary>See <see cref="TxnVerb"/>.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The node's name.</summary>
    public string Node { get; init; } = "";

    /// <summary>The instance.</summary>
    public NodeService Service { get; init; } = NodeService.Empty;
}
