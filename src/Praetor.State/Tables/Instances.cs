using Praetor.Foundation;
using Praetor.Model.Catalog;
using Praetor.State.Store;

namespace Praetor.State.Tables;

/// <summary>
/// Joins a service with its node and its checks. It is done when one of them is written, so that a health query is a
/// walk over finished answers.
/// </summary>
internal static class Instances
{
    /// <summary>The service with its node, the node's checks and then its own.</summary>
    public static CheckServiceNode Join(StoreView view, ServiceRecord record)
    {
        var peer = record.Service.PeerName;
        var node = Schema.Nodes.Find(view, Keys.Of(peer, record.Node));
        Invariant.Check(node is not null, "A service has a node.");
        var checks = new List<HealthCheck>();
        foreach (var check in Schema.ChecksByService.Prefix(view, Keys.Of(peer, record.Node, "")))
        {
            checks.Add(check);
        }

        foreach (var check in Schema.ChecksByService.Prefix(view, Keys.Of(peer, record.Node, record.Service.ID)))
        {
            checks.Add(check);
        }

        return new CheckServiceNode
        {
            Node = node,
            Service = record.Service,
            Checks = checks,
        };
    }
}
