using Praetor.Model.Catalog;
using Praetor.Model.Transactions;
using Praetor.State.Tables;
using Praetor.State.Transactions;

namespace Praetor.State;

public sealed partial class StateSnapshot
{
    /// <summary>Does a list of operations that only read; others are refused as unknown.</summary>
    public TxnResponse Txn(IReadOnlyList<TxnOp> operations) => new TxnRun(this, writes: null).Run(operations);

    /// <summary>The node that a request means: by its ID if it gives one, otherwise by its name.</summary>
    internal Node? FindNode(Node node) =>
        node.ID.Length > 0
            ? Schema.NodesById.Find(_view, Keys.Of(node.PeerName, node.ID))
            : Schema.Nodes.Find(_view, Keys.Of(node.PeerName, node.Name));

    internal NodeService? FindService(string node, string id) =>
        Schema.Services.Find(_view, Keys.Of("", node, id))?.Service;

    internal HealthCheck? FindCheck(string node, string id) => Schema.Checks.Find(_view, Keys.Of("", node, id));
}
