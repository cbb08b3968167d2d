using Praetor.Foundation.Wire;

namespace Praetor.Model.Coordinates;

/// <summary>Where a node is in the space of round trip times (a list of them is log entry 6).</summary>
[WireRecord]
[JsonRecord]
public sealed partial record Coordinate
{
    /// <summary>The node.</summary>
    public string Node { get; init; } = "";

    /// <summary>The network segment.</summary>
    public string Segment { get; init; } = "";

    /// <summary>Its partition; empty in the community edition.</summary>
    [JsonField(OmitEmpty = true)]
    public string Partition { get; init; } = "";

    /// <summary>Where it is.</summary>
    public NetworkCoordinate? Coord { get; init; }
}
