using Praetor.Foundation;
using Praetor.Model.Catalog;
using Praetor.Model.Kv;
using Praetor.Model.Rpc;
using Xunit;

namespace Praetor.Model.Tests.Rpc;

public sealed class ServerMethodsTests
{
    [Fact]
    public void Every_method_stands_at_its_ordinal_and_is_found_by_its_name()
    {
        Assert.Equal(Enumerable.Range(0, ServerMethods.All.Count), ServerMethods.All.Select(m => m.Ordinal));
        Assert.All(ServerMethods.All, method => Assert.Same(method, ServerMethods.Find(method.Name)));
        Assert.Null(ServerMethods.Find("Kvs.Apply"));
    }

    [Fact]
    public void Every_method_that_is_declared_is_in_the_catalogue()
    {
        var declared = typeof(ServerMethods)
            .GetFields()
            .Select(field => field.GetValue(null))
            .OfType<RpcMethod>()
            .ToList();
        Assert.Equal(declared, ServerMethods.All);
        Assert.Equal(36, declared.Count);
    }

    [Fact]
    public void A_request_says_where_it_goes_and_who_asks()
    {
        IServerRequest write = new KvsRequest { Datacenter = "dc2", Token = "secret" };
        IServerRequest read = new DCSpecificRequest { Datacenter = "dc3", Token = "other" };
        Assert.Equal(("dc2", "secret"), (write.Datacenter, write.Token));
        Assert.Equal(("dc3", "other"), (read.Datacenter, read.Token));
        Assert.Equal("", ((IServerRequest)new DatacentersRequest()).Datacenter);
        Assert.Equal("", ((IServerRequest)EmptyRequest.Empty).Token);
    }

    [Fact]
    public void Any_request_or_reply_can_be_changed_through_what_it_is_based_on()
    {
        var reply = Answered(new IndexedNodes { Nodes = [] });
        Assert.Equal(7UL, reply.Index);
        Assert.Empty(reply.Nodes!);

        static T Answered<T>(T reply)
            where T : QueryMeta => reply with { Index = 7 };
    }

    [Fact]
    public void A_result_is_a_value_or_an_error()
    {
        IReadOnlyList<string> peers = ["a"];
        Assert.Same(peers, RpcResult.Of(peers).Value);
        RpcResult<bool> good = false;
        RpcResult<bool> bad = new RpcError(RpcErrorKind.NoLeader, WellKnownErrors.NoLeader);
        Assert.False(good.Value);
        Assert.Null(good.Error);
        Assert.True(good.TryGet(out _, out _));
        Assert.Equal("No cluster leader", bad.Error!.ToString());
        Assert.False(bad.TryGet(out _, out var error));
        Assert.Equal(RpcErrorKind.NoLeader, error.Kind);
        Assert.Equal("No cluster leader", bad.Match(value => value.ToString(), failed => failed.Text));
    }

    [Fact]
    public void A_value_is_not_taken_where_there_is_none()
    {
        RpcResult<string> bad = new RpcError(RpcErrorKind.Internal, "x");
        Assert.Throws<InvariantException>(() => bad.Value);
        Assert.Throws<InvariantException>(() => default(RpcResult<string>).Value);
        Assert.Throws<InvariantException>(() => default(RpcResult<string>).TryGet(out _, out _));
    }

    [Fact]
    public void A_request_that_is_nil_is_an_empty_one()
    {
        var reader = new Foundation.Wire.MsgPackReader([0xc0]);
        Assert.Equal(new RegisterRequest(), ServerMethods.CatalogRegister.RequestCodec.Read(ref reader));
    }
}
