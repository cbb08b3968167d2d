namespace Praetor.Foundation.Text;

/// <summary>A set of code points: ranges in ascending order, none of which touches the next.</summary>
internal sealed class RuneSet
{
    public const int LastRune = 0x10ffff;

    private RuneSet(List<(int First, int Last)> ranges) => Ranges = ranges;

    public IReadOnlyList<(int First, int Last)> Ranges { get; }

    /// <summary>The set of everything within any of some ranges, in whatever order they come.</summary>
    public static RuneSet Of(IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var range in ranges.Order())
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            }
            else
            {
                merged.Add(range);
            }
        }

        return new RuneSet(merged);
    }

    public bool Contains(int rune)
    {
        var (low, high) = (0, Ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Ranges[middle].Last < rune ? (middle + 1, high) : (low, middle);
        }

        return low < Ranges.Count && Ranges[low].First <= rune;
    }

    /// <summary>Everything else.</summary>
    public RuneSet Complement()
    {
        var others = new List<(int First, int Last)>();
        var next = 0;
        foreach (var (first, last) in Ranges)
        {
            if (first > next)
            {
                others.Add((next, first - 1));
            }

            next = last + 1;
        }

        if (next <= LastRune)
        {
            others.Add((next, LastRune));
        }

        return new RuneSet(others);
    }
}
