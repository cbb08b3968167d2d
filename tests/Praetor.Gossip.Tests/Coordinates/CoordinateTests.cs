using CsCheck;
using Praetor.Foundation.Coordinates;
using Praetor.Gossip.Coordinates;
using Xunit;

namespace Praetor.Gossip.Tests.Coordinates;

public sealed class CoordinateTests
{
    [Theory]
    [InlineData(0, 0, 3e-5)] // both at the origin: the heights
    [InlineData(0, 0.001, 0.00103)] // 1 ms apart in one dimension
    [InlineData(-0.1, 0.001, 0.00103)] // an adjustment that would make it negative does not count
    [InlineData(0.1, 0.001, 0.10103)]
    public void Distance_is_the_vectors_the_heights_and_the_adjustments(double adjustment, double apart, double seconds)
    {
        var a = Coordinate.Origin with { Height = 1e-5, Adjustment = adjustment };
        var b = Coordinate.Origin with { Height = 2e-5, Vector = [apart, 0, 0, 0, 0, 0, 0, 0] };

        Assert.Equal(seconds, a.SecondsTo(b), 12);
        Assert.Equal(a.SecondsTo(b), b.SecondsTo(a), 15);
    }

    [Fact]
    public void The_first_round_trip_moves_a_node_as_the_paper_says()
    {
        // Both know as little: weight 1/2, wrongness |2e-5 - rtt| / rtt; force 0.25 * 1/2 * (rtt - 2e-5).
        var client = new CoordinateClient(new Random(1));
        var seconds = 0.1;
        Assert.True(client.Update("n2", Coordinate.Origin, TimeSpan.FromSeconds(seconds)));

        var moved = Math.Sqrt(client.Place.Vector.Sum(part => part * part));
        Assert.Equal(0.125 * (seconds - 2e-5), moved, tolerance: 1e-7);
        Assert.Equal(0.125 * (seconds - 2e-5) / seconds + 1.5 * 0.875, client.Place.Error, 9);
        // The height grows only where there is a direction; the gravity that follows leaves it at its least.
        Assert.InRange(client.Place.Height, VivaldiPlace.HeightMin, 2e-5);
        Assert.Equal((seconds - client.Place.RawDistanceTo(Coordinate.Origin)) / 40, client.Place.Adjustment, 6);
    }

    [Fact]
    public void Nodes_find_places_that_tell_their_round_trips()
    {
        // A line of nodes 10 ms apart: a distance that a space has.
        var nodes = 10;
        var random = new Random(7);
        var clients = Enumerable.Range(0, nodes).Select(_ => new CoordinateClient(random)).ToList();
        for (var round = 0; round < 3000; round++)
        {
            for (var i = 0; i < nodes; i++)
            {
                var j = random.Next(nodes);
                if (i != j)
                {
                    clients[i].Update("n" + j, clients[j].Place, RoundTrip(i, j));
                }
            }
        }

        var errors =
            from i in Enumerable.Range(0, nodes)
            from j in Enumerable.Range(0, nodes)
            where i != j
            select Math.Abs(clients[i].Place.SecondsTo(clients[j].Place) / RoundTrip(i, j).TotalSeconds - 1);
        Assert.InRange(errors.Average(), 0, 0.05);

        static TimeSpan RoundTrip(int i, int j) => TimeSpan.FromMilliseconds(10 * Math.Abs(i - j));
    }

    [Fact]
    public void One_long_round_trip_among_short_ones_is_passed_over()
    {
        var client = new CoordinateClient(new Random(1));
        var calm = new CoordinateClient(new Random(1));
        var other = Coordinate.Origin with { Vector = [0.01, 0, 0, 0, 0, 0, 0, 0], Error = 0.1 };
        foreach (var milliseconds in new[] { 10, 10, 5000, 10 })
        {
            client.Update("n2", other, TimeSpan.FromMilliseconds(milliseconds));
            calm.Update("n2", other, TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(calm.Place.Vector, client.Place.Vector);
    }

    [Fact]
    public void What_makes_no_sense_is_not_taken()
    {
        var client = new CoordinateClient(new Random(1));

        Assert.False(client.Update("a", Coordinate.Origin, TimeSpan.FromSeconds(-1)));
        Assert.False(client.Update("a", Coordinate.Origin, TimeSpan.FromSeconds(11)));
        Assert.False(client.Update("a", Coordinate.Origin with { Vector = [1, 2] }, TimeSpan.FromSeconds(1)));
        Assert.False(client.Update("a", Coordinate.Origin with { Error = double.NaN }, TimeSpan.FromSeconds(1)));
        Assert.Same(Coordinate.Origin, client.Place);
    }

    [Fact]
    public void A_place_out_of_all_bounds_begins_anew()
    {
        var client = new CoordinateClient(new Random(1));
        var far = Coordinate.Origin with { Vector = [double.MaxValue, double.MaxValue, 0, 0, 0, 0, 0, 0] };
        client.Update("a", far, TimeSpan.FromSeconds(1));

        Assert.Equal(1, client.Resets);
        Assert.Same(Coordinate.Origin, client.Place);
    }

    [Fact]
    public void Whatever_peers_say_a_place_stays_valid_its_error_and_height_within_bounds() =>
        Gen.Select(Gen.Double[-1, 1].Array[8], Gen.Double[0, 3], Gen.Double[-1, 1], Gen.Double[0, 1], Gen.Double[0, 10])
            .Array[1, 50]
            .Sample(
                steps =>
                {
                    var client = new CoordinateClient(new Random(1));
                    foreach (var (vector, error, adjustment, height, seconds) in steps)
                    {
                        var other = new Coordinate
                        {
                            Vector = vector,
                            Error = error,
                            Adjustment = adjustment,
                            Height = height,
                        };
                        client.Update("n", other, TimeSpan.FromSeconds(seconds));
                        if (
                            !client.Place.IsValid
                            || client.Place.Error is < 0 or > VivaldiPlace.ErrorMax
                            || client.Place.Height < VivaldiPlace.HeightMin
                        )
                        {
                            return false;
                        }
                    }

                    return true;
                },
                iter: 500
            );
}
