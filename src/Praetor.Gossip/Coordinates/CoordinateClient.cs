using Praetor.Foundation.Coordinates;

namespace Praetor.Gossip.Coordinates;

/// <summary>
/// Finds this node's place (Vivaldi, Dabek and others 2004, with height; adjustment after Lee and others, "On suitability
/// of Euclidean embedding for host-based network coordinate systems"; filtering and gravity after Ledlie and others,
/// "Network coordinates in the wild"). For each round trip: 1. take the median of the peer's last three; 2. move along the
/// force between the places; 3. adjust by what is still wrong; 4. drift towards the origin, so that the pool does not
/// wander; 5. if a number went out of bounds, begin anew.
/// </summary>
internal sealed class CoordinateClient(Random random)
{
    private const double ErrorShare = 0.25;
    private const double ForceShare = 0.25;
    private const double GravityRadius = 150;
    private const double Zero = 1e-6;
    private const int AdjustmentWindow = 20;
    private const int MedianWindow = 3;
    private static readonly TimeSpan RoundTripMax = TimeSpan.FromSeconds(10);

    // At most as many as the pool has nodes: see Forget.
    private readonly Dictionary<string, List<double>> _recent = new(StringComparer.Ordinal);
    private readonly double[] _wrong = new double[AdjustmentWindow];
    private int _wrongPlace;

    /// <summary>This node's place.</summary>
    public Coordinate Place { get; private set; } = Coordinate.Origin;

    /// <summary>How often it had to begin anew.</summary>
    public int Resets { get; private set; }

    /// <summary>Takes in a round trip; false if it or the peer's place makes no sense.</summary>
    public bool Update(string peer, Coordinate other, TimeSpan roundTrip)
    {
        if (!other.IsValid || roundTrip < TimeSpan.Zero || roundTrip > RoundTripMax)
        {
            return false;
        }

        var seconds = Median(peer, roundTrip.TotalSeconds);
        Place = Adjust(Move(Place, other, seconds), other, seconds);
        Place = Pull(Place);
        if (!Place.IsValid)
        {
            Resets++;
            Place = Coordinate.Origin;
        }

        return true;
    }

    /// <summary>Forgets a peer's round trips: it is gone.</summary>
    public void Forget(string peer) => _recent.Remove(peer);

    private double Median(string peer, double seconds)
    {
        if (!_recent.TryGetValue(peer, out var recent))
        {
            _recent.Add(peer, recent = new List<double>(MedianWindow + 1));
        }

        recent.Add(seconds);
        if (recent.Count > MedianWindow)
        {
            recent.RemoveAt(0);
        }

        return recent.Order().ElementAt(recent.Count / 2);
    }

    private Coordinate Move(Coordinate at, Coordinate other, double seconds)
    {
        seconds = Math.Max(seconds, Zero);
        var distance = at.SecondsTo(other);
        var wrongness = Math.Abs(distance - seconds) / seconds;
        var weight = at.Error / Math.Max(at.Error + other.Error, Zero);
        var error = ErrorShare * weight * wrongness + at.Error * (1 - ErrorShare * weight);
        var force = ForceShare * weight * (seconds - distance);
        return Push(at with { Error = Math.Min(error, VivaldiPlace.ErrorMax) }, force, other);
    }

    private Coordinate Adjust(Coordinate at, Coordinate other, double seconds)
    {
        _wrong[_wrongPlace] = seconds - at.RawDistanceTo(other);
        _wrongPlace = (_wrongPlace + 1) % AdjustmentWindow;
        return at with { Adjustment = _wrong.Sum() / (2 * AdjustmentWindow) };
    }

    private Coordinate Pull(Coordinate at)
    {
        var distance = Coordinate.Origin.SecondsTo(at);
        return Push(at, -Math.Pow(distance / GravityRadius, 2), Coordinate.Origin);
    }

    /// <summary>Moves a place away from another by a force in seconds; negative ones draw it nearer.</summary>
    private Coordinate Push(Coordinate at, double force, Coordinate from)
    {
        var (direction, length) = Direction(from.Vector, at.Vector);
        var vector = new double[VivaldiPlace.Dimensions];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = at.Vector[i] + force * direction[i];
        }

        var height =
            length > Zero
                ? Math.Max(VivaldiPlace.HeightMin, (at.Height + from.Height) * force / length + at.Height)
                : at.Height;
        return at with { Vector = vector, Height = height };
    }

    /// <summary>The unit vector from one to another, and how far it is; a random one with length zero if they coincide.</summary>
    private (double[] Unit, double Length) Direction(double[] from, double[] to)
    {
        var unit = new double[VivaldiPlace.Dimensions];
        for (var i = 0; i < unit.Length; i++)
        {
            unit[i] = to[i] - from[i];
        }

        var length = Length(unit);
        if (length > Zero)
        {
            return (Scaled(unit, 1 / length), length);
        }

        for (var i = 0; i < unit.Length; i++)
        {
            unit[i] = random.NextDouble() - 0.5;
        }

        // Eight halves of zero in a row are as good as impossible, and any direction will do then.
        var randomLength = Length(unit);
        return randomLength > Zero ? (Scaled(unit, 1 / randomLength), 0) : ([1, 0, 0, 0, 0, 0, 0, 0], 0);
    }

    private static double Length(double[] vector) => Math.Sqrt(vector.Sum(part => part * part));

    private static double[] Scaled(double[] vector, double factor) => [.. vector.Select(part => part * factor)];
}
