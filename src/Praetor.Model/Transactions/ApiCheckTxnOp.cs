using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;

namespace Praetor.Model.Transactions;

/// <summary>An operation on a check, as clients send it.</summary>
[JsonRecord(GoType = "api.CheckTxnOp")]
public sealed partial record ApiCheckTxnOp
{
    /// <summary>See <see cref="TxnVerb"/>.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The check.</summary>
    public HealthCheck Check { get; init; } = HealthCheck.Empty;
}
