using Praetor.Foundation.Wire;

namespace Praetor.Model.Transactions;

/// <summary>One operation as clients send it: exactly one of the members is there, and one with none is passed over.</summary>
[JsonRecord(GoType = "api.TxnOp")]
public sealed partial record ApiTxnOp
{
    /// <summary>On a key.</summary>
    public ApiKvTxnOp? KV { get; init; }

    /// <summary>On a node.</summary>
    public ApiNodeTxnOp? Node { get; init; }

    /// <summary>On an instance.</summary>
    public ApiServiceTxnOp? Service { get; init; }

    /// <summary>On a check.</summary>
    public ApiCheckTxnOp? Check { get; init; }
}
