using System.Text;

namespace Praetor.Foundation.Hcl;

/// <summary>The kinds of tokens in HCL.</summary>
internal enum HclTokenKind
{
    End,
    Identifier,
    Text,
    Number,
    Truth,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Comma,
    Assign,
}

/// <summary>One token.</summary>
/// <param name="Text">The name, or the text with its escapes resolved, or the number as written.</param>
internal readonly record struct HclToken(HclTokenKind Kind, TextPosition Position, string Text);

/// <summary>Cuts HCL 1 into tokens: https://github.com/hashicorp/hcl/tree/hcl1#syntax. Comments are read over.</summary>
internal sealed class HclLexer(string text)
{
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private TextPosition Position => new(_line, _at - _lineStart + 1);

    private int Current => _at < text.Length ? text[_at] : -1;

    private int Following => _at + 1 < text.Length ? text[_at + 1] : -1;

    /// <summary>The next token.</summary>
    /// <exception cref="TreeException">There is no token here.</exception>
    public HclToken Next()
    {
        SkipBlanks();
        var position = Position;
        switch (Current)
        {
            case -1:
                // HashiCorp's scanner is one column past the end when it notices.
                return new HclToken(HclTokenKind.End, position with { Column = position.Column + 1 }, "");
            case '{':
                return Single(HclTokenKind.OpenBrace);
            case '}':
                return Single(HclTokenKind.CloseBrace);
            case '[':
                return Single(HclTokenKind.OpenBracket);
            case ']':
                return Single(HclTokenKind.CloseBracket);
            case ',':
                return Single(HclTokenKind.Comma);
            case '=':
                return Single(HclTokenKind.Assign);
            case '"':
                return new HclToken(HclTokenKind.Text, position, QuotedText());
            case '<':
                return new HclToken(HclTokenKind.Text, position, Heredoc(position));
            case '-' or '.' or (>= '0' and <= '9'):
                return new HclToken(HclTokenKind.Number, position, TakeWhile(IsNumberPart));
            case var letter when IsLetter((char)letter):
                var name = TakeWhile(character =>
                    IsLetter(character) || char.IsDigit(character) || character is '-' or '.'
                );
                return new HclToken(
                    name is "true" or "false" ? HclTokenKind.Truth : HclTokenKind.Identifier,
                    position,
                    name
                );
            default:
                throw Error(position, "illegal char");
        }
    }

    /// <summary>The error at a place, in the layout of HashiCorp's reader.</summary>
    public static TreeException Error(TextPosition position, string message) => new($"At {position}: {message}");

    private static bool IsLetter(char character) => char.IsLetter(character) || character == '_';

