using Praetor.Model.Catalog;
using Praetor.State.Tables;

namespace Praetor.State;

public sealed partial class StateTransaction
{
    private static readonly Weights WeightsDefault = new() { Passing = 1, Warning = 1 };

    /// <summary>Writes a service of a node, which must exist.</summary>
    public WriteOutcome EnsureService(string node, NodeService service)
    {
        var owner = NodeByName(service.PeerName, node);
        if (owner is null)
        {
            return WriteOutcome.Refused(MissingNode);
        }

        var key = Keys.Of(service.PeerName, node, service.ID);
        var present = Schema.Services.Find(_store, key);
        var written = service with
        {
            Weights = service.Weights ?? WeightsDefault,
            CreateIndex = present?.Service.CreateIndex ?? Index,
            ModifyIndex = Index,
        };
        if (present is not null && present.Service.SameContent(written))
        {
            return WriteOutcome.Done;
        }

        var isNewName = !HasKindName(written);
        Schema.Services.Put(_store, new ServiceRecord(owner.Name, written));
        IndexTable.SetScoped(_store, service.PeerName, IndexTable.Services, Index);
        IndexTable.Set(_store, IndexTable.OfNode(service.PeerName, node), Index);
        if (isNewName)
        {
            IndexTable.Set(_store, IndexTable.OfKindNames(written.Kind), Index);
        }

        if (present is not null && !SameName(present.Service.Service, written.Service))
        {
            Schema.Instances.Remove(_store, InstanceKey(present));
            LeaveName(present);
        }

        MoveService(new ServiceRecord(owner.Name, written));
        return WriteOutcome.Done;
    }

    /// <summary>Writes a service if its last change was at the given index; 0 if it does not exist.</summary>
    public WriteOutcome EnsureServiceIfUnchanged(string node, NodeService service, ulong modifyIndex)
    {
        var present = Schema.Services.Find(_store, Keys.Of(service.PeerName, node, service.ID));
        return IsAt(present?.Service.ModifyIndex, modifyIndex) ? EnsureService(node, service) : WriteOutcome.NotDone;
    }

    /// <summary>Deletes a service, if it exists, with its checks.</summary>
    /// <param name="node">The name of its node.</param>
    /// <param name="id">Its ID on the node.</param>
    /// <param name="peer">The peer it was imported from; empty for our own.</param>
    public void DeleteService(string node, string id, string peer = "")
    {
        var key = Keys.Of(peer, node, id);
        var record = Schema.Services.Find(_store, key);
        if (record is null)
        {
            return;
        }

        foreach (var check in ChecksOfService(peer, node, id))
        {
            DeleteCheck(node, check.CheckID, peer);
        }

        // As recorded: also when it had no checks.
        IndexTable.SetScoped(_store, peer, IndexTable.Checks, Index);
        Schema.Services.Remove(_store, key);
        Schema.Instances.Remove(_store, InstanceKey(record));
        IndexTable.SetScoped(_store, peer, IndexTable.Services, Index);
        IndexTable.Set(_store, IndexTable.OfNode(peer, node), Index);
        LeaveName(record);
    }

    /// <summary>Deletes a service if its last change was at the given index.</summary>
    public WriteOutcome DeleteServiceIfUnchanged(string node, string id, ulong modifyIndex)
    {
        if (Schema.Services.Find(_store, Keys.Of("", node, id))?.Service.ModifyIndex != modifyIndex)
        {
            return WriteOutcome.NotDone;
        }

        DeleteService(node, id);
        return WriteOutcome.Done;
    }

    private static byte[] InstanceKey(ServiceRecord record) =>
        Keys.Of(record.Service.PeerName, record.Service.Service, record.Node, record.Service.ID);

    private List<ServiceRecord> ServicesOfNode(string peer, string node) =>
        StateSnapshot.ListOf(Schema.Services.Prefix(_store, Keys.Of(peer, node)));

    /// <summary>Whether any service of the kind has the name.</summary>
    private bool HasKindName(NodeService service)
    {
        foreach (var other in Schema.ServicesByName.Prefix(_store, Keys.Of(service.PeerName, service.Service)))
        {
            if (other.Service.Kind == service.Kind)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Moves the indexes of a name that an instance no longer has, which may have been its last.</summary>
    private void LeaveName(ServiceRecord record)
    {
        var (peer, name, kind) = (record.Service.PeerName, record.Service.Service, record.Service.Kind);
        MoveKind(peer, kind);
        if (!HasKindName(record.Service))
        {
            IndexTable.Set(_store, IndexTable.OfKindNames(kind), Index);
        }

        if (Schema.ServicesByName.Any(_store, Keys.Of(peer, name)))
        {
            IndexTable.Set(_store, IndexTable.OfService(peer, name), Index);
            return;
        }

        IndexTable.Remove(_store, IndexTable.OfService(peer, name));
        IndexTable.Set(_store, IndexTable.ServiceExtinction(peer), Index);
    }

    /// <summary>An instance, its node or its checks changed: moves what is watched, and joins the instance anew.</summary>
    private void MoveService(ServiceRecord record)
    {
        var peer = record.Service.PeerName;
        IndexTable.Set(_store, IndexTable.OfService(peer, record.Service.Service), Index);
        MoveKind(peer, record.Service.Kind);
        Schema.Instances.Put(_store, Instances.Join(_store, record));
    }

    private void MoveKind(string peer, string kind) =>
        IndexTable.SetScoped(_store, peer, IndexTable.OfKind(kind), Index);

    private void MoveServicesOfNode(string peer, string node)
    {
        foreach (var record in ServicesOfNode(peer, node))
        {
            MoveService(record);
        }
    }
}
