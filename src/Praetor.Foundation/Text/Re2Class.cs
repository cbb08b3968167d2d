namespace Praetor.Foundation.Text;

/// <summary>Reads what stands for one of many characters: <c>[a-z]</c>, <c>\pL</c>, <c>\d</c>.</summary>
internal static class Re2Class
{
    /// <summary>
    /// How many ranges a class collects before they are merged, or twice as many as it has then: so memory grows with what
    /// is meant, not with what is written. All letters are some 700.
    /// </summary>
    private const int LooseMin = 4096;

    private const string WrongRange = "invalid character class range";

    /// <summary>The class in brackets that begins here.</summary>
    public static RuneSet ReadBrackets(Re2Cursor cursor, bool fold)
    {
        var from = cursor.At++;
        var negated = cursor.Pass("^");
        var (ranges, looseMax) = (new List<(int First, int Last)>(), LooseMin);

        // A bracket that comes first is a member.
        for (var first = true; cursor.Fault is null && (first || cursor.Next != ']'); first = false)
        {
            if (cursor.AtEnd)
            {
                cursor.Fail("missing closing ]", from);
                break;
            }

            var member = ReadNamed(cursor, fold) ?? ReadRange(cursor, fold, from);
            ranges.AddRange(member.Ranges);
            if (ranges.Count > looseMax)
            {
                ranges = [.. RuneSet.Of(ranges).Ranges];
                looseMax = Math.Max(LooseMin, 2 * ranges.Count);
            }
        }

        cursor.At++;
        var set = RuneSet.Of(ranges);
        return negated ? set.Complement() : set;
    }

    /// <summary>The set that is escaped here; null if a character is.</summary>
    public static RuneSet? ReadEscaped(Re2Cursor cursor, bool fold)
    {
        if (cursor.Next != '\\')
        {
            return null;
        }

        var letter = cursor.Peek(1);
        if (letter is 'p' or 'P')
        {
            return ReadUnicode(cursor, fold);
        }

        if (RuneClasses.OfPerl(char.ToLowerInvariant(letter)) is not { } set)
        {
            return null;
        }

        cursor.At += 2;
        return Members(set, char.IsAsciiLetterUpper(letter), fold);
    }

    private static RuneSet? ReadNamed(Re2Cursor cursor, bool fold)
    {
        if (cursor.Next != '[' || cursor.Peek(1) != ':')
        {
            return ReadEscaped(cursor, fold);
        }

        // Without its end it is a bracket and a colon.
        var from = cursor.At;
        var end = cursor.Text.IndexOf(":]", from + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        cursor.At = end + 2;
        var name = cursor.Text[(from + 2)..end];
        var negated = name.StartsWith('^');
        if (RuneClasses.OfPosix(negated ? name[1..] : name) is not { } set)
        {
            cursor.Fail(WrongRange, from);
            return RuneSet.Of([]);
        }

        return Members(set, negated, fold);
    }

    private static RuneSet ReadUnicode(Re2Cursor cursor, bool fold)
    {
        var from = cursor.At;
        var negated = cursor.Peek(1) == 'P';
        cursor.At += 2;
        var begin = cursor.At;
        string name;
        if (cursor.Pass("{"))
        {
            var end = cursor.Text.IndexOf('}', begin);
            cursor.At = end < 0 ? cursor.Text.Length : end + 1;
            name = end < 0 ? "" : cursor.Text[(begin + 1)..end];
        }
        else
        {
            _ = cursor.AtEnd ? 0 : cursor.Take();
            name = cursor.Text[begin..cursor.At];
        }

        if (name.StartsWith('^'))
        {
            negated = !negated;
            name = name[1..];
        }

        if (RuneClasses.OfUnicode(name) is not { } set)
        {
            cursor.Fail(WrongRange, from);
            return RuneSet.Of([]);
        }

        return Members(set, negated, fold);
    }

    private static RuneSet ReadRange(Re2Cursor cursor, bool fold, int classFrom)
    {
        var from = cursor.At;
        var first = ReadMember(cursor, classFrom);
        var last = first;
        if (cursor.Next == '-' && cursor.At + 1 < cursor.Text.Length && cursor.Peek(1) != ']')
        {
            cursor.At++;
            last = ReadMember(cursor, classFrom);
            if (last < first)
            {
                cursor.Fail(WrongRange, from);
                return RuneSet.Of([]);
            }
        }

        return Members(RuneSet.Of([(first, last)]), negated: false, fold);
    }

    private static int ReadMember(Re2Cursor cursor, int classFrom)
    {
        if (cursor.AtEnd)
        {
            cursor.Fail("missing closing ]", classFrom);
            return 0;
        }

        return cursor.Next == '\\' ? cursor.TakeEscaped() : cursor.Take();
    }

    // All cases of what is meant, before all but that is taken.
    private static RuneSet Members(RuneSet set, bool negated, bool fold)
    {
        var folded = fold ? RuneClasses.Folded(set) : set;
        return negated ? folded.Complement() : folded;
    }
}
