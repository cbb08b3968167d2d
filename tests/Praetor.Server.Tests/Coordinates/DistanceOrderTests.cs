using CsCheck;
using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.Model.Rpc;
using Praetor.Server.Coordinates;
using Praetor.Server.Tests.Running;
using Praetor.State;
using Xunit;

namespace Praetor.Server.Tests.Coordinates;

public sealed class DistanceOrderTests
{
    private static readonly ServerSettings Settings = RunningServer.Settings;

    /// <summary>
    /// Goal: the order is by distance, stable, and loses nothing. Method: nodes at random places, many of them equally far
    /// and some nowhere, listed several times; the sort is compared with what the law says, pair by pair.
    /// </summary>
    [Fact]
    public void Nearest_come_first_unknown_last_and_equals_stay_in_their_order() =>
        Gen.Select(Gen.Int[-1, 4].Array[1, 12], Gen.Int[0, 11].Array[0, 30])
            .Sample(
                (places, listed) =>
                {
                    var snapshot = State([.. places.Select((place, node) => (Name(node), (double)place))]);
                    List<(int Node, int Position)> items =
                    [
                        .. listed.Select((node, position) => (node % places.Length, position)),
                    ];
                    var sorted = items.NearestFirst(From(Name(0)), Settings, snapshot, item => Name(item.Node));
                    Assert.Equal(items, sorted.OrderBy(item => item.Position));
                    if (places[0] < 0)
                    {
                        Assert.Equal(items, sorted);
                        return;
                    }

                    Assert.All(
                        sorted.Zip(sorted.Skip(1)),
                        pair =>
                            Assert.True(
                                (Distance(pair.First), pair.First.Position).CompareTo(
                                    (Distance(pair.Second), pair.Second.Position)
                                ) < 0
                            )
                    );

                    double Distance((int Node, int Position) item) =>
                        places[item.Node] < 0 ? double.PositiveInfinity : Math.Abs(places[item.Node] - places[0]);
                },
                iter: 300
            );

    [Theory]
    [InlineData("dc1", "a", "a b c")]
    [InlineData("dc1", "A", "a b c")]
    [InlineData("dc1", "ghost", "c a b")] // nothing is known of it
    [InlineData("dc2", "a", "c a b")] // of another datacenter, whose space is another
    [InlineData("dc1", "", "c a b")]
    public void Only_a_known_node_of_this_datacenter_sorts(string datacenter, string node, string expected)
    {
        string[] items = ["c", "a", "b"];
        var source = new QuerySource { Datacenter = datacenter, Node = node };
        var snapshot = State(("a", 0), ("b", 1), ("c", 2));
        Assert.Equal(expected, string.Join(' ', items.NearestFirst(source, Settings, snapshot, static item => item)));
    }

    [Fact]
    public void A_client_in_one_segment_is_measured_in_that_one()
    {
        Coordinate[] server = [Place("s", 0), Place("s", 5, "blue")];
        Assert.Equal(2, DistanceOrder.Seconds(server, [Place("c", 3, "blue")]), 3);
        Assert.Equal(2, DistanceOrder.Seconds([Place("c", 3, "blue")], server), 3);
        Assert.Equal(3, DistanceOrder.Seconds(server, [Place("c", 3)]), 3);
        Assert.Equal(5, DistanceOrder.Seconds(server, [Place("t", 5), Place("t", 7, "blue")]), 3);
        Assert.Equal(double.PositiveInfinity, DistanceOrder.Seconds(server, [Place("c", 3, "red")]));
        Assert.Equal(double.PositiveInfinity, DistanceOrder.Seconds(server, []));
    }

    [Fact]
    public void What_is_no_place_is_infinitely_far()
    {
        Coordinate[] here = [Place("a", 0)];
        Assert.Equal(double.PositiveInfinity, DistanceOrder.Seconds(here, [new Coordinate { Node = "b" }]));
        Assert.Equal(double.PositiveInfinity, DistanceOrder.Seconds(here, [Place("b", double.NaN)]));
        Assert.Equal(
            double.PositiveInfinity,
            DistanceOrder.Seconds(here, [new Coordinate { Coord = new NetworkCoordinate { Vec = [1, 2] } }])
        );
    }

    private static QuerySource From(string node) => new() { Datacenter = "dc1", Node = node };

    private static string Name(int node) => $"n{node}";

    /// <summary>Nodes on a line; a negative place is none.</summary>
    private static StateSnapshot State(params (string Node, double Place)[] nodes)
    {
        var store = new StateStore();
        using var transaction = store.Begin(1);
        foreach (var (node, _) in nodes)
        {
            transaction.EnsureNode(new Node { Name = node });
        }

        transaction.UpdateCoordinates(
            nodes.Where(node => node.Place >= 0).Select(node => Place(node.Node, node.Place))
        );
        transaction.Commit();
        return store.Snapshot();
    }

    private static Coordinate Place(string node, double place, string segment = "") =>
        new()
        {
            Node = node,
            Segment = segment,
            Coord = NetworkCoordinate.Origin with { Vec = [place, 0, 0, 0, 0, 0, 0, 0] },
        };
}
