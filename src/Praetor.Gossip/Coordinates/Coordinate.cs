using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Coordinates;

/// <summary>
/// A node's place in a space where distances are round trips in seconds: a vector for the net's core, a height for the
/// node's own access link, and an adjustment for what the space cannot express.
/// </summary>
public sealed record Coordinate
{
    /// <summary>How many dimensions Serf's space has; a peer with another count speaks of another space.</summary>
    public const int Dimensions = 8;

    /// <summary>The least height, in seconds; also the first.</summary>
    public const double HeightMin = 10e-6;

    /// <summary>The error of a node that knows nothing, and the largest.</summary>
    public const double ErrorMax = 1.5;

    /// <summary>Where every node begins.</summary>
    public static Coordinate Origin { get; } = new();

    /// <summary>The vector, in seconds. Never written to.</summary>
    public double[] Vector { get; init; } = new double[Dimensions];

    /// <summary>How wrong this may be: from 0, relative.</summary>
    public double Error { get; init; } = ErrorMax;

    /// <summary>In seconds; may be negative.</summary>
    public double Adjustment { get; init; }

    /// <summary>In seconds; positive.</summary>
    public double Height { get; init; } = HeightMin;

    /// <summary>Whether it is a place in our space: the right dimensions and finite numbers.</summary>
    public bool IsValid =>
        Vector.Length == Dimensions
        && Array.TrueForAll(Vector, double.IsFinite)
        && double.IsFinite(Error)
        && double.IsFinite(Adjustment)
        && double.IsFinite(Height);

    /// <summary>The estimated round trip to another place, in seconds; both are valid.</summary>
    public double SecondsTo(Coordinate other)
    {
        var raw = RawDistanceTo(other);
        var adjusted = raw + Adjustment + other.Adjustment;
        return adjusted > 0 ? adjusted : raw;
    }

    /// <summary>The distance in seconds without adjustments.</summary>
    public double RawDistanceTo(Coordinate other)
    {
        double sum = 0;
        for (var i = 0; i < Dimensions; i++)
        {
            var difference = Vector[i] - other.Vector[i];
            sum += difference * difference;
        }

        return Math.Sqrt(sum) + Height + other.Height;
    }

    /// <summary>Appends the coordinate's map.</summary>
    public void Write(ref MsgPackWriter writer)
    {
        writer.WriteMapHeader(4);
        writer.WriteString("Adjustment");
        writer.WriteDouble(Adjustment);
        writer.WriteString("Error");
        writer.WriteDouble(Error);
        writer.WriteString("Height");
        writer.WriteDouble(Height);
        writer.WriteString("Vec");
        writer.WriteArrayHeader(Vector.Length);
        foreach (var part in Vector)
        {
            writer.WriteDouble(part);
        }
    }

    /// <summary>Reads a coordinate, valid or not.</summary>
    /// <exception cref="WireFormatException">It is none.</exception>
    public static Coordinate Read(ref MsgPackReader reader)
    {
        var coordinate = new Coordinate
        {
            Vector = [],
            Error = 0,
            Height = 0,
        };
        for (var left = reader.EnterMap(); left > 0; left--)
        {
            switch (reader.ReadString())
            {
                case "Adjustment":
                    coordinate = coordinate with { Adjustment = reader.ReadDouble() };
                    break;
                case "Error":
                    coordinate = coordinate with { Error = reader.ReadDouble() };
                    break;
                case "Height":
                    coordinate = coordinate with { Height = reader.ReadDouble() };
                    break;
                case "Vec":
                    coordinate = coordinate with { Vector = ReadVector(ref reader) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.Leave();
        return coordinate;
    }

    private static double[] ReadVector(ref MsgPackReader reader)
    {
        var vector = new double[reader.EnterArray()];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = reader.ReadDouble();
        }

        reader.Leave();
        return vector;
    }
}
