using System.Diagnostics;
using Praetor.Model.Kv;
using Praetor.State;
using Praetor.State.Watches;

namespace Praetor.Benchmarks.State;

/// <summary>What a waiting query costs in heap, and who wakes: 100,000 of them, each for a key of its own.</summary>
internal static class StateWatchers
{
    private const int Watchers = 100_000;

    public static void Run()
    {
        foreach (var exists in new[] { true, false })
        {
            var store = new StateStore();
            var index = 0UL;
            for (var number = 0; exists && number < Watchers; number++)
            {
                Set(store, ++index, Key(number));
            }

            var before = GC.GetTotalMemory(forceFullCollection: true);
            var watches = new WatchSet[Watchers];
            for (var number = 0; number < Watchers; number++)
            {
                watches[number] = new WatchSet();
                store.Snapshot().KvGet(watches[number], Key(number));
                _ = watches[number].Changed;
            }

            var each = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Watchers;
            var clock = Stopwatch.StartNew();
            Set(store, ++index, Key(500) + "x");
            Set(store, ++index, "something/else");
            var microseconds = clock.Elapsed.TotalMicroseconds / 2;
            var wokenByOthers = watches.Count(watch => watch.Changed.IsCompleted);
            Set(store, ++index, Key(500));
            var woken = watches.Count(watch => watch.Changed.IsCompleted);
            Array.ForEach(watches, watch => watch.Dispose());
            Console.WriteLine(
                $"{Watchers:N0} watchers of keys that {(exists ? "exist" : "do not exist")}: {each:F0} bytes of heap"
                    + $" each; woken by neighbours {wokenByOthers}, by their own key {woken}; a commit beside them"
                    + $" took {microseconds:F0} us; {store.WatchCount} left behind"
            );
        }
    }

    private static string Key(int number) => $"watched/key/{number:D8}";

    private static void Set(StateStore store, ulong index, string key)
    {
        using var transaction = store.Begin(index);
        transaction.KvSet(new DirEntry { Key = key, Value = BitConverter.GetBytes(index) });
        transaction.Commit();
    }
}
