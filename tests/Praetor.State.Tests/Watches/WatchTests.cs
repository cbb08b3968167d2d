using System.Text;
using CsCheck;
using Praetor.State.Store;
using Praetor.State.Watches;
using Xunit;

namespace Praetor.State.Tests.Watches;

public sealed class WatchTests
{
    private static readonly Gen<string> Keys = Gen.Char['a', 'c'].Array[0, 4].Select(letters => new string(letters));

    [Fact]
    public void A_watch_on_a_key_wakes_for_that_key_only()
    {
        var store = Store("ab", "abc");
        using var watch = Watch(store, "abc");
        Commit(store, set: ["a", "abcd", "abd", "abx", "aby", "abz"], remove: ["ab"]);
        Assert.False(watch.Changed.IsCompleted);
        Commit(store, set: ["abc"]);
        Assert.True(watch.Changed.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_watch_on_a_key_that_does_not_exist_wakes_when_it_appears()
    {
        var store = Store("abc");
        using var watch = Watch(store, "abd");
        Commit(store, set: ["abe", "ab", "abdd"]);
        Assert.False(watch.Changed.IsCompleted);
        Commit(store, set: ["abd"]);
        Assert.True(watch.Changed.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_change_between_the_query_and_the_wait_is_not_missed()
    {
        var store = Store("a");
        using var watch = Query(store, "a", isPrefix: false);
        Commit(store, set: ["a"]);
        Assert.True(watch.Changed.IsCompletedSuccessfully);
        Assert.Equal(0, store.Watches.Count);
    }

    [Fact]
    public void A_key_put_in_and_taken_out_in_one_transaction_wakes_nobody_who_waits_already()
    {
        var store = Store("a");
        using var watch = Watch(store, "b");
        Commit(store, set: ["b"], remove: ["b"]);
        Assert.False(watch.Changed.IsCompleted);
    }

    [Fact]
    public void Replacing_the_content_wakes_everybody_even_for_a_key_that_is_missing_before_and_after()
    {
        var store = Store("a");
        using var watch = Watch(store, "b");
        using var late = Query(store, "b", isPrefix: false);
        store.Replace(store.BeginReplacement());
        Assert.True(watch.Changed.IsCompletedSuccessfully);
        Assert.True(late.Changed.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_watcher_that_leaves_or_wakes_leaves_nothing_behind()
    {
        var store = Store("a");
        using var woken = Watch(store, "a");
        var left = Watch(store, "a", isPrefix: true);
        Assert.Equal(2, store.Watches.Count);
        left.Dispose();
        Commit(store, set: ["a"]);
        Assert.Equal(0, store.Watches.Count);
        Assert.False(left.Changed.IsCompleted);
    }

    [Fact]
    public void Wakes_exactly_those_whose_keys_or_prefixes_changed() =>
        Gen.Select(
                Keys.Array[0, 30],
                Gen.Select(Keys, Gen.Bool).Array[1, 20],
                Keys.Array[0, 4],
                Keys.Array[0, 4],
                Gen.Bool
            )
            .Sample(
                (present, watched, set, remove, isLate) =>
                {
                    var store = Store(present);
                    var watches = watched.Select(range => Query(store, range.Item1, range.Item2)).ToList();
                    var before = watched.Select(range => Seen(store, range)).ToList();
                    if (!isLate)
                    {
                        watches.ForEach(watch => Assert.False(watch.Changed.IsCompleted));
                    }

                    // A late waiter may wake for a key that was put in and taken out at once: see the test above.
                    Commit(store, set, [.. remove.Except(set)]);
                    var isRight = watches
                        .Zip(watched, before)
                        .All(item =>
                            item.First.Changed.IsCompleted != Seen(store, item.Second).SequenceEqual(item.Third)
                        );
                    watches.ForEach(watch => watch.Dispose());
                    return isRight && store.Watches.Count == 0;
                },
                iter: 2000
            );

    /// <summary>
    /// Goal: no wake-up is lost however a commit and a registration interleave. Method: a watcher thread queries, waits
    /// and queries again until it has seen the last version, while the writer commits without pause.
    /// </summary>
    [Fact]
    public async Task No_wake_up_is_lost_between_reading_and_waiting()
    {
        const int Last = 20_000;
        var store = Store("a");
        var watchers = Enumerable.Range(0, 3).Select(_ => FollowAsync(store, Last)).ToArray();
        for (var version = 0; version <= Last; version++)
        {
            var transaction = store.Begin();
            transaction.Set(0, Encoding.UTF8.GetBytes("version"), version);
            store.Commit(transaction);
        }

        await Task.WhenAll(watchers).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(0, store.Watches.Count);
    }

    private static async Task FollowAsync(VersionedStore store, int last)
    {
        await Task.Yield();
        while (true)
        {
            var root = store.Current;
            if (root.Tree(0).Find("version"u8)?.Value is int version && version == last)
            {
                return;
            }

            using var watch = new WatchSet();
            watch.AddKey(new StateSnapshot(root, store.Watches), 0, "version"u8);
            await watch.Changed;
        }
    }

    private static VersionedStore Store(params string[] keys)
    {
        var store = new VersionedStore(trees: 1);
        Commit(store, keys);
        return store;
    }

    private static void Commit(VersionedStore store, string[] set, params string[] remove)
    {
        var transaction = store.Begin();
        foreach (var key in set)
        {
            transaction.Set(0, Encoding.UTF8.GetBytes(key), new object());
        }

        foreach (var key in remove)
        {
            transaction.Remove(0, Encoding.UTF8.GetBytes(key));
        }

        store.Commit(transaction);
    }

    private static WatchSet Watch(VersionedStore store, string key, bool isPrefix = false)
    {
        var watch = Query(store, key, isPrefix);
        Assert.False(watch.Changed.IsCompleted);
        return watch;
    }

    private static WatchSet Query(VersionedStore store, string key, bool isPrefix)
    {
        var watch = new WatchSet();
        var snapshot = new StateSnapshot(store.Current, store.Watches);
        if (isPrefix)
        {
            watch.AddPrefix(snapshot, 0, Encoding.UTF8.GetBytes(key));
        }
        else
        {
            watch.AddKey(snapshot, 0, Encoding.UTF8.GetBytes(key));
        }

        return watch;
    }

    private static List<RadixLeaf> Seen(VersionedStore store, (string Key, bool IsPrefix) range)
    {
        var key = Encoding.UTF8.GetBytes(range.Key);
        var seen = new List<RadixLeaf>();
        var leaves = store.Current.Tree(0).Prefix(key);
        while (leaves.MoveNext())
        {
            if (range.IsPrefix || leaves.Current.Key.AsSpan().SequenceEqual(key))
            {
                seen.Add(leaves.Current);
            }
        }

        return seen;
    }
}
