using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;
using Xunit;

namespace Praetor.Gossip.Tests.Swim;

public sealed class MemberTableTests
{
    [Fact]
    public void Whoever_comes_and_goes_a_node_is_found_by_its_name_and_stands_in_the_order_once()
    {
        var random = new Random(1);
        var table = new MemberTable("self", random);
        table.Insert(new SwimNode("self") { State = NodeState.Left });
        var expected = new HashSet<string>(StringComparer.Ordinal) { "self" };
        for (var round = 0; round < 50; round++)
        {
            for (var count = random.Next(20); count > 0; count--)
            {
                var node = new SwimNode($"n{round}-{count}") { State = NodeState.Alive };
                table.Insert(node);
                expected.Add(node.Name);
            }

            foreach (var gone in table.Pick(random.Next(10), node => node.Name != "self"))
            {
                table.Replace(gone.In(NodeState.Dead, 1, TimeSpan.FromSeconds(round)));
                expected.Remove(gone.Name);
            }

            table.StartRound(TimeSpan.FromSeconds(round + 1), TimeSpan.Zero);

            Assert.Equal(expected.Count, table.Count);
            Assert.All(expected, name => Assert.Equal(name, table.Find(name)?.Name));
            Assert.Equal(
                expected.Order(StringComparer.Ordinal),
                Enumerable.Range(0, table.Count).Select(it => table.InOrder(it).Name).Order(StringComparer.Ordinal)
            );
        }
    }

    [Fact]
    public void A_reader_keeps_what_it_holds_whatever_the_table_learns()
    {
        var table = new MemberTable("n1", new Random(1));
        table.Insert(new SwimNode("n1") { State = NodeState.Alive });
        var held = table.Nodes;
        var copy = new MemberTable("n2", new Random(2));
        copy.CopyFrom(table);
        table.Replace(table.Find("n1")!.In(NodeState.Left, 2, TimeSpan.FromSeconds(1)));
        table.Insert(new SwimNode("n3"));

        Assert.Equal(NodeState.Alive, Assert.Single(held).State);
        Assert.Equal(NodeState.Alive, Assert.Single(copy.Nodes).State);
    }
}
