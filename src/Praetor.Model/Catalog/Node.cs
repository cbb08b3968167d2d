using Praetor.Foundation.Wire;

namespace Praetor.Model.Catalog;

/// <summary>A machine or other place where services run.</summary>
[WireRecord]
[JsonRecord]
public sealed partial record Node : IRaftIndexed
{
    /// <summary>A UUID that stays when the node is renamed; may be empty.</summary>
    [JsonField(GoType = "types.NodeID")]
    public string ID { get; init; } = "";

    /// <summary>The name, unique without regard to case.</summary>
    [FieldName("Node")]
    public string Name { get; init; } = "";

    /// <summary>Its address, an IP or a DNS name.</summary>
    public string Address { get; init; } = "";

    /// <summary>The datacenter it belongs to.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>Its partition; empty in the community edition.</summary>
    [JsonField(OmitEmpty = true)]
    public string Partition { get; init; } = "";

    /// <summary>The peer it was imported from; empty for our own.</summary>
    [JsonField(OmitEmpty = true)]
    public string PeerName { get; init; } = "";

    /// <summary>Further addresses: <c>lan</c>, <c>wan</c>, <c>lan_ipv4</c>, ...</summary>
    public IReadOnlyDictionary<string, string>? TaggedAddresses { get; init; }

    /// <summary>Pairs that queries can select by.</summary>
    public IReadOnlyDictionary<string, string>? Meta { get; init; }

    /// <summary>Where it runs, if that is known.</summary>
    [JsonField(OmitEmpty = true)]
    public Locality? Locality { get; init; }

    /// <summary>The Raft index that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>The Raft index that changed it last.</summary>
    public ulong ModifyIndex { get; init; }
}
