using Praetor.Foundation.Wire;
using Praetor.Model.Services;

namespace Praetor.Model.Transactions;

/// <summary>An operation on an instance, as clients send it.</summary>
[JsonRecord(GoType = "api.ServiceTxnOp")]
public sealed partial record ApiServiceTxnOp
{
    /// <summary>See <see cref="TxnVerb"/>.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The node's name.</summary>
    public string Node { get; init; } = "";

    /// <summary>The instance.</summary>
    public AgentService Service { get; init; } = AgentService.Empty;
}
