using System.Globalization;
using System.Text;

namespace Praetor.Foundation.Text;

/// <summary>
/// The sets of characters that have a name in RE2's syntax: https://github.com/google/re2/wiki/Syntax; and which letters
/// are the same but for their case.
/// </summary>
internal static class RuneClasses
{
    /// <summary>Where the last letter that has a case lies, with room for those to come.</summary>
    private const int CasedMax = 0x1ffff;

    private static readonly Dictionary<string, RuneSet> Posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = RuneSet.Of([('0', '9'), ('A', 'Z'), ('a', 'z')]),
        ["alpha"] = RuneSet.Of([('A', 'Z'), ('a', 'z')]),
        ["ascii"] = RuneSet.Of([(0, 0x7f)]),
        ["blank"] = RuneSet.Of([('\t', '\t'), (' ', ' ')]),
        ["cntrl"] = RuneSet.Of([(0, 0x1f), (0x7f, 0x7f)]),
        ["digit"] = RuneSet.Of([('0', '9')]),
        ["graph"] = RuneSet.Of([('!', '~')]),
        ["lower"] = RuneSet.Of([('a', 'z')]),
        ["print"] = RuneSet.Of([(' ', '~')]),
        ["punct"] = RuneSet.Of([('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
        ["space"] = RuneSet.Of([('\t', '\r'), (' ', ' ')]),
        ["upper"] = RuneSet.Of([('A', 'Z')]),
        ["word"] = RuneSet.Of([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
        ["xdigit"] = RuneSet.Of([('0', '9'), ('A', 'F'), ('a', 'f')]),
    };

    // Unlike [:space:], \s has no vertical tab.
    private static readonly RuneSet PerlSpace = RuneSet.Of([('\t', '\n'), ('\f', '\r'), (' ', ' ')]);

    private static readonly Lazy<Dictionary<string, RuneSet>> Categories = new(ReadCategories);

    private static readonly Lazy<Dictionary<int, int[]>> Cases = new(ReadCases);

    /// <summary>The set that stands as <c>[:name:]</c>; null if there is none.</summary>
    public static RuneSet? OfPosix(string name) => Posix.GetValueOrDefault(name);

    /// <summary>The set that stands as <c>\d</c>, <c>\s</c> or <c>\w</c>; null if there is none.</summary>
    public static RuneSet? OfPerl(char letter) =>
        letter switch
        {
            'd' => Posix["digit"],
            's' => PerlSpace,
            'w' => Posix["word"],
            _ => null,
        };

    /// <summary>The set that stands as <c>\p{name}</c>: a category, or a group of them; null if there is none.</summary>
    public static RuneSet? OfUnicode(string name) => Categories.Value.GetValueOrDefault(name);

    /// <summary>The set with every letter in all its cases.</summary>
    public static RuneSet Folded(RuneSet set)
    {
        // Asked is whichever is fewer: the members of the set, or the letters that have a case.
        var cases = Cases.Value;
        var others =
            set.Ranges.Sum(static range => range.Last - range.First + 1) > cases.Count
                ? cases.Where(entry => set.Contains(entry.Key)).SelectMany(static entry => entry.Value)
                : set
                    .Ranges.SelectMany(static range => Enumerable.Range(range.First, range.Last - range.First + 1))
                    .SelectMany(rune => cases.GetValueOrDefault(rune, []));
        return RuneSet.Of(set.Ranges.Concat(others.Select(static rune => (rune, rune))));
    }

    private static Dictionary<string, RuneSet> ReadCategories()
    {
        var ranges = new Dictionary<string, List<(int First, int Last)>>(StringComparer.Ordinal);
        var first = 0;
        for (var rune = 1; rune <= RuneSet.LastRune + 1; rune++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(first);
            if (rune <= RuneSet.LastRune && CharUnicodeInfo.GetUnicodeCategory(rune) == category)
            {
                continue;
            }

            if (NameOf(category) is { } name)
            {
                ranges.TryAdd(name, []);
                ranges.TryAdd(name[..1], []);
                ranges[name].Add((first, rune - 1));
                ranges[name[..1]].Add((first, rune - 1));
            }

            first = rune;
        }

        ranges["Any"] = [(0, RuneSet.LastRune)];
        return ranges.ToDictionary(static it => it.Key, static it => RuneSet.Of(it.Value), StringComparer.Ordinal);
    }

    /// <summary>What has no meaning assigned is in no category of Go's.</summary>
    private static string? NameOf(UnicodeCategory category) =>
        category switch
        {
            UnicodeCategory.UppercaseLetter => "Lu",
            UnicodeCategory.LowercaseLetter => "Ll",
            UnicodeCategory.TitlecaseLetter => "Lt",
            UnicodeCategory.ModifierLetter => "Lm",
            UnicodeCategory.OtherLetter => "Lo",
            UnicodeCategory.NonSpacingMark => "Mn",
            UnicodeCategory.SpacingCombiningMark => "Mc",
            UnicodeCategory.EnclosingMark => "Me",
            UnicodeCategory.DecimalDigitNumber => "Nd",
            UnicodeCategory.LetterNumber => "Nl",
            UnicodeCategory.OtherNumber => "No",
            UnicodeCategory.SpaceSeparator => "Zs",
            UnicodeCategory.LineSeparator => "Zl",
            UnicodeCategory.ParagraphSeparator => "Zp",
            UnicodeCategory.Control => "Cc",
            UnicodeCategory.Format => "Cf",
            UnicodeCategory.Surrogate => "Cs",
            UnicodeCategory.PrivateUse => "Co",
            UnicodeCategory.ConnectorPunctuation => "Pc",
            UnicodeCategory.DashPunctuation => "Pd",
            UnicodeCategory.OpenPunctuation => "Ps",
            UnicodeCategory.ClosePunctuation => "Pe",
            UnicodeCategory.InitialQuotePunctuation => "Pi",
            UnicodeCategory.FinalQuotePunctuation => "Pf",
            UnicodeCategory.OtherPunctuation => "Po",
            UnicodeCategory.MathSymbol => "Sm",
            UnicodeCategory.CurrencySymbol => "Sc",
            UnicodeCategory.ModifierSymbol => "Sk",
            UnicodeCategory.OtherSymbol => "So",
            _ => null,
        };

    /// <summary>Of each letter that has one, all its cases.</summary>
    private static Dictionary<int, int[]> ReadCases() =>
        Enumerable
            .Range(0, CasedMax + 1)
            .Where(Rune.IsValid)
            .GroupBy(LowerOf)
            .Select(static same => same.ToArray())
            .Where(static same => same.Length > 1)
            .SelectMany(static same => same.Select(rune => (Rune: rune, Same: same)))
            .ToDictionary(static it => it.Rune, static it => it.Same);

    // By way of the upper case, so that the two small sigmas meet.
    private static int LowerOf(int rune) =>
        rune switch
        {
            // .NET keeps these out of ASCII, Go does not: the long s, and the sign for Kelvin.
            0x17f => 's',
            0x212a => 'k',
            _ => Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(rune))).Value,
        };
}
