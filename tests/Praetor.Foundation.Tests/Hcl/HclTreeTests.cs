using Praetor.Foundation.Hcl;
using Xunit;

namespace Praetor.Foundation.Tests.Hcl;

public sealed class HclTreeTests
{
    [Theory]
    [InlineData("", "{}")]
    [InlineData("a = 1", "{a: 1}")]
    [InlineData("a = 1, b = 2", "{a: 1, b: 2}")]
    [InlineData("a=-7 b=0x1F c=010 d=1.5 e=2e3 f=-0.25", "{a: -7, b: 31, c: 8, d: 1.5f, e: 2000f, f: -0.25f}")]
    [InlineData("a = true\nb = false", "{a: true, b: false}")]
    [InlineData("\"a b\" = \"c\"", "{a b: 'c'}")]
    [InlineData("a = [1, \"x\", true,]", "{a: [1, 'x', true]}")]
    [InlineData("a = []", "{a: []}")]
    [InlineData("a = [[1], [2]]", "{a: [[1], [2]]}")]
    [InlineData("a = [{b = 1}, {b = 2}]", "{a: [{b: 1}, {b: 2}]}")]
    [InlineData("a { b = 1 }", "{a: [{b: 1}]}")]
    [InlineData("a = { b = 1 }", "{a: [{b: 1}]}")]
    [InlineData("a { b = 1 }\nc = 2\na { b = 3 }", "{a: [{b: 1}, {b: 3}], c: 2}")]
    [InlineData("a \"b\" { c = 1 }", "{a: [{b: [{c: 1}]}]}")]
    [InlineData(
        "key \"foo/\" { policy = \"read\" }\nkey \"bar\" { policy = \"write\" }",
        "{key: [{foo/: [{policy: 'read'}]}, {bar: [{policy: 'write'}]}]}"
    )]
    [InlineData("a \"b\" \"c\" { d = 1 }", "{a: [{b: [{c: [{d: 1}]}]}]}")]
    [InlineData("a = 1\na = 2", "{a: 2}")]
    [InlineData("a = [1]\na = [2]", "{a: [1, 2]}")]
    [InlineData("a = .5 b = 1.", "{a: 0.5f, b: 1f}")]
    [InlineData("a = <<EOF\nb\n EOF\n", "{a: 'b\n '}")]
    [InlineData("# one\na = 1 // two\n/* three\n * four */ b = 2", "{a: 1, b: 2}")]
    [InlineData("service-name.x_1 = 1", "{service-name.x_1: 1}")]
    [InlineData("a = \"q\\\"\\\\\\n\\t\\u00e9\\x41\\101\"", "{a: 'q\"\\\n\té" + "AA'}")]
    [InlineData("a = \"x ${b(\"c\")} y\"", "{a: 'x ${b(\"c\")} y'}")]
    [InlineData("a = <<EOF\none\n  two\nEOF\nb = 1", "{a: 'one\n  two\n', b: 1}")]
    [InlineData("a = <<-EOF\n    one\n      two\n    EOF\n", "{a: 'one\n  two\n'}")]
    [InlineData("a = <<-EOF\n  one\n two\n    EOF\n", "{a: '  one\n two\n'}")]
    [InlineData("a = <<EOF\r\none\r\nEOF\r\n", "{a: 'one\n'}")]
    [InlineData("{\"a\": {\"b\": 1}}", "{a: {b: 1f}}")]
    public void Reads_what_the_reader_of_HashiCorp_reads(string text, string tree)
    {
        Assert.True(HclTree.TryRead(text, out var node, out var error), error);
        Assert.Equal(tree, TreeText.Of(node));
    }

    [Theory]
    [InlineData("nope", "At 1:6: key 'nope' expected start of object ('{') or assignment ('=')")]
    [InlineData("a b = 1", "At 1:5: nested object expected: LBRACE got: ASSIGN")]
    [InlineData("a {\n  b = 1\n", "At 3:2: object expected closing RBRACE got: EOF")]
    [InlineData("a = [1 2]", "At 1:8: error parsing list, expected comma or list end, got: NUMBER")]
    [InlineData("a = ", "At 1:6: Unknown token: 1:6 EOF ")]
    [InlineData("a = \"b", "At 1:7: literal not terminated")]
    [InlineData("a = \"b\nc\"", "At 1:7: literal not terminated")]
    [InlineData("a = \"\\q\"", "At 1:7: illegal char escape")]
    [InlineData("a = <<EOF\nb", "At 2:2: heredoc not terminated")]
    [InlineData("a = 1 }", "At 1:7: expected: IDENT | STRING | ASSIGN | LBRACE got: RBRACE")]
    [InlineData("a = $", "At 1:5: illegal char")]
    [InlineData("/* a", "At 1:5: comment not terminated")]
    [InlineData("true = 1", "At 1:1: expected: IDENT | STRING | ASSIGN | LBRACE got: BOOL")]
    [InlineData("= 1", "At 1:1: no object keys found!")]
    [InlineData("a = [b]", "At 1:6: unexpected token while parsing list: IDENT")]
    [InlineData("a {} b", "At 1:8: key 'b' expected start of object ('{') or assignment ('=')")]
    [InlineData("a = b", "At 1:5: Unknown token: 1:5 IDENT b")]
    [InlineData("a = 12abc", "At 1:5: illegal number 12abc")]
    [InlineData("a = 99999999999999999999", "At 1:5: illegal number 99999999999999999999")]
    public void Names_line_and_column_of_what_is_wrong(string text, string expected)
    {
        Assert.False(HclTree.TryRead(text, out _, out var error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("a = ", "[")]
    [InlineData("", "a {")]
    [InlineData("", "a \"b\" ")]
    [InlineData("{\"a\":", "[")]
    [InlineData("a = \"", "${")]
    public void Nesting_without_end_is_refused_rather_than_followed(string start, string nested)
    {
        var text = start + string.Concat(Enumerable.Repeat(nested, 100_000));

        Assert.False(HclTree.TryRead(text, out _, out var error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void Positions_survive()
    {
        Assert.True(HclTree.TryRead("a = 1\n  b {\n    c = \"x\"\n  }", out var node, out _));

        Assert.Equal(new TextPosition(2, 3), node.Entries[1].Position);
        var block = Assert.IsType<ObjectNode>(Assert.Single(Assert.IsType<ListNode>(node.Entries[1].Value).Items));
        Assert.Equal(new TextPosition(3, 9), Assert.Single(block.Entries).Value.Position);
    }
}
