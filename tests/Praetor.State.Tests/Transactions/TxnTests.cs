using Praetor.Model.Catalog;
using Praetor.Model.Kv;
using Praetor.Model.Transactions;
using Xunit;
using static Praetor.State.Tests.StateStoreTesting;

namespace Praetor.State.Tests.Transactions;

public sealed class TxnTests
{
    private readonly StateStoreTesting _state = new();

    public TxnTests()
    {
        _state.Register("n", "web", check: "c");
        _state.Set("a", "1");
        _state.Set("t/1");
        _state.Set("t/2");
    }

    [Fact]
    public void Operations_see_what_those_before_them_wrote_and_writes_answer_without_values()
    {
        var answer = Run(Kv(KvOp.Set, "k"), Kv(KvOp.Get, "k"), Kv(KvOp.DeleteTree, "t/"), Kv(KvOp.GetTree, "t/"));
        Assert.Null(answer.Errors);
        Assert.Equal([null, "v"], answer.Results!.Select(result => ValueOf(result.KV!)));
        Assert.All(answer.Results!, result => Assert.Equal(_state.Index, result.KV!.ModifyIndex));
        Assert.Empty(_state.Now.KvList(null, "t/").Value);
    }

    [Fact]
    public void All_that_is_wrong_is_told_and_nothing_is_done()
    {
        var answer = Run(Kv(KvOp.Set, "k"), Kv(KvOp.Cas, "a", index: 9), Kv(KvOp.CheckIndex, "a", index: 9));
        Assert.Null(answer.Results);
        Assert.Equal(
            [
                (1, "failed to set key \"a\", index is stale"),
                (2, "failed index check for key \"a\", current modify index 2 != 9"),
            ],
            answer.Errors!.Select(error => (error.OpIndex, error.What))
        );
        Assert.Null(_state.Now.KvGet(null, "k").Value);
    }

    [Theory]
    [InlineData(KvOp.Get, "none", "key \"none\" doesn't exist")]
    [InlineData(KvOp.CheckNotExists, "a", "key \"a\" exists")]
    [InlineData(KvOp.CheckIndex, "none", "failed to check index, key \"none\" doesn't exist")]
    [InlineData(KvOp.CheckSession, "none", "failed to check session, key \"none\" doesn't exist")]
    [InlineData(KvOp.CheckSession, "a", "failed session check for key \"a\", current session \"\" != \"x\"")]
    [InlineData(KvOp.DeleteCas, "a", "failed to delete key \"a\", index is stale")]
    [InlineData(KvOp.Lock, "a", "invalid session \"x\"")]
    [InlineData(KvOp.Unlock, "a", "failed to unlock key \"a\", lock isn't held, or is held by another session")]
    [InlineData("bogus", "a", "unknown KV verb \"bogus\"")]
    public void A_failing_key_operation_says_why(string verb, string key, string what) =>
        Assert.Equal(what, Assert.Single(Run(Kv(verb, key, session: "x")).Errors!).What);

    [Fact]
    public void A_key_that_is_missing_may_be_read_as_empty()
    {
        var result = Assert.Single(Run(Kv(KvOp.GetOrEmpty, "none")).Results!);
        Assert.Equal(("none", 0UL, null), (result.KV!.Key.ToString(), result.KV.ModifyIndex, result.KV.Value));
        Assert.Empty(Run(Kv(KvOp.GetTree, "none"), Kv(KvOp.CheckNotExists, "none")).Results!);
    }

    [Fact]
    public void A_held_lock_cannot_be_taken()
    {
        _state.CreateSession("x", "n");
        _state.CreateSession("y", "n");
        var answer = Run(Kv(KvOp.Lock, "a", session: "x"), Kv(KvOp.Lock, "a", session: "y"));
        Assert.Equal("failed to lock key \"a\", lock is already held", Assert.Single(answer.Errors!).What);
        Assert.Equal("x", Assert.Single(Run(Kv(KvOp.Lock, "a", session: "x")).Results!).KV!.Session);
        Assert.Equal("x", Assert.Single(Run(Kv(KvOp.CheckSession, "a", session: "x")).Results!).KV!.Session);
    }

