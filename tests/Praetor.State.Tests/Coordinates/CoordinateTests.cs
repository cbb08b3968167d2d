using System.Buffers;
using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.State.Watches;
using Xunit;

namespace Praetor.State.Tests.Coordinates;

public sealed class CoordinateTests
{
    private readonly StateStoreTesting _state = new();

    [Fact]
    public void Coordinates_of_unknown_nodes_are_dropped_and_the_index_stays()
    {
        _state.Register("n1");
        Update(Place("ghost", 1));
        Assert.Equal(0UL, _state.Now.Coordinates(null).Index);

        Update(Place("ghost", 1), Place("n1", 2));
        var (index, known) = _state.Now.Coordinates(null);
        Assert.Equal(3UL, index);
        Assert.Equal("n1", Assert.Single(known).Node);
        Assert.Empty(_state.Now.NodeCoordinates(null, "ghost").Value);
    }

    [Fact]
    public void A_node_has_one_for_each_segment_whatever_the_case_of_its_name()
    {
        _state.Register("n1");
        _state.Register("n11");
        Update(Place("n1", 1), Place("n1", 2, "seg"), Place("n11", 3));
        Update(Place("N1", 4));

        Assert.Equal(
            [("N1", "", 4.0), ("n1", "seg", 2.0)],
            _state
                .Now.NodeCoordinates(null, "N1")
                .Value.Select(place => (place.Node, place.Segment, place.Coord!.Height))
        );
        Assert.Equal(3, _state.Now.Coordinates(null).Value.Count);
    }

    [Fact]
    public void They_go_with_their_node_and_no_other()
    {
        _state.Register("n1");
        _state.Register("n11");
        Update(Place("n1", 1), Place("n1", 2, "seg"), Place("n11", 3));
        _state.Apply(transaction => transaction.DeleteNode("n1"));

        var (index, left) = _state.Now.Coordinates(null);
        Assert.Equal(4UL, index);
        Assert.Equal("n11", Assert.Single(left).Node);
    }

    [Fact]
    public void They_go_when_their_node_is_renamed()
    {
        const string Id = "11111111-2222-3333-4444-555555555555";
        _state.Apply(transaction => transaction.EnsureNode(new Node { ID = Id, Name = "old" }));
        Update(Place("old", 1));
        _state.Apply(transaction => transaction.EnsureNode(new Node { ID = Id, Name = "new" }));

        Assert.Empty(_state.Now.Coordinates(null).Value);
        Assert.Equal(3UL, _state.Now.Coordinates(null).Index);
    }

    [Fact]
    public void Who_waits_for_one_node_wakes_for_it_alone()
    {
        _state.Register("n1");
        _state.Register("n11");
        using var watch = new WatchSet();
        _state.Now.NodeCoordinates(watch, "n1");
        Update(Place("n11", 1));
        Assert.False(watch.Changed.IsCompleted);
        Update(Place("n1", 1));
        Assert.True(watch.Changed.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_snapshot_keeps_them_and_their_index()
    {
        _state.Register("n1");
        _state.Register("n2");
        Update(Place("n1", 1), Place("n1", 2, "seg"), Place("n2", 3));
        _state.Set("later");
        var saved = Save(_state.Store);

        var restored = new StateStore();
        var restore = restored.BeginRestore();
        Assert.Equal(saved.Length, restore.Read(saved));
        restore.Commit();

        var (index, places) = restored.Snapshot().Coordinates(null);
        Assert.Equal(3UL, index);
        Assert.Equal([1.0, 2.0, 3.0], places.Select(place => place.Coord!.Height));
        Assert.Equal(saved, Save(restored));
    }

    private byte[] Save(StateStore store)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var record in store.Snapshot().EncodeRecords(_state.Index))
        {
            output.Write(record.Span);
        }

        return output.WrittenSpan.ToArray();
    }

    private void Update(params Coordinate[] places) =>
        _state.Apply(transaction => transaction.UpdateCoordinates(places));

    private static Coordinate Place(string node, double height, string segment = "") =>
        new()
        {
            Node = node,
            Segment = segment,
            Coord = NetworkCoordinate.Origin with { Height = height },
        };
}
