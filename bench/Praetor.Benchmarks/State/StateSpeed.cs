using System.Diagnostics;
using Praetor.Model.Catalog;
using Praetor.Model.Kv;
using Praetor.State;

namespace Praetor.Benchmarks.State;

/// <summary>How many of the most frequent operations one thread does in a second, without log, network and encoding.</summary>
internal static class StateSpeed
{
    private const int Keys = 200_000;
    private const int Instances = 50;

    public static void Run()
    {
        var store = new StateStore();
        var index = 0UL;
        Measure("KV set, one transaction each", Keys, number => Set(store, ++index, $"some/key/{number:D8}"));
        Measure("KV set again, changed", Keys, number => Set(store, ++index, $"some/key/{number:D8}"));
        var snapshot = store.Snapshot();
        Measure("KV get", 1_000_000, number => snapshot.KvGet(null, $"some/key/{number % Keys:D8}"));
        Measure(
            "register node, service and check",
            20_000,
            number => Register(store, ++index, $"n{number}", $"s{number}")
        );
        for (var number = 0; number < Instances; number++)
        {
            Register(store, ++index, $"n{number}", "web");
        }

        snapshot = store.Snapshot();
        Measure($"health of a service, {Instances} instances", 200_000, _ => snapshot.CheckServiceNodes(null, "web"));
        Measure(
            "encode a snapshot, records",
            Keys,
            new Func<IEnumerator<ReadOnlyMemory<byte>>, Action<int>>(records => _ => records.MoveNext())(
                snapshot.EncodeRecords(index).GetEnumerator()
            )
        );
    }

    private static void Measure(string what, int count, Action<int> action)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        for (var number = 0; number < count; number++)
        {
            action(number);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / count;
        Console.WriteLine($"{what}: {count / seconds:N0}/s, {bytes:N0} bytes allocated each");
    }

    private static void Set(StateStore store, ulong index, string key)
    {
        using var transaction = store.Begin(index);
        transaction.KvSet(new DirEntry { Key = key, Value = BitConverter.GetBytes(index) });
        transaction.Commit();
    }

    private static void Register(StateStore store, ulong index, string node, string service)
    {
        using var transaction = store.Begin(index);
        transaction.EnsureRegistration(
            new RegisterRequest
            {
                Node = node,
                Address = "10.0.0.1",
                Service = new NodeService { ID = service, Service = service },
                Check = new HealthCheck
                {
                    CheckID = "c" + service,
                    Status = HealthStatus.Passing,
                    ServiceID = service,
                },
            }
        );
        transaction.Commit();
    }
}
