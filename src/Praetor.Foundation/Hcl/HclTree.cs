using System.Globalization;
using Praetor.Foundation.Text;

namespace Praetor.Foundation.Hcl;

/// <summary>
/// Reads HCL 1 into the neutral tree. As HashiCorp's reader does: every object becomes a list of objects, to which
/// blocks of the same name add; <c>a "b" { }</c> is an object in an object; a text that begins with a brace is JSON.
/// </summary>
/// <remarks>Used for configuration files, service definitions and ACL rules. Syntax: https://github.com/hashicorp/hcl/tree/hcl1.</remarks>
public static class HclTree
{
    /// <summary>Deepest nesting: more than anyone writes, and far from the end of the stack.</summary>
    public const int DepthMax = 200;

    /// <summary>Reads a whole text.</summary>
    /// <param name="error">What is wrong, beginning with line and column; empty otherwise.</param>
    public static bool TryRead(string text, out ObjectNode node, out string error)
    {
        if (text.TrimStart().StartsWith('{'))
        {
            return JsonTree.TryRead(text, out node, out error);
        }

        node = ObjectNode.Empty;
        error = "";
        try
        {
            node = new Reader(text).Document();
            return true;
        }
        catch (TreeException wrong)
        {
            error = wrong.Message;
            return false;
        }
    }

    private sealed class Reader
    {
        private readonly HclLexer _lexer;
        private HclToken _token;

        public Reader(string text)
        {
            _lexer = new HclLexer(text);
            _token = _lexer.Next();
        }

        public ObjectNode Document()
        {
            var node = Members(new TextPosition(1, 1), 0);
            return _token.Kind == HclTokenKind.End
                ? node
                : throw HclLexer.Error(
                    _token.Position,
                    _token.Kind is HclTokenKind.Assign or HclTokenKind.OpenBrace
                        ? "no object keys found!"
                        : $"expected: IDENT | STRING | ASSIGN | LBRACE got: {Name(_token)}"
                );
        }

        private ObjectNode Members(TextPosition position, int depth)
        {
            var members = new Members();
            while (_token.Kind is HclTokenKind.Identifier or HclTokenKind.Text)
            {
                Member(members, depth);
                if (_token.Kind == HclTokenKind.Comma)
                {
                    Advance();
                }
            }

            return new ObjectNode(position, members.Entries);
        }

        private void Member(Members members, int depth)
        {
            var keys = new List<HclToken>();
            while (_token.Kind is HclTokenKind.Identifier or HclTokenKind.Text)
            {
                keys.Add(Advance());
            }

            if (_token.Kind == HclTokenKind.Assign)
            {
                if (keys.Count > 1)
                {
                    throw HclLexer.Error(_token.Position, "nested object expected: LBRACE got: ASSIGN");
                }

                Advance();
                members.Add(keys[0].Text, keys[0].Position, Value(depth + 1));
                return;
            }

            if (_token.Kind != HclTokenKind.OpenBrace)
            {
                throw HclLexer.Error(
                    _token.Position,
                    $"key '{string.Join(' ', keys.Select(key => key.Text))}' expected start of object ('{{') or assignment ('=')"
                );
            }

            ValueNode value = Braced(depth + keys.Count);
            for (var at = keys.Count - 1; at > 0; at--)
            {
                value = new ListNode(
                    keys[at].Position,
                    [new ObjectNode(keys[at].Position, [new ObjectEntry(keys[at].Text, keys[at].Position, value)])]
                )
                {
                    IsBlocks = true,
                };
            }

            members.Add(keys[0].Text, keys[0].Position, value);
        }

        private ValueNode Value(int depth)
        {
            var token = _token;
            switch (token.Kind)
            {
                case HclTokenKind.Text:
                    Advance();
                    return new TextNode(token.Position, token.Text);
                case HclTokenKind.Truth:
                    Advance();
                    return new TruthNode(token.Position, token.Text == "true");
                case HclTokenKind.Number:
                    Advance();
                    return Number(token);
                case HclTokenKind.OpenBrace:
                    return Braced(depth);
                case HclTokenKind.OpenBracket:
                    return List(depth);
                default:
                    throw HclLexer.Error(token.Position, $"Unknown token: {token.Position} {Name(token)} {token.Text}");
            }
        }

