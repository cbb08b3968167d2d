using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Kv;
using Praetor.Model.Sessions;
using Praetor.State.Watches;
using Xunit;
using static Praetor.State.Tests.StateStoreTesting;

namespace Praetor.State.Tests.Sessions;

public sealed class SessionTests
{
    private readonly StateStoreTesting _state = new();

    public SessionTests()
    {
        _state.Register("n", check: "serfHealth");
        _state.Register("n", "web", check: "web-check");
    }

    [Fact]
    public void A_session_needs_its_node_and_healthy_checks()
    {
        _state.Register("n", check: "bad", status: HealthStatus.Critical);
        Assert.Equal("Missing node registration", _state.CreateSession("s", "other").Refusal);
        Assert.Equal("Missing check 'none' registration", _state.CreateSession("s", "n", "none").Refusal);
        Assert.Equal("Check 'bad' is in critical state", _state.CreateSession("s", "n", "serfHealth", "bad").Refusal);
        Assert.Equal(
            "Missing check 'gone' registration",
            Create(
                new Session
                {
                    ID = "s",
                    Node = "n",
                    ServiceChecks = [new ServiceCheck { ID = "gone" }],
                }
            ).Refusal
        );
        Assert.Empty(_state.Now.SessionList(null).Value);
        Assert.True(_state.CreateSession("s", "n", "serfHealth", "web-check").IsDone);
        Assert.Equal("release", _state.Now.SessionGet(null, "s").Value!.Behavior);
    }

    [Fact]
    public void A_lock_is_counted_kept_by_plain_writes_and_given_up_by_its_holder_only()
    {
        _state.CreateSession("a", "n");
        _state.CreateSession("b", "n");
        Assert.True(Lock("k", "a").IsDone);
        Assert.Equal((1UL, "a"), LockOf("k"));
        Assert.False(Lock("k", "b").IsDone);
        Assert.True(Lock("k", "a").IsDone);
        Assert.Equal((1UL, "a"), LockOf("k"));
        Assert.False(Unlock("k", "b").IsDone);
        // As recorded: a plain write keeps the holder, but not the count.
        _state.Set("k", "plain");
        Assert.Equal((0UL, "a"), LockOf("k"));
        Assert.True(Unlock("k", "a").IsDone);
        Assert.False(Unlock("k", "a").IsDone);
        Assert.True(Lock("k", "b").IsDone);
        Assert.Equal((1UL, "b"), LockOf("k"));
    }

    [Fact]
    public void Locking_without_a_living_session_is_refused()
    {
        Assert.Equal("missing session", Lock("k", "").Refusal);
        Assert.Equal("invalid session \"none\"", Lock("k", "none").Refusal);
        Assert.Equal("missing session", Unlock("k", "").Refusal);
        Assert.False(Unlock("k", "none").IsRefused);
    }

    [Fact]
    public void A_session_that_ends_frees_its_keys_and_says_how_long_they_stay_closed()
    {
        Create(
            new Session
            {
                ID = "s",
                Node = "n",
                LockDelay = GoDuration.FromSeconds(90),
            }
        );
        Lock("b", "s");
        Lock("a", "s");
        _state.Apply(transaction => transaction.SessionDestroy("s"));
        Assert.Equal((1UL, ""), LockOf("a"));
        Assert.Equal(_state.Index, _state.Now.KvGet(null, "a").Index);
        var minute = GoDuration.FromSeconds(60);
        Assert.Equal([new LockDelay("a", minute), new LockDelay("b", minute)], _state.LockDelays);
    }

    [Fact]
    public void A_session_may_delete_its_keys_when_it_ends()
    {
        Create(
            new Session
            {
                ID = "s",
                Node = "n",
                Behavior = SessionBehavior.Delete,
            }
        );
        Lock("a", "s");
        _state.Set("b");
        _state.Apply(transaction => transaction.SessionDestroy("s"));
        Assert.Equal("b", Assert.Single(_state.Now.KvList(null, "").Value).Key);
        Assert.Equal(_state.Index, _state.Now.KvList(null, "a").Index);
        Assert.Empty(_state.LockDelays);
    }

    [Fact]
    public void Whatever_takes_a_check_away_ends_the_sessions_that_depend_on_it()
    {
        foreach (var (id, end) in Ends())
        {
            _state.Register("n", check: "serfHealth");
            _state.Register("n", "web", check: "web-check");
            Assert.True(_state.CreateSession(id, "n", "web-check").IsDone);
            Assert.True(_state.CreateSession("stays" + id, "n", "serfHealth").IsDone);
            using var watch = new WatchSet();
            _state.Now.SessionGet(watch, id);
            Assert.False(watch.Changed.IsCompleted);
            end();
            Assert.True(watch.Changed.IsCompletedSuccessfully, id);
            Assert.Null(_state.Now.SessionGet(null, id).Value);
            Assert.Equal(id != "node", _state.Now.SessionGet(null, "stays" + id).Value is not null);
        }
    }

    [Fact]
    public void Ending_a_missing_session_moves_no_index()
    {
        _state.CreateSession("s", "n");
        var index = _state.Now.SessionList(null).Index;
        _state.Apply(transaction => transaction.SessionDestroy("none"));
        Assert.Equal(index, _state.Now.SessionList(null).Index);
    }

    private List<(string Id, Action End)> Ends() =>
        [
            ("critical", () => _state.Register("n", "web", check: "web-check", status: HealthStatus.Critical)),
            ("check", () => _state.Apply(transaction => transaction.DeleteCheck("n", "web-check"))),
            ("service", () => _state.Apply(transaction => transaction.DeleteService("n", "web"))),
            ("node", () => _state.Apply(transaction => transaction.DeleteNode("N"))),
        ];

    private WriteOutcome Create(Session session) => _state.Apply(transaction => transaction.SessionCreate(session));

    private WriteOutcome Lock(string key, string session) =>
        _state.Apply(transaction => transaction.KvLock(Entry(key, "locked", session)));

    private WriteOutcome Unlock(string key, string session) =>
        _state.Apply(transaction => transaction.KvUnlock(Entry(key, "free", session)));

    private (ulong Index, string Session) LockOf(string key)
    {
        DirEntry entry = _state.Now.KvGet(null, key).Value!;
        return (entry.LockIndex, entry.Session);
    }
}
