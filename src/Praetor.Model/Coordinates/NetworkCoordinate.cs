using Praetor.Foundation.Coordinates;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Coordinates;

/// <summary>A point in the space of round trip times.</summary>
[WireRecord]
[JsonRecord(GoType = "coordinate.Coordinate")]
public sealed partial record NetworkCoordinate
{
    /// <summary>Where every node begins, knowing nothing.</summary>
    public static readonly NetworkCoordinate Origin = new()
    {
        Vec = new double[VivaldiPlace.Dimensions],
        Error = VivaldiPlace.ErrorMax,
        Height = VivaldiPlace.HeightMin,
    };

    /// <summary>The point, in seconds.</summary>
    public IReadOnlyList<double>? Vec { get; init; }

    /// <summary>How sure it is: 0 is certain.</summary>
    public double Error { get; init; }

    /// <summary>An offset to every distance, in seconds.</summary>
    public double Adjustment { get; init; }

    /// <summary>The cost of the access line, in seconds.</summary>
    public double Height { get; init; }

    /// <summary>The same as what distances are measured between.</summary>
    public VivaldiPlace ToPlace() =>
        new()
        {
            Vector = Vec ?? [],
            Error = Error,
            Adjustment = Adjustment,
            Height = Height,
        };
}
