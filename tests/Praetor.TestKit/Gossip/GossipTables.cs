using System.Globalization;
using Praetor.Gossip.Swim;

namespace Praetor.TestKit.Gossip;

/// <summary>Prints how gossip fares, as tables for docs/gossip.md: virtual time, the shipping core and codec.</summary>
internal sealed class GossipTables(TextWriter output)
{
    private static readonly int[] Sizes = [30, 100, 1000];

    /// <param name="seeds">How many runs each figure is the worst of.</param>
    public void Print(int seeds)
    {
        output.WriteLine(
            "| nodes | loss | an event at 99.99 % of them (worst of runs) | packets a node | bytes a node |"
        );
        output.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var size in Sizes)
        {
            foreach (var loss in new[] { 0, 0.1 })
            {
                PrintConvergence(size, loss, seeds);
            }
        }

        output.WriteLine();
        output.WriteLine("| nodes | first to hold a silent node dead (mean) | all (mean) |");
        output.WriteLine("| --- | --- | --- |");
        foreach (var size in Sizes[..2])
        {
            PrintDetection(size, seeds);
        }

        output.WriteLine();
        output.WriteLine("| paused of 100 nodes | false deaths in 5 min with Lifeguard | without |");
        output.WriteLine("| --- | --- | --- |");
        foreach (var part in new[] { 0, 0.05, 0.1, 0.2, 0.3 })
        {
            PrintFalseDeaths(part, seeds);
        }
    }

    private void PrintConvergence(int size, double loss, int seeds)
    {
        var worst = TimeSpan.Zero;
        long packets = 0;
        long bytes = 0;
        for (var seed = 1; seed <= seeds; seed++)
        {
            var network = SimPool.Settled(seed, size, SwimProfile.Lan, loss);
            var (packetsBefore, bytesBefore) = (network.PacketsSent, network.BytesSent);
            var took = SimPool.Converge(network, 0.9999) ?? TimeSpan.MaxValue;
            worst = took > worst ? took : worst;
            packets += network.PacketsSent - packetsBefore;
            bytes += network.BytesSent - bytesBefore;
        }

        Write(
            $"| {size} | {loss:P0} | {worst.TotalSeconds:F2} s | {packets / seeds / size} | {bytes / seeds / size} |"
        );
    }

    private void PrintDetection(int size, int seeds)
    {
        var runs = Enumerable
            .Range(1, seeds)
            .Select(seed => SimPool.Detect(SimPool.Settled(seed, size, SwimProfile.Lan)))
            .ToList();
        Write(
            $"| {size} | {runs.Average(run => run.First?.TotalSeconds ?? double.NaN):F1} s | {runs.Average(run => run.All?.TotalSeconds ?? double.NaN):F1} s |"
        );
    }

    private void PrintFalseDeaths(double part, int seeds)
    {
        int Count(SwimProfile profile) =>
            Enumerable
                .Range(1, seeds)
                .Sum(seed => SimPool.FalseDeaths(SimPool.Settled(seed, 100, profile), part, TimeSpan.FromMinutes(5)));

        Write($"| {part:P0} | {Count(SwimProfile.Lan)} | {Count(SwimProfile.Lan.WithoutLifeguard())} |");
    }

    private void Write(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
