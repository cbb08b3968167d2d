namespace Praetor.Foundation.Coordinates;

/// <summary>
/// A node's place in a space where distances are round trips in seconds: a vector for the net's core, a height for the
/// node's own access link, and an adjustment for what the space cannot express. The one home of the distance: gossip
/// moves places by it, a server sorts by it, and the command line shows it.
/// </summary>
/// <remarks>Vivaldi with heights: https://pdos.csail.mit.edu/papers/vivaldi:sigcomm/paper.pdf, section 5.4.</remarks>
public readonly record struct VivaldiPlace
{
    /// <summary>How many dimensions Serf's space has; who gives another count speaks of another space.</summary>
    public const int Dimensions = 8;

    /// <summary>The least height, in seconds; also the first.</summary>
    public const double HeightMin = 10e-6;

    /// <summary>The error of a node that knows nothing, and the largest.</summary>
    public const double ErrorMax = 1.5;

    /// <summary>In seconds.</summary>
    public required IReadOnlyList<double> Vector { get; init; }

    /// <summary>How wrong this may be: from 0, relative.</summary>
    public required double Error { get; init; }

    /// <summary>In seconds; may be negative.</summary>
    public required double Adjustment { get; init; }

    /// <summary>In seconds; positive.</summary>
    public required double Height { get; init; }

    /// <summary>Whether all its numbers are numbers.</summary>
    public bool IsFinite =>
        Vector.All(double.IsFinite) && double.IsFinite(Error) && double.IsFinite(Adjustment) && double.IsFinite(Height);

    /// <summary>The estimated round trip to another place, in seconds; infinite if that is in another space.</summary>
    public double SecondsTo(VivaldiPlace other)
    {
        var raw = RawSecondsTo(other);
        var adjusted = raw + Adjustment + other.Adjustment;
        return adjusted > 0 ? adjusted : raw;
    }

    /// <summary>The same without adjustments.</summary>
    public double RawSecondsTo(VivaldiPlace other)
    {
        if (Vector.Count != other.Vector.Count)
        {
            return double.PositiveInfinity;
        }

        double sum = 0;
        for (var i = 0; i < Vector.Count; i++)
        {
            var difference = Vector[i] - other.Vector[i];
            sum += difference * difference;
        }

        return Math.Sqrt(sum) + Height + other.Height;
    }
}
