using System.Globalization;
using System.Text;
using Praetor.Foundation.Text;

namespace Praetor.Foundation.Hcl;

/// <summary>
/// Reads JSON into the neutral tree, strictly, with Go's words for what is wrong (encoding/json), since Consul passes
/// those on to users.
/// </summary>
public static class JsonTree
{
    /// <summary>Deepest nesting; Go's own limit is 10,000, which no configuration comes near.</summary>
    public const int DepthMax = 1000;

    /// <summary>Reads a whole text that holds one object.</summary>
    /// <param name="error">Go's words for what is wrong; empty otherwise.</param>
    public static bool TryRead(string text, out ObjectNode node, out string error)
    {
        var reader = new Reader(text);
        node = ObjectNode.Empty;
        error = "";
        try
        {
            var value = reader.Document();
            if (value is NullNode)
            {
                return true;
            }

            if (value is ObjectNode found)
            {
                node = found;
                return true;
            }

            error = $"json: cannot unmarshal {Kind(value)} into Go value of type map[string]interface {{}}";
        }
        catch (TreeException wrong)
        {
            error = wrong.Message;
        }

        return false;
    }

    private static string Kind(ValueNode value) =>
        value switch
        {
            ListNode => "array",
            TextNode => "string",
            NumberNode => "number",
            _ => "bool",
        };

    private sealed class Reader(string text)
    {
        private const string BeginningOfValue = "looking for beginning of value";
        private readonly StringBuilder _buffer = new();
        private int _at;
        private int _line = 1;
        private int _lineStart;

        private TextPosition Position => new(_line, _at - _lineStart + 1);

        public ValueNode Document()
        {
            var value = Value(0);
            return Peek() < 0 ? value : throw Unexpected("after top-level value");
        }

        private ValueNode Value(int depth)
        {
            if (depth > DepthMax)
            {
                throw new TreeException("exceeded max depth");
            }

            var next = Peek();
            var position = Position;
            switch (next)
            {
                case '{':
                    return Object(position, depth);
                case '[':
                    return List(position, depth);
                case '"':
                    return new TextNode(position, String());
                case 't':
                    Word("true");
                    return new TruthNode(position, true);
                case 'f':
                    Word("false");
                    return new TruthNode(position, false);
                case 'n':
                    Word("null");
                    return new NullNode(position);
                case '-' or (>= '0' and <= '9'):
                    return Number(position);
                default:
                    throw Unexpected(BeginningOfValue);
            }
        }

        private ObjectNode Object(TextPosition position, int depth)
        {
            _at++;
            var entries = new List<ObjectEntry>();
            if (Peek() == '}')
            {
                _at++;
                return new ObjectNode(position, entries);
            }

            while (true)
            {
                if (Peek() != '"')
                {
                    throw Unexpected("looking for beginning of object key string");
                }

                var keyPosition = Position;
                var key = String();
                if (Peek() != ':')
                {
                    throw Unexpected("after object key");
                }

                _at++;
                entries.Add(new ObjectEntry(key, keyPosition, Value(depth + 1)));
                if (Peek() is not (',' or '}'))
                {
                    throw Unexpected("after object key:value pair");
                }

                if (text[_at++] == '}')
                {
                    return new ObjectNode(position, entries);
                }
            }
        }

        private ListNode List(TextPosition position, int depth)
        {
            _at++;
            var items = new List<ValueNode>();
            if (Peek() == ']')
            {
                _at++;
                return new ListNode(position, items);
            }

            while (true)
            {
                items.Add(Value(depth + 1));
                if (Peek() is not (',' or ']'))
                {
                    throw Unexpected("after array element");
                }

                if (text[_at++] == ']')
                {
                    return new ListNode(position, items);
                }
            }
        }

        private string String()
        {
            _at++;
            _buffer.Clear();
            while (true)
            {
                var next = _at < text.Length ? text[_at] : -1;
                switch (next)
                {
                    case '"':
                        _at++;
                        return _buffer.ToString();
                    case '\\':
                        _at++;
                        Escape();
                        break;
                    case < ' ':
                        throw Unexpected("in string literal");
                    default:
                        _buffer.Append((char)next);
                        _at++;
                        break;
                }
            }
        }

        private void Escape()
        {
            var next = _at < text.Length ? text[_at] : -1;
            if (next == 'u')
            {
                var code = 0;
                for (var digit = 0; digit < 4; digit++)
                {
                    _at++;
                    if (_at >= text.Length || !char.IsAsciiHexDigit(text[_at]))
                    {
                        throw Unexpected("in \\u hexadecimal character escape");
                    }

                    code = code * 16 + Convert.ToInt32(text[_at].ToString(), 16);
                }

                _buffer.Append((char)code);
                _at++;
                return;
            }

            _buffer.Append(
                next switch
                {
                    '"' or '\\' or '/' => (char)next,
                    'b' => '\b',
                    'f' => '\f',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    _ => throw Unexpected("in string escape code"),
                }
            );
            _at++;
        }

        private NumberNode Number(TextPosition position)
        {
            var start = _at;
            if (text[_at] == '-')
            {
                _at++;
                if (_at >= text.Length || !char.IsAsciiDigit(text[_at]))
                {
                    throw Unexpected("in numeric literal");
                }
            }

            if (text[_at] == '0')
            {
                _at++;
            }
            else
            {
                Digits();
            }

            if (_at < text.Length && text[_at] == '.')
            {
                _at++;
                RequireDigits("after decimal point in numeric literal");
            }

            if (_at < text.Length && text[_at] is 'e' or 'E')
            {
                _at++;
                if (_at < text.Length && text[_at] is '+' or '-')
                {
                    _at++;
                }

                RequireDigits("in exponent of numeric literal");
            }

            var number = text[start.._at];
            var value = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
            return double.IsFinite(value)
                ? new NumberNode(position, value, null)
                : throw new TreeException($"json: cannot unmarshal number {number} into Go value of type float64");
        }

        private void RequireDigits(string context)
        {
            if (_at >= text.Length || !char.IsAsciiDigit(text[_at]))
            {
                throw Unexpected(context);
            }

            Digits();
        }

        private void Digits()
        {
            while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            {
                _at++;
            }
        }

        private void Word(string word)
        {
            for (var index = 0; index < word.Length; index++, _at++)
            {
                if (_at >= text.Length || text[_at] != word[index])
                {
                    throw Unexpected($"in literal {word} (expecting '{word[index]}')");
                }
            }
        }

        /// <summary>The next character that is no space, or -1 at the end.</summary>
        private int Peek()
        {
            while (_at < text.Length && text[_at] is ' ' or '\t' or '\r' or '\n')
            {
                if (text[_at] == '\n')
                {
                    _line++;
                    _lineStart = _at + 1;
                }

                _at++;
            }

            return _at < text.Length ? text[_at] : -1;
        }

        private TreeException Unexpected(string context) =>
            _at >= text.Length
                ? new TreeException("unexpected end of JSON input")
                : new TreeException($"invalid character {Quote()} {context}");

        private string Quote()
        {
            if (text[_at] is '\'')
            {
                return @"'\''";
            }

            // Go looks at bytes: of a character beyond ASCII it names the first of them as if that were a character.
            var rune = Rune.TryGetRuneAt(text, _at, out var whole) ? whole : Rune.ReplacementChar;
            Span<byte> bytes = stackalloc byte[4];
            rune.EncodeToUtf8(bytes);
            return rune.Value == '"' ? "'\"'" : $"'{GoQuote.Quote(((char)bytes[0]).ToString())[1..^1]}'";
        }
    }
}
