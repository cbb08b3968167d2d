using Praetor.Model.Catalog;

namespace Praetor.State;

/// <summary>The node that a registration describes, with the indexes that a snapshot's registrations carry.</summary>
internal static class RegisteredNode
{
    public static Node Of(RegisterRequest request) =>
        new()
        {
            ID = request.ID,
            Name = request.Node,
            Address = request.Address,
            Datacenter = request.Datacenter,
            TaggedAddresses = request.TaggedAddresses,
            Meta = request.NodeMeta,
            Locality = request.Locality,
            PeerName = request.PeerName,
            CreateIndex = request.CreateIndex,
            ModifyIndex = request.ModifyIndex,
        };
}
