using Praetor.Foundation.Wire;
using Praetor.Model.Rpc;

namespace Praetor.Model.Coordinates;

/// <summary>Answers <c>Coordinate.ListNodes</c> and <c>Coordinate.Node</c>.</summary>
[WireRecord]
public sealed partial record IndexedCoordinates : QueryMeta
{
    /// <summary>The nodes.</summary>
    public IReadOnlyList<Coordinate>? Coordinates { get; init; }
}
