using System.Globalization;
using Praetor.TestKit.Gossip;

namespace Praetor.Simulation;

/// <summary>
/// Random and broken packets and streams, as many as asked for, against codecs and core of every captured pool, encrypted
/// or not. Ends well if nothing crashed and the live memory stayed flat.
/// </summary>
internal sealed record GossipFuzzRun(int Count, int Seed)
{
    private const int Samples = 20;

    /// <summary>
    /// Members made up come and go, and with them some of the memory; what keeps four bytes of each packet passes this
    /// within a million.
    /// </summary>
    private const long GrowthMax = 4 * 1024 * 1024;

    /// <returns>Null if the command line makes no sense.</returns>
    public static GossipFuzzRun? TryParse(string[] args)
    {
        var run = new GossipFuzzRun(1_000_000, 1);
        for (var at = 0; at + 1 < args.Length; at += 2)
        {
            if (!int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var value) || value < 0)
            {
                return null;
            }

            switch (args[at])
            {
                case "--count" when value >= Samples:
                    run = run with { Count = value };
                    break;
                case "--seed":
                    run = run with { Seed = value };
                    break;
                default:
                    return null;
            }
        }

        return args.Length % 2 == 0 ? run : null;
    }

    /// <returns>Whether the memory stayed flat; a crash is not caught.</returns>
    public bool Run(TextWriter output)
    {
        var fuzzes = GossipFuzz.OfAllPools(Seed);
        var live = new List<long>();
        for (var round = 0; round < Count; round++)
        {
            fuzzes[round % fuzzes.Count].Round();
            if ((round + 1) % (Count / Samples) == 0)
            {
                live.Add(GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        var text = string.Join(' ', live.Select(it => (it / 1e6).ToString("F1", CultureInfo.InvariantCulture)));
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Count} packets and streams, seed {Seed}: {fuzzes.Sum(it => it.Refused)} refused, {fuzzes.Sum(it => it.Stepped)} for the core, none crashed; {fuzzes.Sum(it => it.Members)} members held at the end"
            )
        );

        // The first quarter is start-up: until members made up are forgotten as fast as they come.
        var early = live[(live.Count / 4)..(live.Count / 2)].Max();
        var late = live[(live.Count * 3 / 4)..].Max();
        var isFlat = late - early <= GrowthMax;
        output.WriteLine($"live memory, MB: {text}: {(isFlat ? "flat" : "GROWS")}");
        return isFlat;
    }
}
