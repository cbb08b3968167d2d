using Praetor.Foundation.Wire;

namespace Praetor.Model.Coordinates;

/// <summary>The servers of a datacenter and where they are (<c>Coordinate.ListDatacenters</c>).</summary>
[WireRecord]
[JsonRecord]
public sealed partial record DatacenterMap
{
    /// <summary>The datacenter.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary><c>wan</c>.</summary>
    [JsonField(GoType = "types.AreaID")]
    public string AreaID { get; init; } = "";

    /// <summary>Its servers.</summary>
    public IReadOnlyList<Coordinate>? Coordinates { get; init; }
}
