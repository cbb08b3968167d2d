using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Transactions;

/// <summary>Does all of several operations or none (<c>Txn.Apply</c>, log entry 8).</summary>
[WireRecord]
public sealed partial record TxnRequest : WriteRequest, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The operations, in order.</summary>
    public IReadOnlyList<TxnOp>? Ops { get; init; }
}