        private ListNode Braced(int depth)
        {
            Bound(depth);
            var position = Advance().Position;
            var node = Members(position, depth);
            if (_token.Kind != HclTokenKind.CloseBrace)
            {
                throw HclLexer.Error(_token.Position, $"object expected closing RBRACE got: {Name(_token)}");
            }

            Advance();
            return new ListNode(position, [node]) { IsBlocks = true };
        }

        private ListNode List(int depth)
        {
            Bound(depth);
            var position = Advance().Position;
            var items = new List<ValueNode>();
            while (_token.Kind != HclTokenKind.CloseBracket)
            {
                if (_token.Kind is HclTokenKind.Identifier or HclTokenKind.Comma or HclTokenKind.Assign)
                {
                    throw HclLexer.Error(_token.Position, $"unexpected token while parsing list: {Name(_token)}");
                }

                // In a list an object stands for itself, not for a list of one.
                var item = Value(depth + 1);
                items.Add(item is ListNode { IsBlocks: true } block ? block.Items[0] : item);
                if (_token.Kind == HclTokenKind.Comma)
                {
                    Advance();
                }
                else if (_token.Kind != HclTokenKind.CloseBracket)
                {
                    throw HclLexer.Error(
                        _token.Position,
                        $"error parsing list, expected comma or list end, got: {Name(_token)}"
                    );
                }
            }

            Advance();
            return new ListNode(position, items);
        }

        private static NumberNode Number(HclToken token)
        {
            var text = token.Text;
            if (GoNumber.ParseInteger(text, out var whole) == GoNumberFault.None)
            {
                return new NumberNode(token.Position, whole, whole);
            }

            return
                text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0
                && !text.Contains('x', StringComparison.OrdinalIgnoreCase)
                && GoNumber.ParseFloat(text, out var value) == GoNumberFault.None
                ? new NumberNode(token.Position, value, null)
                : throw HclLexer.Error(token.Position, $"illegal number {text}");
        }

        private void Bound(int depth)
        {
            if (depth > DepthMax)
            {
                throw HclLexer.Error(
                    _token.Position,
                    string.Create(CultureInfo.InvariantCulture, $"nested deeper than {DepthMax}")
                );
            }
        }

        private HclToken Advance()
        {
            var token = _token;
            _token = _lexer.Next();
            return token;
        }

        private static string Name(HclToken token) =>
            token.Kind switch
            {
                HclTokenKind.End => "EOF",
                HclTokenKind.Identifier => "IDENT",
                HclTokenKind.Text => "STRING",
                HclTokenKind.Number => "NUMBER",
                HclTokenKind.Truth => "BOOL",
                HclTokenKind.OpenBrace => "LBRACE",
                HclTokenKind.CloseBrace => "RBRACE",
                HclTokenKind.OpenBracket => "LBRACK",
                HclTokenKind.CloseBracket => "RBRACK",
                HclTokenKind.Comma => "COMMA",
                _ => "ASSIGN",
            };
    }

    /// <summary>The members of one object; objects and lists of one name become one list, any other later value replaces an earlier one.</summary>
    private sealed class Members
    {
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

        public List<ObjectEntry> Entries { get; } = [];

        public void Add(string key, TextPosition position, ValueNode value)
        {
            if (!_places.TryGetValue(key, out var place))
            {
                _places.Add(key, Entries.Count);
                Entries.Add(new ObjectEntry(key, position, value));
                return;
            }

            Entries[place] =
                Entries[place].Value is ListNode before && value is ListNode after && before.IsBlocks == after.IsBlocks
                    ? Entries[place] with
                    {
                        Value = before with { Items = [.. before.Items, .. after.Items] },
                    }
                    : new ObjectEntry(key, position, value);
        }
    }
}
