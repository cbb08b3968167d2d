using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.State.Tables;

namespace Praetor.State;

public sealed partial class StateTransaction
{
    private const string MissingNode = "Missing node registration";
    private const string SerfHealth = "serfHealth";

    /// <summary>
    /// Writes a node. It is known by its ID if it has one, otherwise by its name; a known ID under another name renames
    /// the node, which drops everything that was registered under the old name.
    /// </summary>
    public WriteOutcome EnsureNode(Node node)
    {
        var present = node.ID.Length == 0 ? null : NodeById(node.PeerName, node.ID);
        if (present is null || !SameName(present.Name, node.Name))
        {
            if (node.ID.Length > 0 && NameTakenBy(node, maySucceedNameless: present is null) is { } owner)
            {
                var whose = present is null ? "" : $" ({node.Address})";
                return WriteOutcome.Refused(
                    $"Error while renaming Node ID: {GoQuote.Quote(node.ID)}{whose}: Node name {node.Name} is reserved"
                        + $" by node {owner.ID} with name {owner.Name} ({owner.Address})"
                );
            }

            if (present is not null)
            {
                DeleteNode(present.Name, present.PeerName);
            }
        }

        // After a rename the indexes go on from the node that was; otherwise from what the name holds.
        var previous = present ?? NodeByName(node.PeerName, node.Name);
        if (previous is not null && previous.SameContent(node))
        {
            return WriteOutcome.Done;
        }

        Schema.Nodes.Put(_store, node with { CreateIndex = previous?.CreateIndex ?? Index, ModifyIndex = Index });
        IndexTable.SetScoped(_store, node.PeerName, IndexTable.Nodes, Index);
        IndexTable.Set(_store, IndexTable.OfNode(node.PeerName, node.Name), Index);
        MoveServicesOfNode(node.PeerName, node.Name);
        return WriteOutcome.Done;
    }

    /// <summary>Writes a node if its last change was at the given index; 0 if it does not exist.</summary>
    public WriteOutcome EnsureNodeIfUnchanged(Node node, ulong modifyIndex) =>
        IsAt(FindNode(node)?.ModifyIndex, modifyIndex) ? EnsureNode(node) : WriteOutcome.NotDone;

    /// <summary>Deletes a node, if it exists, with its services, checks, coordinates and sessions.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="peer">The peer it was imported from; empty for our own.</param>
    public void DeleteNode(string name, string peer = "")
    {
        var node = NodeByName(peer, name);
        if (node is null)
        {
            return;
        }

        foreach (var service in ServicesOfNode(peer, name))
        {
            DeleteService(name, service.Service.ID, peer);
        }

        foreach (var check in ChecksOfNode(peer, name))
        {
            DeleteCheck(name, check.CheckID, peer);
        }

        if (peer.Length == 0)
        {
            if (Schema.Coordinates.RemovePrefix(_store, Keys.Of(name)) > 0)
            {
                IndexTable.Set(_store, IndexTable.Coordinates, Index);
            }

            EndSessionsOfNode(name);
        }

        Schema.Nodes.Remove(_store, Keys.Of(peer, name));
        IndexTable.SetScoped(_store, peer, IndexTable.Nodes, Index);
        IndexTable.Remove(_store, IndexTable.OfNode(peer, name));
        IndexTable.Set(_store, IndexTable.NodeExtinction(peer), Index);
    }

    /// <summary>Deletes a node if its last change was at the given index.</summary>
    public WriteOutcome DeleteNodeIfUnchanged(string name, ulong modifyIndex)
    {
        if (NodeByName("", name)?.ModifyIndex != modifyIndex)
        {
            return WriteOutcome.NotDone;
        }

        DeleteNode(name);
        return WriteOutcome.Done;
    }

    private static bool SameName(string left, string right) =>
        string.Equals(left.ToLowerInvariant(), right.ToLowerInvariant(), StringComparison.Ordinal);

    private Node? NodeByName(string peer, string name) => Schema.Nodes.Find(_store, Keys.Of(peer, name));

    private Node? NodeById(string peer, string id) => Schema.NodesById.Find(_store, Keys.Of(peer, id));

    /// <summary>The node that a request means: by its ID if it gives one, otherwise by its name.</summary>
    private Node? FindNode(Node node) =>
        node.ID.Length > 0 ? NodeById(node.PeerName, node.ID) : NodeByName(node.PeerName, node.Name);

    /// <summary>
    /// The living node that has the name already, if it is another. A node counts as living while its serf check says
    /// so; one that gossip never knew can be replaced.
    /// </summary>
    private Node? NameTakenBy(Node node, bool maySucceedNameless)
    {
        var owner = NodeByName(node.PeerName, node.Name);
        if (owner is null || SameName(owner.ID, node.ID) || (owner.ID.Length == 0 && maySucceedNameless))
        {
            return null;
        }

        var serf = Schema.Checks.Find(_store, Keys.Of(owner.PeerName, owner.Name, SerfHealth));
        return serf is null || serf.Status == HealthStatus.Critical ? null : owner;
    }
}
