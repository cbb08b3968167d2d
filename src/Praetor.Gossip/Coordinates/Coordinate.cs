using Praetor.Foundation.Coordinates;
using Praetor.Foundation.Wire;

namespace Praetor.Gossip.Coordinates;

/// <summary>
/// A node's place as pings carry it: a <see cref="VivaldiPlace"/> with its form on the wire.
/// </summary>
public sealed record Coordinate
{
    /// <summary>Where every node begins.</summary>
    public static Coordinate Origin { get; } = new();

    /// <summary>The vector, in seconds. Never written to.</summary>
    public double[] Vector { get; init; } = new double[VivaldiPlace.Dimensions];

    /// <summary>How wrong this may be: from 0, relative.</summary>
    public double Error { get; init; } = VivaldiPlace.ErrorMax;

    /// <summary>In seconds; may be negative.</summary>
    public double Adjustment { get; init; }

    /// <summary>In seconds; positive.</summary>
    public double Height { get; init; } = VivaldiPlace.HeightMin;

    /// <summary>Whether it is a place in our space: the right dimensions and finite numbers.</summary>
    public bool IsValid => Vector.Length == VivaldiPlace.Dimensions && Place.IsFinite;

    /// <summary>The estimated round trip to another place, in seconds; both are valid.</summary>
    public double SecondsTo(Coordinate other) => Place.SecondsTo(other.Place);

    /// <summary>The distance in seconds without adjustments.</summary>
    public double RawDistanceTo(Coordinate other) => Place.RawSecondsTo(other.Place);

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

    private VivaldiPlace Place =>
        new()
        {
            Vector = Vector,
            Error = Error,
            Adjustment = Adjustment,
            Height = Height,
        };

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
