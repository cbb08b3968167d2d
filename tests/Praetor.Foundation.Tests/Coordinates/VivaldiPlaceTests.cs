using CsCheck;
using Praetor.Foundation.Coordinates;
using Xunit;

namespace Praetor.Foundation.Tests.Coordinates;

public sealed class VivaldiPlaceTests
{
    private static readonly Gen<VivaldiPlace> Places = Gen.Select(
        Gen.Double[-10, 10].Array[8],
        Gen.Double[0, 1.5],
        Gen.Double[0, 10],
        Gen.Double[0, 10],
        Place
    );

    [Fact]
    public void A_round_trip_takes_as_long_either_way_and_never_less_than_both_access_links() =>
        Gen.Select(Places, Places)
            .Sample(
                (one, other) =>
                    Math.Abs(one.SecondsTo(other) - other.SecondsTo(one)) < 1e-9
                    && one.SecondsTo(other) >= one.Height + other.Height
            );

    [Fact]
    public void The_adjustments_count_unless_they_would_make_it_negative()
    {
        var here = Place([0, 0, 0], 0, 0.01, 0.001);
        Assert.Equal(0.512, here.SecondsTo(Place([0.3, 0.4, 0], 0, 0, 0.001)), 12);
        Assert.Equal(0.502, here.SecondsTo(Place([0.3, 0.4, 0], 0, -1, 0.001)), 12);
    }

    [Fact]
    public void Another_space_is_infinitely_far() =>
        Assert.Equal(double.PositiveInfinity, Place([0, 0], 0, 0, 0).SecondsTo(Place([0], 0, 0, 0)));

    [Theory]
    [InlineData(0, 0, 0, 0, true)]
    [InlineData(double.NaN, 0, 0, 0, false)]
    [InlineData(0, double.PositiveInfinity, 0, 0, false)]
    [InlineData(0, 0, double.NegativeInfinity, 0, false)]
    [InlineData(0, 0, 0, double.NaN, false)]
    public void Every_number_must_be_one(double part, double error, double adjustment, double height, bool isFinite) =>
        Assert.Equal(isFinite, Place([0, part], error, adjustment, height).IsFinite);

    private static VivaldiPlace Place(double[] vector, double error, double adjustment, double height) =>
        new()
        {
            Vector = vector,
            Error = error,
            Adjustment = adjustment,
            Height = height,
        };
}
