using Praetor.Model.Catalog;
using Praetor.State.Tables;

namespace Praetor.State;

public sealed partial class StateTransaction
{
    /// <summary>
    /// Writes a check of a node, which must exist, or of one of its services. A check that is critical ends the
    /// sessions that depend on it.
    /// </summary>
    public WriteOutcome EnsureCheck(HealthCheck check)
    {
        if (check.CheckID.Length == 0)
        {
            return WriteOutcome.Refused(
                "failed health check lookup: index error: object is missing a value for this index"
            );
        }

        var peer = check.PeerName;
        var node = NodeByName(peer, check.Node);
        if (node is null)
        {
            return WriteOutcome.Refused(MissingNode);
        }

        var key = Keys.Of(peer, check.Node, check.CheckID);
        var present = Schema.Checks.Find(_store, key);
        var written = check with
        {
            Status = check.Status.Length == 0 ? HealthStatus.Critical : check.Status,
            CreateIndex = present?.CreateIndex ?? Index,
            ModifyIndex = Index,
        };
        if (written.ServiceID.Length > 0)
        {
            var service = Schema.Services.Find(_store, Keys.Of(peer, check.Node, written.ServiceID));
            if (service is null)
            {
                return WriteOutcome.Refused("Missing service registration");
            }

            written = written with { ServiceName = service.Service.Service, ServiceTags = service.Service.Tags };
        }

        if (written.Status == HealthStatus.Critical && peer.Length == 0)
        {
            EndSessionsOfCheck(written.Node, written.CheckID);
        }

        if (present is not null && present.SameContent(written))
        {
            return WriteOutcome.Done;
        }

        Schema.Checks.Put(_store, written);
        IndexTable.SetScoped(_store, peer, IndexTable.Checks, Index);
        MoveServicesOfCheck(written);
        if (present is not null && !SameName(present.ServiceID, written.ServiceID))
        {
            MoveServicesOfCheck(present);
        }

        return WriteOutcome.Done;
    }

    /// <summary>Writes a check if its last change was at the given index; 0 if it does not exist.</summary>
    public WriteOutcome EnsureCheckIfUnchanged(HealthCheck check, ulong modifyIndex)
    {
        var present = Schema.Checks.Find(_store, Keys.Of(check.PeerName, check.Node, check.CheckID));
        return IsAt(present?.ModifyIndex, modifyIndex) ? EnsureCheck(check) : WriteOutcome.NotDone;
    }

    /// <summary>Deletes a check, if it exists, and ends the sessions that depend on it.</summary>
    /// <param name="node">The name of its node.</param>
    /// <param name="id">Its ID on the node.</param>
    /// <param name="peer">The peer it was imported from; empty for our own.</param>
    public void DeleteCheck(string node, string id, string peer = "")
    {
        var check = Schema.Checks.Remove(_store, Keys.Of(peer, node, id));
        if (check is null)
        {
            return;
        }

        IndexTable.SetScoped(_store, peer, IndexTable.Checks, Index);
        MoveServicesOfCheck(check);
        if (peer.Length == 0)
        {
            EndSessionsOfCheck(node, id);
        }
    }

    /// <summary>Deletes a check if its last change was at the given index.</summary>
    public WriteOutcome DeleteCheckIfUnchanged(string node, string id, ulong modifyIndex)
    {
        if (Schema.Checks.Find(_store, Keys.Of("", node, id))?.ModifyIndex != modifyIndex)
        {
            return WriteOutcome.NotDone;
        }

        DeleteCheck(node, id);
        return WriteOutcome.Done;
    }

    private List<HealthCheck> ChecksOfNode(string peer, string node) =>
        StateSnapshot.ListOf(Schema.Checks.Prefix(_store, Keys.Of(peer, node)));

    private List<HealthCheck> ChecksOfService(string peer, string node, string service) =>
        StateSnapshot.ListOf(Schema.ChecksByService.Prefix(_store, Keys.Of(peer, node, service)));

    /// <summary>A check of a service concerns that service, one of the node all services there.</summary>
    private void MoveServicesOfCheck(HealthCheck check)
    {
        if (check.ServiceID.Length == 0)
        {
            MoveServicesOfNode(check.PeerName, check.Node);
        }
        else if (Schema.Services.Find(_store, Keys.Of(check.PeerName, check.Node, check.ServiceID)) is { } service)
        {
            MoveService(service);
        }
    }
}
