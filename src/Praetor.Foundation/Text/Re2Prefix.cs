namespace Praetor.Foundation.Text;

/// <summary>What holds until the end of a group.</summary>
[Flags]
internal enum Re2Modes
{
    None = 0,
    FoldCase = 1,
    Lines = 2,
    DotAll = 4,
}

/// <summary>
/// Reads what begins with <c>(?</c>: the begin of a group that has a name or none, or modes for the rest of the group.
/// </summary>
internal static class Re2Prefix
{
    /// <summary>The modes from here on, and whether a group begins, in which they hold.</summary>
    public static (Re2Modes Modes, bool Opens) Read(Re2Cursor cursor, Re2Modes modes) =>
        LengthOfNamed(cursor) is { } length ? (modes, PassName(cursor, length)) : ReadModes(cursor, modes);

    /// <summary>How long the sign is that a name follows; null if none does.</summary>
    private static int? LengthOfNamed(Re2Cursor cursor)
    {
        var left = cursor.Text.Length - cursor.At;
        return cursor.Peek(2) switch
        {
            // Looking behind begins like a name.
            '<' when left > 3 && cursor.Peek(3) is not ('=' or '!') => 3,
            'P' when left > 4 && cursor.Peek(3) == '<' => 4,
            _ => null,
        };
    }

    private static bool PassName(Re2Cursor cursor, int length)
    {
        var from = cursor.At;
        var begin = from + length;
        var end = cursor.Text.IndexOf('>', begin);
        cursor.At = end < 0 ? cursor.Text.Length : end + 1;
        if (end <= begin || !cursor.Text[begin..end].All(static it => it == '_' || char.IsAsciiLetterOrDigit(it)))
        {
            cursor.Fail("invalid named capture", from);
        }

        return true;
    }

    private static (Re2Modes Modes, bool Opens) ReadModes(Re2Cursor cursor, Re2Modes modes)
    {
        var from = cursor.At;
        cursor.At += 2;
        var (set, named) = (true, false);
        while (!cursor.AtEnd)
        {
            switch (cursor.Take())
            {
                case 'i':
                    (modes, named) = (With(modes, Re2Modes.FoldCase, set), true);
                    continue;
                case 'm':
                    (modes, named) = (With(modes, Re2Modes.Lines, set), true);
                    continue;
                case 's':
                    (modes, named) = (With(modes, Re2Modes.DotAll, set), true);
                    continue;
                case 'U':
                    // Which of two matches is preferred does not matter to us.
                    named = true;
                    continue;
                case '-' when set:
                    (set, named) = (false, false);
                    continue;
                case ':' when set || named:
                    return (modes, Opens: true);
                case ')' when set || named:
                    return (modes, Opens: false);
            }

            break;
        }

        cursor.Fail("invalid or unsupported Perl syntax", from);
        return (modes, Opens: false);
    }

    private static Re2Modes With(Re2Modes modes, Re2Modes mode, bool set) => set ? modes | mode : modes & ~mode;
}
