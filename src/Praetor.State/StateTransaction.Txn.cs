using Praetor.Model.Transactions;
using Praetor.State.Transactions;

namespace Praetor.State;

public sealed partial class StateTransaction
{
    /// <summary>
    /// Does a list of operations, each of which sees what those before it wrote. If the answer has errors, the caller
    /// gives the transaction up: all of the operations count, or none.
    /// </summary>
    public TxnResponse Txn(IReadOnlyList<TxnOp> operations) => new TxnRun(View, this).Run(operations);
}
