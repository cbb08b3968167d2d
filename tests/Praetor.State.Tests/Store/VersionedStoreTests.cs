using System.Text;
using Praetor.Foundation;
using Praetor.State.Store;
using Xunit;

namespace Praetor.State.Tests.Store;

public sealed class VersionedStoreTests
{
    [Fact]
    public void A_transaction_reads_its_own_writes_and_nobody_else_does_before_the_commit()
    {
        var store = new VersionedStore(trees: 2);
        var transaction = store.Begin();
        transaction.Set(1, Key("a"), "1");
        Assert.Equal("1", transaction.Tree(1).Find(Key("a"))!.Value);
        Assert.Null(store.Current.Tree(1).Find(Key("a")));
        store.Commit(transaction);
        Assert.Equal("1", store.Current.Tree(1).Find(Key("a"))!.Value);
    }

    [Fact]
    public void An_aborted_transaction_leaves_no_trace()
    {
        var store = new VersionedStore(trees: 1);
        var before = store.Current;
        var transaction = store.Begin();
        transaction.Set(0, Key("a"), "1");
        store.Abort(transaction);
        Assert.Same(before, store.Current);
    }

    [Fact]
    public void A_second_writer_is_a_broken_invariant()
    {
        var store = new VersionedStore(trees: 1);
        store.Begin();
        Assert.Throws<InvariantException>(store.Begin);
    }

    /// <summary>
    /// Goal: readers see whole transactions only. Method: the writer moves one unit between two keys per transaction,
    /// so that their sum is the same in every version; readers add them up while it writes.
    /// </summary>
    [Fact]
    public async Task Readers_see_whole_transactions_while_the_writer_writes()
    {
        var store = new VersionedStore(trees: 2);
        Move(store, 100, 0);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable
            .Range(0, 3)
            .Select(_ =>
                Task.Factory.StartNew(
                    () => SumWhile(store, stop.Token),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToArray();
        for (var step = 0; step < 20_000; step++)
        {
            Move(store, 100 - (step % 100), step % 100);
        }

        await stop.CancelAsync();
        foreach (var sums in await Task.WhenAll(readers))
        {
            Assert.Equal([100], sums);
        }
    }

    private static HashSet<int> SumWhile(VersionedStore store, CancellationToken stop)
    {
        var sums = new HashSet<int>();
        do
        {
            var root = store.Current;
            sums.Add((int)root.Tree(0).Find(Key("left"))!.Value + (int)root.Tree(1).Find(Key("right"))!.Value);
        } while (!stop.IsCancellationRequested);

        return sums;
    }

    private static void Move(VersionedStore store, int left, int right)
    {
        var transaction = store.Begin();
        transaction.Set(0, Key("left"), left);
        transaction.Set(0, Key($"l{left}"), left);
        transaction.Set(1, Key("right"), right);
        store.Commit(transaction);
    }

    private static byte[] Key(string text) => Encoding.UTF8.GetBytes(text);
}
