using Praetor.Model.Coordinates;
using Coordinate = Praetor.Gossip.Coordinates.Coordinate;

namespace Praetor.Agent.Membership;

/// <summary>A place as gossip finds it, in the form in which clients and servers are told of it.</summary>
public static class NetworkPlace
{
    /// <summary>The same place.</summary>
    public static NetworkCoordinate Of(Coordinate place) =>
        new()
        {
            Vec = place.Vector,
            Error = place.Error,
            Adjustment = place.Adjustment,
            Height = place.Height,
        };
}
