using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Transactions;

/// <summary>Does several reads in one go (<c>Txn.Read</c>).</summary>
[WireRecord]
public sealed partial record TxnReadRequest : QueryOptions, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The operations, in order.</summary>
    public IReadOnlyList<TxnOp>? Ops { get; init; }
}
