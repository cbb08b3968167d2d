namespace Praetor.Foundation.Text;

/// <summary>
/// Reads an expression in RE2's syntax (https://github.com/google/re2/wiki/Syntax), and says in Go's words what is wrong with
/// it. What does not change whether there is a match is read and dropped: the names of groups, which match is preferred.
/// </summary>
/// <remarks>
/// It makes a program of its own. .NET's engine without backtracking was tried before, with the expression turned into
/// .NET's syntax, and cannot do it: it knows the boundaries of words in Unicode only and characters of 16 bits only, spelling
/// those out makes it take hundreds of milliseconds to read <c>\pL</c>, and brings its own bound several times nearer.
/// </remarks>
internal sealed class Re2Syntax
{
    /// <summary>Go's bound for one repetition, and for those inside each other taken together.</summary>
    private const int RepeatsMax = 1000;

    /// <summary>Go's bound for parts inside each other, the innermost one included.</summary>
    private const int DepthMax = 1000;

    /// <summary>
    /// Parts of an expression with its repetitions written out. Go allows some millions; people write dozens, and running
    /// ten thousand over a name takes milliseconds.
    /// </summary>
    private const int SizeMax = 10_000;

    private static readonly RuneSet Any = RuneSet.Of([]).Complement();
    private static readonly RuneSet AnyButNewline = RuneSet.Of([('\n', '\n')]).Complement();

    private readonly Re2Cursor _cursor;
    private readonly Re2Writer _writer = new();
    private readonly Stack<Re2Level> _outside = new();

    // The group we are in, or the whole expression.
    private Re2Level _level = new();

    // Where a repetition begins that ends just here.
    private int? _repeatedFrom;

    private Re2Syntax(string text) => _cursor = new Re2Cursor(text);

    /// <summary>The expression; or what is wrong with it.</summary>
    public static (Re2Program? Program, string? Fault) Read(string text)
    {
        var syntax = new Re2Syntax(text);
        syntax.ReadAll();
        return syntax._cursor.Fault is { } fault ? (null, fault) : (syntax._writer.Finished(), null);
    }

    private void ReadAll()
    {
        while (_cursor is { Fault: null, AtEnd: false })
        {
            if (ReadRepetition())
            {
                continue;
            }

            _repeatedFrom = null;
            ReadPart();
        }

        if (_outside.Count > 0)
        {
            RefuseAll("missing closing )");
        }

        _level.EndPart();
        _writer.EndChoices(_level.Jumps);
    }

    private void ReadPart()
    {
        var lines = _level.Modes.HasFlag(Re2Modes.Lines);
        switch (_cursor.Next)
        {
            case '(' when _cursor.Peek(1) == '?':
                ReadPrefix();
                break;
            case '(':
                _cursor.At++;
                Open(_level.Modes);
                break;
            case ')':
                _cursor.At++;
                Close();
                break;
            case '|':
                _cursor.At++;
                EndChoice();
                break;
            case '^':
                _cursor.At++;
                Write(lines ? Re2Step.LineBegins : Re2Step.TextBegins);
                break;
            case '$':
                _cursor.At++;
                Write(lines ? Re2Step.LineEnds : Re2Step.TextEnds);
                break;
            case '.':
                _cursor.At++;
                Write(_level.Modes.HasFlag(Re2Modes.DotAll) ? Any : AnyButNewline);
                break;
            case '[':
                Write(Re2Class.ReadBrackets(_cursor, FoldsCase));
                break;
            case '\\':
                ReadEscape();
                break;
            default:
                WriteLiteral(_cursor.Take());
                break;
        }
    }

    private void EndChoice()
    {
        _level.EndPart();
        _level.EndChoice(_writer.EndChoice(_level.From), _writer.Length);
        RefuseTooLarge(_level.Size);
    }

    private bool FoldsCase => _level.Modes.HasFlag(Re2Modes.FoldCase);

    private void ReadEscape()
    {
        if (_cursor.Pass(@"\A"))
        {
            Write(Re2Step.TextBegins);
        }
        else if (_cursor.Pass(@"\z"))
        {
            Write(Re2Step.TextEnds);
        }
        else if (_cursor.Pass(@"\b"))
        {
            Write(Re2Step.WordBoundary);
        }
        else if (_cursor.Pass(@"\B"))
        {
            Write(Re2Step.NoWordBoundary);
        }
        else if (_cursor.Pass(@"\Q"))
        {
            ReadQuoted();
        }
        else if (Re2Class.ReadEscaped(_cursor, FoldsCase) is { } set)
        {
            Write(set);
        }
        else
        {
            WriteLiteral(_cursor.TakeEscaped());
        }
    }

