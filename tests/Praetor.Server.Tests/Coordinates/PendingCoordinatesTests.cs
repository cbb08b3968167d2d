using Praetor.Model.Coordinates;
using Praetor.Server.Coordinates;
using Xunit;

namespace Praetor.Server.Tests.Coordinates;

public sealed class PendingCoordinatesTests
{
    private readonly PendingCoordinates _pending = new(placesMax: 3);

    [Fact]
    public void The_newest_of_a_node_and_segment_counts()
    {
        Add("a", 1);
        Add("b", 2);
        Add("a", 3);
        Add("a", 4, "seg");

        AssertTakes(0, ["a  3", "b  2", "a seg 4"]);
        AssertTakes(0, []);
    }

    [Fact]
    public void What_is_too_much_for_a_period_is_forgotten_and_counted_once()
    {
        foreach (var node in (string[])["a", "b", "c", "d", "e"])
        {
            Add(node, 1);
        }

        // Those that wait already may still be renewed.
        Add("b", 2);

        AssertTakes(2, ["a  1", "b  2", "c  1"]);
        Add("d", 1);
        AssertTakes(0, ["d  1"]);
    }

    [Fact]
    public void Long_names_are_not_kept_without_bound()
    {
        Add(new string('a', 600_000), 1);
        Add(new string('b', 600_000), 1);
        Add("c", 1);

        var (places, forgotten) = _pending.Take();
        Assert.Equal([600_000, 1], places.Select(place => place.Node.Length));
        Assert.Equal(1, forgotten);
    }

    [Fact]
    public async Task Who_takes_waits_until_there_is_something()
    {
        var waiting = _pending.WaitAsync(CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        Add("a", 1);
        Add("b", 1);
        await waiting;

        _pending.Take();
        Assert.False(_pending.WaitAsync(CancellationToken.None).AsTask().IsCompleted);
    }

    private void Add(string node, double height, string segment = "") =>
        _pending.Add(
            new Coordinate
            {
                Node = node,
                Segment = segment,
                Coord = new NetworkCoordinate { Height = height },
            }
        );

    private void AssertTakes(int forgotten, string[] expected)
    {
        var taken = _pending.Take();
        Assert.Equal(expected, taken.Places.Select(place => $"{place.Node} {place.Segment} {place.Coord!.Height}"));
        Assert.Equal(forgotten, taken.Forgotten);
    }
}
