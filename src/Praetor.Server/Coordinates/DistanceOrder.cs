using Praetor.Model.Coordinates;
using Praetor.Model.Rpc;
using Praetor.State;

namespace Praetor.Server.Coordinates;

/// <summary>Answers in order of the estimated round trip from a node: what <c>?near=</c> asks for.</summary>
internal static class DistanceOrder
{
    /// <summary>
    /// The items, those of the nearest nodes first and those of nodes without a coordinate last; equally far ones stay in
    /// their order. As they are where no node of this datacenter is named, or nothing is known of where it is.
    /// </summary>
    /// <remarks>
    /// Coordinates are read from the same snapshot and not watched: they move all the time, and who waits for a change of
    /// the catalog is not woken by them.
    /// </remarks>
    public static IReadOnlyList<T> NearestFirst<T>(
        this IReadOnlyList<T> items,
        QuerySource source,
        ServerSettings settings,
        StateSnapshot snapshot,
        Func<T, string> nodeOf
    )
    {
        if (source.Node.Length == 0 || source.Datacenter != settings.Datacenter || items.Count < 2)
        {
            return items;
        }

        var here = snapshot.NodeCoordinates(null, source.Node).Value;
        return here.Count == 0
            ? items
            : [.. items.OrderBy(item => Seconds(here, snapshot.NodeCoordinates(null, nodeOf(item)).Value))];
    }

    /// <summary>The round trip between two nodes; infinite if it cannot be told.</summary>
    internal static double Seconds(IReadOnlyList<Coordinate> here, IReadOnlyList<Coordinate> there)
    {
        // A client is in one segment, a server in all of them: whoever has one coordinate says which.
        var segment =
            there is [var theirs] ? theirs.Segment
            : here is [var ours] ? ours.Segment
            : "";
        if (In(segment, here) is not { } from || In(segment, there) is not { } to)
        {
            return double.PositiveInfinity;
        }

        var seconds = from.ToPlace().SecondsTo(to.ToPlace());
        return double.IsNaN(seconds) ? double.PositiveInfinity : seconds;
    }

    private static NetworkCoordinate? In(string segment, IReadOnlyList<Coordinate> places) =>
        places.FirstOrDefault(place => place.Segment == segment)?.Coord;
}
