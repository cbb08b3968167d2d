using System.Globalization;
using Praetor.Gossip.Swim;

namespace Praetor.TestKit.Gossip;

/// <summary>
/// What a step of the shipping core costs in processor time, with its packets through the codec: compare before and after a
/// change to it, on the same machine.
/// </summary>
internal static class GossipSpeed
{
    public static void Print(TextWriter output)
    {
        output.WriteLine("| pool | steps | a step | allocated a step |");
        output.WriteLine("| --- | --- | --- | --- |");
        foreach (var size in new[] { 100, 1000 })
        {
            var network = SimPool.Settled(1, size, SwimProfile.Lan);
            Print(output, $"{size} nodes, idle", network, () => network.Run(TimeSpan.FromMinutes(1)));
        }

        var torn = SimPool.Settled(1, 200, SwimProfile.Lan);
        Print(
            output,
            "200 nodes, halved and healed",
            torn,
            () =>
            {
                torn.SideOf = static member => member.Number % 2;
                torn.Run(TimeSpan.FromMinutes(1));
                torn.SideOf = static _ => 0;
                torn.Run(TimeSpan.FromMinutes(1));
            }
        );
    }

    private static void Print(TextWriter output, string pool, GossipNetwork network, Action run)
    {
        var steps = network.Steps;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var began = Environment.CpuUsage.TotalTime;
        run();
        var took = Environment.CpuUsage.TotalTime - began;
        steps = network.Steps - steps;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {pool} | {steps} | {took.TotalMicroseconds / steps:F1} µs | {bytes / steps} B |"
            )
        );
    }
}
