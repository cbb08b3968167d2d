using Praetor.Model.Catalog;
using Praetor.State.Watches;
using Xunit;

namespace Praetor.State.Tests.Catalog;

/// <summary>Who a node is: by its name, by its ID, and what happens when the two disagree.</summary>
public sealed class NodeTests
{
    private const string IdA = "c0000000-0000-4000-8000-00000000000a";
    private const string IdB = "c0000000-0000-4000-8000-00000000000b";

    private readonly StateStoreTesting _state = new();

    [Fact]
    public void A_node_query_has_its_own_index_and_answers_by_name_ID_or_the_beginning_of_an_ID()
    {
        Node("n", IdA);
        Node("other", IdB);
        Assert.Equal(1UL, _state.Now.NodeServices(null, "n").Index);
        Assert.Equal("n", _state.Now.NodeServices(null, IdA.ToUpperInvariant()).Value!.Node!.Name);
        Assert.Equal("n", _state.Now.Node(null, IdA[..^1] + "A").Value!.Name);
        Assert.Null(_state.Now.Node(null, IdA[..^1]).Value);
        Assert.Equal(0UL, _state.Now.NodeServices(null, "none").Index);
        using var watch = new WatchSet();
        _state.Now.NodeServices(watch, "none");
        Assert.False(watch.Changed.IsCompleted);
        _state.Register("n", check: "c");
        Assert.Equal(1UL, _state.Now.NodeServices(null, "n").Index);
        _state.Register("n", "web");
        Assert.Equal(4UL, _state.Now.NodeServices(null, "n").Index);
        Assert.False(watch.Changed.IsCompleted);
        _state.Register("none");
        Assert.True(watch.Changed.IsCompletedSuccessfully);
        _state.Apply(transaction => transaction.DeleteNode("none"));
        Assert.Equal(6UL, _state.Now.NodeServices(null, "none").Index);
    }

    [Fact]
    public void A_known_ID_under_another_name_renames_the_node_and_drops_what_the_old_name_had()
    {
        Node("n", IdA);
        _state.Register("n", "web", check: "c");
        _state.CreateSession("s", "n");
        Node("renamed", IdA);
        Assert.Equal((1UL, 4UL), (Named("renamed")!.CreateIndex, Named("renamed")!.ModifyIndex));
        Assert.Null(Named("n"));
        Assert.Empty(_state.Now.Services(null).Value);
        Assert.Empty(_state.Now.SessionList(null).Value);
        Assert.Empty(_state.Now.ChecksInState(null, HealthStatus.Any).Value);
    }

    [Fact]
    public void The_name_of_a_living_node_is_reserved()
    {
        Node("n", IdA);
        _state.Register("n", check: "serfHealth");
        Assert.Equal(
            $"failed inserting node: Error while renaming Node ID: \"{IdB}\": Node name N is reserved by node {IdA}"
                + " with name n (10.0.0.1)",
            Node("N", IdB).Refusal
        );
        Node("m", IdB);
        Assert.Equal(
            $"failed inserting node: Error while renaming Node ID: \"{IdB}\" (10.0.0.1): Node name n is reserved by"
                + $" node {IdA} with name n (10.0.0.1)",
            Node("n", IdB).Refusal
        );
        Assert.Equal(IdB, Named("m")!.ID);
    }

    [Fact]
    public void The_name_of_a_node_that_is_down_or_that_gossip_never_knew_can_be_taken()
    {
        Node("n", IdA);
        Assert.True(Node("n", IdB).IsDone);
        _state.Register("n", check: "serfHealth", status: HealthStatus.Critical);
        Assert.True(Node("n", IdA).IsDone);
        Assert.Equal("n", _state.Now.Node(null, IdA).Value!.Name);
        Assert.Null(_state.Now.Node(null, IdB).Value);
    }

    [Fact]
    public void A_nameless_living_node_can_be_given_an_ID()
    {
        _state.Register("n", check: "serfHealth");
        Assert.True(Node("N", IdA).IsDone);
        Assert.Equal(IdA, Assert.Single(_state.Now.Nodes(null).Value).ID);
    }

    private Node? Named(string name) => _state.Now.Node(null, name).Value;

    private WriteOutcome Node(string name, string id) =>
        _state.Apply(transaction =>
            transaction.EnsureRegistration(
                new RegisterRequest
                {
                    Node = name,
                    ID = id,
                    Address = "10.0.0.1",
                }
            )
        );
}
