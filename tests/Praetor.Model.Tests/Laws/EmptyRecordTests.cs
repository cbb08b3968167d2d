using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Json;
using Praetor.Model.Proxies;
using Xunit;

namespace Praetor.Model.Tests.Laws;

public sealed class EmptyRecordTests
{
    [Fact]
    public void What_says_nothing_is_one_object_for_all_who_read_it()
    {
        var bytes = WireRecords.Encode(
            new NodeService
            {
                Service = "web",
                Proxy = new(),
                Connect = new(),
            }
        );
        var first = WireRecords.Decode<NodeService>(bytes);
        var second = GoJson.Decode<NodeService>("{\"Service\":\"web\",\"Proxy\":{\"Mode\":\"\"}}"u8);
        Assert.Same(ConnectProxyConfig.Empty, first.Proxy);
        Assert.Same(ServiceConnect.Empty, first.Connect);
        Assert.Same(ConnectProxyConfig.Empty, second.Proxy);
    }

    [Fact]
    public void An_index_is_not_lost_to_the_empty_object()
    {
        var bytes = WireRecords.Encode(new Node { ModifyIndex = 7 });
        Assert.Equal(7UL, WireRecords.Decode<Node>(bytes).ModifyIndex);
        Assert.Equal(7UL, GoJson.Decode<Node>("{\"ModifyIndex\":7}"u8).ModifyIndex);
    }

    [Fact]
    public void Content_does_not_depend_on_who_holds_a_list_or_on_indexes()
    {
        var left = new Node
        {
            Name = "a",
            Meta = new Dictionary<string, string> { ["k"] = "v" },
            ModifyIndex = 1,
        };
        var right = new Node
        {
            Name = "a",
            Meta = WireMap.From([KeyValuePair.Create("k", "v")]),
            ModifyIndex = 2,
        };
        Assert.True(left.SameContent(right));
        Assert.False(left.SameContent(right with { Meta = null }));
        Assert.False((left with { Meta = WireMap<string>.Empty }).SameContent(left with { Meta = null }));
    }
}
