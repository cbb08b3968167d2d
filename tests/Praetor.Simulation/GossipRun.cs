using System.Globalization;
using Praetor.TestKit.Gossip;

namespace Praetor.Simulation;

/// <summary>Prints tables of docs/gossip.md, as the command line asks.</summary>
internal sealed record GossipRun(IReadOnlyDictionary<string, int[]> Tables, int Seeds)
{
    private const int SizeMax = 20_000;

    /// <returns>Null if the command line makes no sense.</returns>
    public static GossipRun? TryParse(string[] args)
    {
        var run = new GossipRun(GossipTables.Names, 2);
        int[]? sizes = null;
        for (var at = 0; at + 1 < args.Length; at += 2)
        {
            var value = args[at + 1];
            switch (args[at])
            {
                case "--table" when GossipTables.Names.TryGetValue(value, out var defaults):
                    run = run with { Tables = new Dictionary<string, int[]> { [value] = defaults } };
                    break;
                case "--sizes" when TryParseSizes(value) is { } some:
                    sizes = some;
                    break;
                case "--seeds" when int.TryParse(value, CultureInfo.InvariantCulture, out var seeds) && seeds > 0:
                    run = run with { Seeds = seeds };
                    break;
                default:
                    return null;
            }
        }

        return args.Length % 2 == 1 ? null
            : sizes is null ? run
            : run with { Tables = run.Tables.ToDictionary(it => it.Key, _ => sizes) };
    }

    public void Print(TextWriter output)
    {
        var tables = new GossipTables(output, Seeds);
        foreach (var (name, sizes) in Tables)
        {
            tables.Print(name, sizes);
        }
    }

    private static int[]? TryParseSizes(string text)
    {
        var sizes = text.Split(',')
            .Select(it => int.TryParse(it, CultureInfo.InvariantCulture, out var size) ? size : 0)
            .ToArray();
        return Array.TrueForAll(sizes, size => size is >= 2 and <= SizeMax) ? sizes : null;
    }
}
