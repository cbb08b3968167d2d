using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;

namespace Praetor.Model.Json;

/// <summary>
/// Checks JSON's grammar before anything is decoded, as Go does, and says in Go's words what breaks it. Clients of
/// Consul see these words, and .NET's reader has others.
/// </summary>
/// <remarks>Grammar: RFC 8259. Words: https://pkg.go.dev/encoding/json#SyntaxError.</remarks>
internal ref struct GoJsonGrammar
{
    /// <summary>
    /// How deep objects and arrays may nest. Go stops at 10,000; nothing in Consul nests deeper than 20, and our
    /// decoder recurses.
    /// </summary>
    public const int MaxDepth = 256;

    private readonly ReadOnlySpan<byte> _text;
    private int _position;
    private int _depth;

    private GoJsonGrammar(ReadOnlySpan<byte> text) => _text = text;

    /// <summary>The first value in a text; what follows it is not looked at, as Go's decoder does.</summary>
    /// <exception cref="JsonFormatException">There is no value (<c>EOF</c>), or it breaks the grammar.</exception>
    public static ReadOnlySpan<byte> FirstValue(ReadOnlySpan<byte> text)
    {
        var grammar = new GoJsonGrammar(text);
        grammar.SkipSpace();
        if (grammar._position == text.Length)
        {
            throw new JsonFormatException("EOF");
        }

        var start = grammar._position;
        grammar.Value();
        return text[start..grammar._position];
    }

    private void Value()
    {
        switch (Next())
        {
            case (byte)'{':
                Object();
                break;
            case (byte)'[':
                Array();
                break;
            case (byte)'"':
                _position++;
                Text();
                break;
            case (byte)'t':
                Literal("true");
                break;
            case (byte)'f':
                Literal("false");
                break;
            case (byte)'n':
                Literal("null");
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                Number();
                break;
            default:
                throw Unexpected("looking for beginning of value");
        }
    }

    private void Object()
    {
        Enter();
        SkipSpace();
        if (Next() != '}')
        {
            while (true)
            {
                SkipSpace();
                Expect('"', "looking for beginning of object key string");
                Text();
                SkipSpace();
                Expect(':', "after object key");
                SkipSpace();
                Value();
                SkipSpace();
                if (Next() != ',')
                {
                    break;
                }

                _position++;
            }
        }

        Expect('}', "after object key:value pair");
        _depth--;
    }

    private void Array()
    {
        Enter();
        SkipSpace();
        if (Next() != ']')
        {
            while (true)
            {
                SkipSpace();
                Value();
                SkipSpace();
                if (Next() != ',')
                {
                    break;
                }

                _position++;
            }
        }

        Expect(']', "after array element");
        _depth--;
    }

    /// <summary>The rest of a text whose quote is read.</summary>
    private void Text()
    {
        while (true)
        {
            var c = Next();
            switch (c)
            {
                case (byte)'"':
                    _position++;
                    return;
                case (byte)'\\':
                    _position++;
                    Escape();
                    break;
                case < 0x20:
                    throw Unexpected("in string literal");
                default:
                    _position++;
                    break;
            }
        }
    }

    private void Escape()
    {
        var c = Next();
        if (!"\"\\/bfnrtu"u8.Contains(c))
        {
            throw Unexpected("in string escape code");
        }

        _position++;
        for (var digits = c == 'u' ? 4 : 0; digits > 0; digits--)
        {
            if (!char.IsAsciiHexDigit((char)Next()))
            {
                throw Unexpected("in \\u hexadecimal character escape");
            }

            _position++;
        }
    }

    private void Literal(string literal)
    {
        foreach (var c in literal)
        {
            Expect(c, $"in literal {literal} (expecting {Quote(c)})");
        }
    }

    private void Number()
    {
        if (_text[_position] == '-')
        {
            _position++;
        }

        if (Next() == '0')
        {
            _position++;
        }
        else
        {
            Digits("in numeric literal");
        }

        if (_position < _text.Length && _text[_position] == '.')
        {
            _position++;
            Digits("after decimal point in numeric literal");
        }

        if (_position < _text.Length && (_text[_position] | 0x20) == 'e')
        {
            _position++;
            if (Next() is (byte)'+' or (byte)'-')
            {
                _position++;
            }

            Digits("in exponent of numeric literal");
        }
    }

    private void Digits(string context)
    {
        if (!char.IsAsciiDigit((char)Next()))
        {
            throw Unexpected(context);
        }

        while (_position < _text.Length && char.IsAsciiDigit((char)_text[_position]))
        {
            _position++;
        }
    }

    private void Enter()
    {
        _position++;
        if (++_depth > MaxDepth)
        {
            throw new JsonFormatException("exceeded max depth");
        }
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && " \t\r\n"u8.Contains(_text[_position]))
        {
            _position++;
        }
    }

    private readonly byte Next() =>
        _position < _text.Length ? _text[_position] : throw new JsonFormatException("unexpected EOF");

    private void Expect(char wanted, string context)
    {
        if (Next() != wanted)
        {
            throw Unexpected(context);
        }

        _position++;
    }

    private readonly JsonFormatException Unexpected(string context) =>
        new($"invalid character {Quote((char)_text[_position])} {context}");

    /// <summary>A character in single quotes; a byte above 127 stands for the character of that number.</summary>
    private static string Quote(char c) =>
        c switch
        {
            '\'' => @"'\''",
            '"' => "'\"'",
            _ => "'" + GoQuote.Quote(c.ToString())[1..^1] + "'",
        };
}
