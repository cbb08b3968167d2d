using Praetor.Foundation.Wire;

namespace Praetor.Model.Rpc;

/// <summary>Where a read comes from, for answers sorted by distance.</summary>
[WireRecord]
public sealed partial record QuerySource
{
    /// <summary>The datacenter of the node.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The network segment of the node.</summary>
    public string Segment { get; init; } = "";

    /// <summary>The node, <c>_agent</c>, or <c>_ip</c> for <see cref="IP"/>.</summary>
    public string Node { get; init; } = "";

    /// <summary>The node's partition; empty in the community edition.</summary>
    public string NodePartition { get; init; } = "";

    /// <summary>The address to look the node up by.</summary>
    [FieldName("Ip")]
    public string IP { get; init; } = "";
}
