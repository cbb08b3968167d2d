using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Coordinates;

/// <summary>Tells where a node is (<c>Coordinate.Update</c>).</summary>
[WireRecord]
[JsonRecord]
public sealed partial record CoordinateUpdateRequest : WriteRequest, IServerRequest
{
    /// <summary>Where the request is to be answered.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>The node.</summary>
    public string Node { get; init; } = "";

    /// <summary>The network segment.</summary>
    public string Segment { get; init; } = "";

    /// <summary>Where it is.</summary>
    public NetworkCoordinate? Coord { get; init; }
}
