using Praetor.Foundation.Bytes;
using Praetor.Model.Kv;
using Praetor.State.Watches;
using Xunit;
using static Praetor.State.Tests.StateStoreTesting;

namespace Praetor.State.Tests.Kv;

public sealed class KvTests
{
    private readonly StateStoreTesting _state = new();

    [Fact]
    public void A_key_has_the_indexes_of_its_first_and_its_last_change()
    {
        _state.Set("a", "1");
        _state.Set("b");
        _state.Set("a", "2");
        var (index, entry) = _state.Now.KvGet(null, "a");
        Assert.Equal((3UL, 1UL, 3UL), (index, entry!.CreateIndex, entry.ModifyIndex));
    }

    [Fact]
    public void Writing_what_is_there_changes_nothing_and_wakes_nobody()
    {
        _state.Set("a");
        using var watch = new WatchSet();
        _state.Now.KvGet(watch, "a");
        Assert.False(watch.Changed.IsCompleted);
        _state.Set("a");
        Assert.Equal(1UL, _state.Now.KvGet(null, "a").Index);
        Assert.False(watch.Changed.IsCompleted);
    }

    [Fact]
    public void A_missing_key_has_the_index_of_the_table_and_wakes_only_when_it_appears()
    {
        _state.Set("a");
        using var watch = new WatchSet();
        var (index, entry) = _state.Now.KvGet(watch, "b");
        Assert.Equal((1UL, null), (index, entry));
        Assert.False(watch.Changed.IsCompleted);
        _state.Set("bb");
        _state.Set("a", "2");
        Assert.False(watch.Changed.IsCompleted);
        _state.Set("b");
        Assert.True(watch.Changed.IsCompletedSuccessfully);
    }

    [Fact]
    public void The_index_of_a_listing_counts_tombstones_until_they_are_reaped()
    {
        _state.Set("d/a");
        _state.Set("d/b");
        _state.Apply(transaction => transaction.KvDelete("d/a"));
        _state.Set("x");
        Assert.Equal(3UL, _state.Now.KvList(null, "d/").Index);
        _state.Apply(transaction => transaction.ReapTombstones(3));
        Assert.Equal(2UL, _state.Now.KvList(null, "d/").Index);
        Assert.Equal(4UL, _state.Now.KvList(null, "nothing").Index);
        Assert.Equal(4UL, _state.Now.KvList(null, "").Index);
    }

    [Fact]
    public void Reaping_leaves_younger_tombstones()
    {
        _state.Set("d/a");
        _state.Set("d/b");
        _state.Apply(transaction => transaction.KvDelete("d/a"));
        _state.Apply(transaction => transaction.KvDelete("d/b"));
        _state.Apply(transaction => transaction.ReapTombstones(3));
        Assert.Equal(4UL, _state.Now.KvList(null, "d/").Index);
    }

    [Fact]
    public void Deleting_a_tree_leaves_one_tombstone_on_its_prefix()
    {
        _state.Set("d/a");
        _state.Set("d/b/c");
        _state.Set("e");
        _state.Apply(transaction => transaction.KvDeleteTree("d/"));
        Assert.Empty(_state.Now.KvList(null, "d/").Value);
        Assert.Equal(4UL, _state.Now.KvList(null, "d/").Index);
        Assert.Equal("e", Assert.Single(_state.Now.KvList(null, "").Value).Key);
    }

    [Fact]
    public void Keys_are_cut_at_the_separator_once_each_and_in_order()
    {
        foreach (var key in new[] { "dirx", "dir/sub/c", "dir/a", "dir/sub/d/e", "dir/", "dir/b", "bin" })
        {
            _state.Set(key);
        }

        Assert.Equal(["dir/", "dir/a", "dir/b", "dir/sub/"], Names("dir/", "/"));
        Assert.Equal(["bin", "dir/", "dirx"], Names("", "/"));
        Assert.Equal(["dir/sub/c", "dir/sub/d/"], Names("dir/sub/", "/"));
        Assert.Equal(["di"], Names("d", "i"));
        Assert.Equal(["bin", "dir/", "dir/a", "dir/b", "dir/sub/c", "dir/sub/d/e", "dirx"], Names("", ""));
    }

    [Theory]
    [InlineData("a", 0, false)]
    [InlineData("a", 1, true)]
    [InlineData("a", 2, false)]
    [InlineData("new", 0, true)]
    [InlineData("new", 1, false)]
    public void Checks_the_index_before_it_sets(string key, ulong index, bool isDone)
    {
        _state.Set("a");
        Assert.Equal(
            WriteOutcome.If(isDone),
            _state.Apply(transaction => transaction.KvSetIfUnchanged(Entry(key, "w"), index))
        );
        Assert.Equal(isDone, _state.Now.KvGet(null, key).Value?.ModifyIndex == 2);
    }

    [Theory]
    [InlineData("a", 0, false)]
    [InlineData("a", 1, true)]
    [InlineData("a", 2, false)]
    [InlineData("none", 9, true)]
    public void Checks_the_index_before_it_deletes(string key, ulong index, bool isDone)
    {
        _state.Set("a");
        Assert.Equal(WriteOutcome.If(isDone), _state.Apply(transaction => transaction.KvDeleteIfUnchanged(key, index)));
        Assert.Equal(key == "a" && isDone, _state.Now.KvGet(null, "a").Value is null);
    }

    [Fact]
    public void Deleting_a_missing_key_moves_no_index()
    {
        _state.Set("a");
        _state.Apply(transaction => transaction.KvDelete("b"));
        _state.Apply(transaction => transaction.KvDeleteTree("b"));
        Assert.Equal(1UL, _state.Now.KvList(null, "").Index);
    }

    [Fact]
    public void Keys_are_bytes_and_need_not_be_text()
    {
        var odd = ByteString.Copy([0xff, 0x00, 0xc3]);
        _state.Apply(transaction => _ = transaction.KvSet(new DirEntry { Key = odd }));
        _state.Apply(transaction => _ = transaction.KvSet(new DirEntry { Key = ByteString.Copy([0xff]) }));
        Assert.Equal([ByteString.Copy([0xff]), odd], _state.Now.KvListKeys(null, default, default).Value);
    }

    private IEnumerable<string> Names(string prefix, string separator) =>
        _state.Now.KvListKeys(null, prefix, separator).Value.Select(key => key.ToString());
}
