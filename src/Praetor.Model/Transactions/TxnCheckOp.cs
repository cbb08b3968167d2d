using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;

namespace Praetor.Model.Transactions;

/// <summary>An operation on a check.</summary>
[WireRecord]
public sealed partial record TxnCheckOp
{
    /// <summary>See <see cref="TxnVerb"/>.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The check.</summary>
    public HealthCheck Check { get; init; } = HealthCheck.Empty;
}