    private void ReadQuoted()
    {
        while (!_cursor.AtEnd && !_cursor.Pass(@"\E"))
        {
            WriteLiteral(_cursor.Take());
        }
    }

    private void WriteLiteral(int rune)
    {
        var set = RuneSet.Of([(rune, rune)]);
        Write(FoldsCase ? RuneClasses.Folded(set) : set);
    }

    private void Write(RuneSet set)
    {
        BeginPart();
        _writer.Write(set);
    }

    private void Write(Re2Step step)
    {
        BeginPart();
        _writer.Write(step);
    }

    private void BeginPart()
    {
        _level.EndPart();
        SetPart(new Re2Part(_writer.Length, Size: 1, Times: 1, Depth: 1, IsRepeated: false));
    }

    private void Open(Re2Modes modes)
    {
        _outside.Push(_level);
        _level = new Re2Level { Modes = modes, Begin = _writer.Length };
    }

    private void Close()
    {
        if (!_outside.TryPop(out var outside))
        {
            RefuseAll("unexpected )");
            return;
        }

        _level.EndPart();
        _writer.EndChoices(_level.Jumps);
        var group = new Re2Part(_level.Begin, _level.Size + 1, _level.Times, _level.Depth + 1, IsRepeated: false);
        _level = outside;
        _level.EndPart();
        SetPart(group);
    }

    private void SetPart(Re2Part part)
    {
        _level.Part = part;
        if (part.Depth > DepthMax)
        {
            RefuseAll("expression nests too deeply");
        }

        RefuseTooLarge(_level.Size + part.Size);
    }

    private void RefuseTooLarge(int size)
    {
        if (size > SizeMax)
        {
            RefuseAll("expression too large");
        }
    }

    private void ReadPrefix()
    {
        var (modes, opens) = Re2Prefix.Read(_cursor, _level.Modes);
        if (opens)
        {
            Open(modes);
        }
        else
        {
            _level.Modes = modes;
        }
    }

    /// <summary>Whether a repetition is here.</summary>
    private bool ReadRepetition()
    {
        var from = _cursor.At;
        int? most = null;
        var least = 0;
        switch (_cursor.Next)
        {
            case '*':
                _cursor.At++;
                break;
            case '+':
                _cursor.At++;
                least = 1;
                break;
            case '?':
                _cursor.At++;
                most = 1;
                break;
            case '{' when Re2Count.TryRead(_cursor.Text, from) is { } count:
                _cursor.At = count.End;
                (least, most) = (count.Min, count.Max);
                if (least > RepeatsMax || most > RepeatsMax || least > most)
                {
                    _cursor.Fail("invalid repeat count", from);
                    return true;
                }

                break;
            default:
                return false;
        }

        Repeat(from, least, most);
        return true;
    }

    private void Repeat(int from, int least, int? most)
    {
        // Which of two matches is preferred does not matter to us.
        _cursor.Pass("?");
        if (_repeatedFrom is { } earlier)
        {
            _cursor.Fail("invalid nested repetition operator", earlier);
            return;
        }

        if (_level.Part is not { } part)
        {
            _cursor.Fail("missing argument to repetition operator", from);
            return;
        }

        var times = Math.Max(most ?? least, 1);
        if (part.Times * times > RepeatsMax)
        {
            _cursor.Fail("invalid repeat count", from);
            return;
        }

        // To repeat what is repeated, as in a*(?i)*, takes instructions that no part of its own stands for.
        var size = (part.Size + (part.IsRepeated ? 1 : 0)) * times;
        _repeatedFrom = from;
        SetPart(new Re2Part(part.From, size, part.Times * times, part.Depth + 1, IsRepeated: true));

        // Only what is not too large is written.
        if (_cursor.Fault is null)
        {
            _writer.Repeat(part.From, least, most);
        }
    }

    private void RefuseAll(string what) => _cursor.Refuse(what, _cursor.Text);
}