    [Fact]
    public void Nodes_services_and_checks_have_the_same_verbs_and_words()
    {
        Assert.Equal("node \"none\" doesn't exist", Fails(Node(TxnVerb.Get, "none")));
        Assert.Equal("failed to set node \"n\", index is stale", Fails(Node(TxnVerb.Cas, "n")));
        Assert.Equal("failed to delete node \"none\", index is stale", Fails(Node(TxnVerb.DeleteCas, "none", 3)));
        Assert.Equal("unknown Node verb \"bogus\"", Fails(Node("bogus", "n")));
        Assert.Equal("service \"s\" on node \"n\" doesn't exist", Fails(Service(TxnVerb.Get, "n", "s")));
        Assert.Equal(
            "failed to set service \"web\" on node \"n\", index is stale",
            Fails(Service(TxnVerb.Cas, "n", "web"))
        );
        Assert.Equal("Missing node registration", Fails(Service(TxnVerb.Set, "missing", "x")));
        Assert.Equal("check \"x\" on node \"n\" doesn't exist", Fails(Check(TxnVerb.Get, "n", "x")));
        Assert.Equal(
            "failed to delete check \"c\" on node \"n\", index is stale",
            Fails(Check(TxnVerb.DeleteCas, "n", "c", 9))
        );
        Assert.Equal("Missing node registration", Fails(Check(TxnVerb.Set, "missing", "x")));
    }

    [Fact]
    public void Catalog_verbs_read_and_write_what_they_name()
    {
        Assert.Equal("n", Assert.Single(Run(Node(TxnVerb.Get, "N")).Results!).Node!.Name);
        Assert.Equal(6UL, Assert.Single(Run(Node(TxnVerb.Cas, "n", 1)).Results!).Node!.ModifyIndex);
        Assert.Equal("web", Assert.Single(Run(Service(TxnVerb.Set, "n", "web")).Results!).Service!.Service);
        Assert.Equal("c", Assert.Single(Run(Check(TxnVerb.Set, "n", "c")).Results!).Check!.CheckID);
        Assert.Empty(
            Run(
                Check(TxnVerb.Delete, "n", "c"),
                Service(TxnVerb.Delete, "n", "web"),
                Node(TxnVerb.Delete, "n")
            ).Results!
        );
        Assert.Empty(_state.Now.Nodes(null).Value);
    }

    [Fact]
    public void A_transaction_on_a_snapshot_reads_and_refuses_to_write()
    {
        var now = _state.Now;
        Assert.Equal("1", ValueOf(Assert.Single(now.Txn([Kv(KvOp.Get, "a")]).Results!).KV!));
        Assert.Equal("unknown KV verb \"set\"", Assert.Single(now.Txn([Kv(KvOp.Set, "a")]).Errors!).What);
        Assert.Equal("unknown Node verb \"delete\"", Assert.Single(now.Txn([Node(TxnVerb.Delete, "n")]).Errors!).What);
    }

    private TxnResponse Run(params TxnOp[] operations)
    {
        var answer = new TxnResponse();
        _state.Apply(transaction =>
        {
            answer = transaction.Txn(operations);
            return answer.Errors is null ? WriteOutcome.Done : WriteOutcome.Refused("errors");
        });
        return answer;
    }

    private string Fails(TxnOp operation) => Assert.Single(Run(operation).Errors!).What;

    private static string? ValueOf(DirEntry entry) =>
        entry.Value is null ? null : System.Text.Encoding.UTF8.GetString(entry.Value);

    private static TxnOp Kv(string verb, string key, ulong index = 0, string session = "") =>
        new()
        {
            KV = new TxnKvOp { Verb = verb, Entry = Entry(key, session: session) with { ModifyIndex = index } },
        };

    private static TxnOp Node(string verb, string name, ulong index = 0) =>
        new()
        {
            Node = new TxnNodeOp
            {
                Verb = verb,
                Node = new Node
                {
                    Name = name,
                    Address = "10.9.9.9",
                    ModifyIndex = index,
                },
            },
        };

    private static TxnOp Service(string verb, string node, string id, ulong index = 0) =>
        new()
        {
            Service = new TxnServiceOp
            {
                Verb = verb,
                Node = node,
                Service = new NodeService
                {
                    ID = id,
                    Service = id,
                    ModifyIndex = index,
                },
            },
        };

    private static TxnOp Check(string verb, string node, string id, ulong index = 0) =>
        new()
        {
            Check = new TxnCheckOp
            {
                Verb = verb,
                Check = new HealthCheck
                {
                    Node = node,
                    CheckID = id,
                    ModifyIndex = index,
                },
            },
        };
}