    private static bool IsNumberPart(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '+';

    private HclToken Single(HclTokenKind kind)
    {
        var token = new HclToken(kind, Position, text[_at].ToString());
        _at++;
        return token;
    }

    private string TakeWhile(Func<char, bool> belongs)
    {
        var start = _at;
        while (_at < text.Length && belongs(text[_at]))
        {
            _at++;
        }

        return text[start.._at];
    }

    private void SkipBlanks()
    {
        while (true)
        {
            switch (Current)
            {
                case '\n':
                    _at++;
                    StartLine();
                    break;
                case ' ' or '\t' or '\r' or '\ufeff':
                    _at++;
                    break;
                case '#':
                    SkipLine();
                    break;
                case '/' when Following == '/':
                    SkipLine();
                    break;
                case '/' when Following == '*':
                    SkipBlock();
                    break;
                default:
                    return;
            }
        }
    }

    private void SkipLine()
    {
        while (Current is not (-1 or '\n'))
        {
            _at++;
        }
    }

    private void SkipBlock()
    {
        _at += 2;
        while (Current != '*' || Following != '/')
        {
            if (Current == -1)
            {
                throw Error(Position, "comment not terminated");
            }

            if (text[_at++] == '\n')
            {
                StartLine();
            }
        }

        _at += 2;
    }

    private void StartLine()
    {
        _line++;
        _lineStart = _at;
    }

    /// <summary>
    /// A text in quotes. What stands between <c>${</c> and its brace is taken as it is, quotes and line ends included:
    /// HCL leaves it to others to make sense of it.
    /// </summary>
    private string QuotedText()
    {
        var value = new StringBuilder();
        var braces = 0;
        _at++;
        while (true)
        {
            switch (Current)
            {
                case -1:
                    throw Error(Position, "literal not terminated");
                case '\n' when braces == 0:
                    throw Error(Position, "literal not terminated");
                case '"' when braces == 0:
                    _at++;
                    return value.ToString();
                case '\\' when braces == 0:
                    Escape(value);
                    break;
                case '$' when braces == 0 && Following == '{':
                    braces = 1;
                    value.Append("${");
                    _at += 2;
                    break;
                case var next:
                    braces +=
                        braces == 0
                            ? 0
                            : next switch
                            {
                                '{' => 1,
                                '}' => -1,
                                _ => 0,
                            };
                    value.Append((char)next);
                    _at++;
                    if (next == '\n')
                    {
                        StartLine();
                    }

                    break;
            }
        }
    }

    private void Escape(StringBuilder value)
    {
        _at++;
        var position = Position;
        var next = Current;
        _at++;
        switch (next)
        {
            case 'x':
                value.Append(Character(position, 2, 16));
                break;
            case 'u':
                value.Append(Character(position, 4, 16));
                break;
            case 'U':
                value.Append(Character(position, 8, 16));
                break;
            case >= '0' and <= '7':
                _at--;
                value.Append(Character(position, 3, 8));
                break;
            default:
                value.Append(
                    next switch
                    {
                        'a' => '\a',
                        'b' => '\b',
                        'f' => '\f',
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        'v' => '\v',
                        '\\' => '\\',
                        '"' => '"',
                        _ => throw Error(position, "illegal char escape"),
                    }
                );
                break;
        }
    }

    private string Character(TextPosition position, int digits, int radix)
    {
        long code = 0;
        for (var digit = 0; digit < digits; digit++, _at++)
        {
            var value =
                Current is var next && next >= 0 && char.IsAsciiHexDigit((char)next)
                    ? Convert.ToInt32(((char)next).ToString(), 16)
                    : radix;
            if (value >= radix)
            {
                throw Error(position, "illegal char escape");
            }

            code = code * radix + value;
        }

        return code <= int.MaxValue && Rune.TryCreate((int)code, out var rune)
            ? rune.ToString()
            : throw Error(position, "illegal char escape");
    }

    /// <summary>
    /// A text of whole lines up to one that holds only the marker. After <c>&lt;&lt;-</c> the indentation of the
    /// marker's line is cut off every line, unless a line has less.
    /// </summary>
    private string Heredoc(TextPosition position)
    {
        _at++;
        if (Current != '<')
        {
            throw Error(position, "heredoc expected second '<', didn't see it");
        }

        _at++;
        var dedent = Current == '-';
        _at += dedent ? 1 : 0;
        var marker = TakeWhile(character => character is not ('\r' or '\n'));
        if (
            marker.Length == 0
            || !marker.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.')
        )
        {
            throw Error(position, "invalid characters in heredoc anchor");
        }

        var lines = new List<string>();
        EndLine();
        while (true)
        {
            var line = TakeWhile(character => character != '\n').TrimEnd('\r');
            if (line.TrimStart(' ', '\t') == marker)
            {
                var indentation = line[..^marker.Length];
                var cut =
                    dedent && lines.TrueForAll(text => text.StartsWith(indentation, StringComparison.Ordinal))
                        ? indentation.Length
                        : 0;
                var whole = string.Concat(lines.Select(text => text[cut..] + "\n"));
                return dedent ? whole : whole + indentation;
            }

            lines.Add(line);
            EndLine();
        }
    }

    private void EndLine()
    {
        if (Current == '\r')
        {
            _at++;
        }

        if (Current == -1)
        {
            throw Error(Position, "heredoc not terminated");
        }

        _at++;
        StartLine();
    }
}
