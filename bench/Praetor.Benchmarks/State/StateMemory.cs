using System.Runtime.CompilerServices;
using System.Text;
using Praetor.Foundation.Bytes;
using Praetor.Model.Kv;
using Praetor.State;

namespace Praetor.Benchmarks.State;

/// <summary>What a key costs beside its own bytes and its value's, with a million of them.</summary>
internal static class StateMemory
{
    private const int Keys = 1_000_000;
    private const int KeyLength = 100;
    private const int ValueLength = 100;

    public static void Run()
    {
        foreach (var (shape, keyOf) in new (string, Func<int, string>)[] { ("random", RandomKey), ("paths", PathKey) })
        {
            Measure(shape, keyOf);
        }
    }

    // A method of its own, so that nothing of the last store is still on the stack when the next one is measured.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Measure(string shape, Func<int, string> keyOf)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var store = new StateStore();
        Fill(store, keyOf);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        var each = (double)(after - before) / Keys;
        Console.WriteLine(
            $"{Keys:N0} {shape} keys of {KeyLength} bytes, values of {ValueLength}: {each:F0} bytes each,"
                + $" overhead {each - KeyLength - ValueLength:F0}"
        );
        GC.KeepAlive(store);
    }

    // Entry by entry, as the log brings them.
    private static void Fill(StateStore store, Func<int, string> keyOf)
    {
        for (var number = 0; number < Keys; number++)
        {
            using var transaction = store.Begin((ulong)number + 1);
            transaction.KvSet(
                new DirEntry
                {
                    Key = ByteString.Adopt(Encoding.ASCII.GetBytes(keyOf(number))),
                    Value = new byte[ValueLength],
                }
            );
            transaction.Commit();
        }
    }

    private static string RandomKey(int number) =>
        string.Concat(new Random(number).GetHexString(KeyLength - 10, lowercase: true), number.ToString("D10", null));

    private static string PathKey(int number) =>
        $"services/{number % 100:D3}/instances/{number / 100 % 100:D3}/settings/{number:D10}".PadRight(KeyLength, 'x');
}
