using System.Globalization;
using Praetor.Gossip.Swim;

namespace Praetor.TestKit.Gossip;

/// <summary>Prints how gossip fares, as tables for docs/gossip.md: virtual time, the shipping core and codec.</summary>
/// <param name="output">Where.</param>
/// <param name="seeds">How many runs a figure is of.</param>
internal sealed class GossipTables(TextWriter output, int seeds)
{
    /// <summary>The tables by name, with the sizes they are made for.</summary>
    public static IReadOnlyDictionary<string, int[]> Names { get; } =
        new SortedDictionary<string, int[]>(StringComparer.Ordinal)
        {
            ["bandwidth"] = [30, 100, 1000, 10_000],
            ["convergence"] = [30, 100, 1000, 10_000],
            ["detection"] = [30, 100, 1000],
            ["false-deaths"] = [100],
            ["partition"] = [30, 100, 300],
        };

    /// <summary>Prints a table; every name of <see cref="Names"/> is one.</summary>
    public void Print(string table, int[] sizes)
    {
        switch (table)
        {
            case "bandwidth":
                Print(
                    "nodes | packets/s sent | received | their bytes/s sent | received | exchanges/s begun | their bytes/s sent | received"
                );
                Each(sizes, PrintBandwidth);
                break;
            case "convergence":
                Print("nodes | loss | runs | 99.99 % have it | all | packets a node | bytes a node");
                Each(sizes, size => PrintConvergence(size, 0));
                Each(sizes, size => PrintConvergence(size, 0.1));
                break;
            case "detection":
                Print("nodes | first to hold it dead | all");
                Each(sizes, PrintDetection);
                break;
            case "false-deaths":
                Print("nodes | blocked | with Lifeguard | without | times fewer");
                Each(sizes, PrintFalseDeaths);
                break;
            case "partition":
                Print(
                    "nodes | loss | apart | each holds the other dead | first word | all agree | gossip | reconnect | push/pull"
                );
                Each(sizes, PrintPartitions);
                break;
        }

        output.WriteLine();
    }

    private void PrintBandwidth(int size)
    {
        // A pool too large to exchange everything again and again on one machine is measured in packets alone, and its
        // exchanges one at a time.
        var isLarge = size > 1000;
        var profile = SwimProfile.Lan with
        {
            PushPullInterval = isLarge ? TimeSpan.Zero : SwimProfile.Lan.PushPullInterval,
        };
        var network = SimPool.Settled(1, size, profile);

        // The first exchange comes within the interval of a pool of one, which is sooner than those that follow.
        network.Run(SwimProfile.Lan.PushPullInterval);
        var time = SimPool.Idle(network, isLarge ? TimeSpan.FromSeconds(30) : TimeSpan.FromMinutes(15));
        double Rate(long count) => count / time.TotalSeconds / size;
        var packets = network.Packets;
        var (exchanges, bytes) = isLarge
            ? SimPool.Exchange(network, SwimProfile.Lan)
            : (Rate(network.Streams.Sent) / 2, Rate(network.Streams.BytesSent));
        Write(
            $"{size} | {Rate(packets.Sent):F2} | {Rate(packets.Received):F2} | {Rate(packets.BytesSent):F0} | {Rate(packets.BytesReceived):F0} | {exchanges:F4} | {bytes:F0} | {bytes:F0}"
        );
    }

    /// <summary>
    /// Of so many runs together that one member in 10,000 makes a difference: what gossip misses in a small pool, it misses
    /// in one run of many.
    /// </summary>
    private void PrintConvergence(int size, double loss)
    {
        const int MembersMin = 20_000;
        var runs = Math.Max(seeds, MembersMin / size);
        var heard = new List<TimeSpan>();
        long packets = 0;
        long bytes = 0;
        for (var seed = 1; seed <= runs; seed++)
        {
            var network = SimPool.Settled(seed, size, SwimProfile.Lan, loss);
            network.Packets.Clear();
            heard.AddRange(SimPool.Converge(network));
            packets += network.Packets.Sent;
            bytes += network.Packets.BytesSent;
        }

        heard.Sort();
        var members = (long)runs * size;
        var enough = (int)Math.Ceiling(0.9999 * members);
        var took = heard.Count >= enough ? heard[enough - 1].TotalSeconds : double.NaN;
        Write(
            $"{size} | {loss:P0} | {runs} | {took:F2} s | {heard[^1].TotalSeconds:F2} s | {packets / members} | {bytes / members}"
        );
    }

    private void PrintDetection(int size)
    {
        var runs = Enumerable
            .Range(1, seeds)
            .Select(seed => SimPool.Detect(SimPool.Settled(seed, size, SwimProfile.Lan)))
            .ToList();
        Write($"{size} | {Mean(runs.Select(run => run.First))} | {Mean(runs.Select(run => run.All))}");
    }

    private void PrintFalseDeaths(int size)
    {
        int Count(SwimProfile profile, double part) =>
            Enumerable
                .Range(1, seeds)
                .Sum(seed => SimPool.FalseDeaths(SimPool.Settled(seed, size, profile), part, TimeSpan.FromMinutes(5)));

        foreach (var part in new[] { 0, 0.05, 0.1, 0.2, 0.3 })
        {
            var with = Count(SwimProfile.Lan, part);
            var without = Count(SwimProfile.Lan.WithoutLifeguard(), part);
            var fewer = with > 0 ? (without / with).ToString(CultureInfo.InvariantCulture) : "";
            Write($"{size} | {part:P0} | {with} | {without} | {fewer}");
        }
    }

    private void PrintPartitions(int size)
    {
        foreach (var atLeast in new[] { TimeSpan.Zero, TimeSpan.FromMinutes(10) })
        {
            PrintPartition(size, 0, atLeast);
            PrintPartition(size, 0.1, atLeast);
        }
    }

    private void PrintPartition(int size, double loss, TimeSpan atLeast)
    {
        var runs = new List<GossipPartition>();
        for (var seed = 1; seed <= seeds; seed++)
        {
            runs.Add(new GossipPartition(SimPool.Settled(seed, size, SwimProfile.Lan, loss)));
            runs[^1].Run(atLeast);
        }

        var apart = atLeast > TimeSpan.Zero ? $"{atLeast.TotalMinutes} min" : "until parted";
        Write(
            $"{size} | {loss:P0} | {apart} | {Mean(runs.Select(run => run.UntilParted))} | {Mean(runs.Select(run => run.UntilFirstWord))} | {Mean(runs.Select(run => run.UntilHealed))} | {runs.Average(run => run.ByGossip):P1} | {runs.Average(run => run.ByReconnect):P1} | {runs.Average(run => run.ByPushPull):P1}"
        );
    }

    private static string Mean(IEnumerable<TimeSpan?> times) =>
        string.Create(CultureInfo.InvariantCulture, $"{times.Average(time => time?.TotalSeconds ?? double.NaN):F1} s");

    private static void Each(int[] sizes, Action<int> print) => Array.ForEach(sizes, print);

    private void Print(string head)
    {
        Write($"{head}");
        Write($"{string.Join(" | ", Enumerable.Repeat("---", head.Count(it => it == '|') + 1))}");
    }

    private void Write(FormattableString row) => output.WriteLine($"| {row.ToString(CultureInfo.InvariantCulture)} |");
}
