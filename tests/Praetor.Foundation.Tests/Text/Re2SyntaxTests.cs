using System.Text;
using System.Text.RegularExpressions;
using Praetor.Foundation.Text;
using Xunit;

namespace Praetor.Foundation.Tests.Text;

/// <summary>
/// What RE2's syntax means where others differ: https://github.com/google/re2/wiki/Syntax. Each line here was also put to Go's
/// own regexp package (1.19, but for names in <c>(?&lt;x></c>, which came with 1.22), as were 60,000 random expressions over 41
/// texts each when this was written.
/// </summary>
public sealed class Re2SyntaxTests
{
    private static readonly string[] Pieces =
    [
        .. "a b k s Z é ſ 😀 0 _ - ^ $ . | ( (?: ) [ ] [^ * + ? { } {2} {1,3} {0,} {2,1} {01} {1001} \\d \\D \\w \\S \\b \\B".Split(
            ' '
        ),
        .. "\\A \\z \\Z \\C \\Q \\E \\ \\x41 \\x{61} \\x{ \\x \\12 \\1 \\0 \\8 \\n \\. \\é \\pL \\P{^Ll} \\p{Foo} \\p \\p{".Split(
            ' '
        ),
        .. "[[:alpha:]] [[:^digit:]] [:foo:] [: (?i) (?s) (?m) (?U) (?-i: (?- (?P<x> (?P< (?= (?<! (?> (?# (?x) , 1 \ud83d".Split(
            ' '
        ),
    ];

    [Theory]
    // Classes with a name.
    [InlineData("^[[:alpha:]]+[0-9]$", "web1", true)]
    [InlineData("^[[:alpha:]]+[0-9]$", "l:1", false)]
    [InlineData("^[[:^digit:]]$", "a", true)]
    [InlineData("^[[:^digit:]]$", "1", false)]
    [InlineData("^[[:alpha:]", ":", null, "missing closing ]: `[[:alpha:]`")]
    [InlineData("^[:alpha:]$", "p", true)]
    [InlineData("^[[:alpha]$", "[", true)]
    [InlineData("[[:letter:]]", "", null, "invalid character class range: `[:letter:]`")]
    [InlineData("^\\pL$", "é", true)]
    [InlineData("^\\PL$", "é", false)]
    [InlineData("^\\PL$", "\n", true)]
    [InlineData("^\\p{Lu}\\P{^Ll}$", "Éé", true)]
    [InlineData("^[\\pN-]$", "-", true)]
    [InlineData("\\p{Foo}", "", null, "invalid character class range: `\\p{Foo}`")]
    [InlineData("\\p{Foo", "", null, "invalid character class range: `\\p{Foo`")]
    // Classes in Perl's letters are ASCII.
    [InlineData("^\\d$", "٣", false)]
    [InlineData("^\\w$", "é", false)]
    [InlineData("^\\W$", "é", true)]
    [InlineData("^\\s$", "\u00a0", false)]
    [InlineData("^\\s$", "\v", false)]
    [InlineData("^[[:space:]]$", "\v", true)]
    [InlineData("a\\b", "aé", true)]
    [InlineData("é\\b", "é", false)]
    [InlineData("^é\\Bé$", "éé", true)]
    [InlineData("\\B", "a😀b", false)]
    // Classes in brackets.
    [InlineData("^[a-z-[aeiou]]$", "-]", true)]
    [InlineData("^[a-z-[aeiou]]$", "b", false)]
    [InlineData("^[]a]+$", "]a", true)]
    [InlineData("^[^]a]$", "b", true)]
    [InlineData("^[a\\]-]+$", "-]a", true)]
    [InlineData("^[^a]$", "\n", true)]
    [InlineData("[^\\x00-\\x{10FFFF}]", "a", false)]
    [InlineData("[z-a]", "", null, "invalid character class range: `z-a`")]
    [InlineData("[a-\\d]", "", null, "invalid escape sequence: `\\d`")]
    // Ends, lines and modes.
    [InlineData("a$", "a\n", false)]
    [InlineData("(?m)a$", "a\nb", true)]
    [InlineData("(?m)^b", "a\nb", true)]
    [InlineData("^b", "a\nb", false)]
    [InlineData("a\\z", "a\n", false)]
    [InlineData("a.b", "a\nb", false)]
    [InlineData("(?s)a.b", "a\nb", true)]
    [InlineData("(?s:a.)b(?i)C", "a\nbc", true)]
    [InlineData("((?i)a)b", "AB", false)]
    [InlineData("(?i:a(?-i)b)", "Ab", true)]
    [InlineData("(?i:a(?-i)b)", "aB", false)]
    [InlineData("(?U)a+", "a", true)]
    [InlineData("(?i)^k$", "\u212a", true)]
    [InlineData("(?i)^S$", "ſ", true)]
    [InlineData("(?i)^σ$", "ς", true)]
    [InlineData("(?i)^i$", "ı", false)]
    [InlineData("(?i)[^k]", "\u212a", false)]
    // Escapes and characters.
    [InlineData("^\\Qa.b\\E+$", "a.bb", true)]
    [InlineData("^\\Qa.b", "axb", false)]
    [InlineData("^\\x{61}\\x62\\143$", "abc", true)]
    [InlineData("^\\x{1F600}$", "😀", true)]
    [InlineData("^.$", "😀", true)]
    [InlineData("^[😀-😂]$", "😁", true)]
    [InlineData("\\x{110000}", "", null, "invalid escape sequence: `\\x{110000`")]
    [InlineData("\\xg", "", null, "invalid escape sequence: `\\xg`")]
    [InlineData("\\_\\-\\/", "_-/", true)]
    [InlineData("\\C", "", null, "invalid escape sequence: `\\C`")]
    [InlineData("\\Z", "", null, "invalid escape sequence: `\\Z`")]
    [InlineData("\\G", "", null, "invalid escape sequence: `\\G`")]
    [InlineData("\\cA", "", null, "invalid escape sequence: `\\c`")]
    [InlineData("(?P<x>a)\\k<x>", "", null, "invalid escape sequence: `\\k`")]
    [InlineData("\\é", "", null, "invalid escape sequence: `\\é`")]
    // Groups.
    [InlineData("^(?P<x>a)(?:b)$", "ab", true)]
    [InlineData("^(?<x>a)$", "a", true)]
    [InlineData("(?P<x y>a)", "", null, "invalid named capture: `(?P<x y>`")]
    [InlineData("(?P<x", "", null, "invalid named capture: `(?P<x`")]
    [InlineData("(?<x-y>a)", "", null, "invalid named capture: `(?<x-y>`")]
    [InlineData("(?P=x)", "", null, "invalid or unsupported Perl syntax: `(?P`")]
    [InlineData("(?<=a)b", "", null, "invalid or unsupported Perl syntax: `(?<`")]
    [InlineData("(?!a)b", "", null, "invalid or unsupported Perl syntax: `(?!`")]
    [InlineData("(?>a)", "", null, "invalid or unsupported Perl syntax: `(?>`")]
    [InlineData("(?(a)b|c)", "", null, "invalid or unsupported Perl syntax: `(?(`")]
    [InlineData("(?n)a", "", null, "invalid or unsupported Perl syntax: `(?n`")]
    [InlineData("(?ix)a", "", null, "invalid or unsupported Perl syntax: `(?ix`")]
    [InlineData("(?#a)", "", null, "invalid or unsupported Perl syntax: `(?#`")]
    [InlineData("(?-)a", "", null, "invalid or unsupported Perl syntax: `(?-)`")]
    // Repetitions.
    [InlineData("^a{,2}$", "a{,2}", true)]
    [InlineData("^a{02}$", "a{02}", true)]
    [InlineData("^a{2}$", "aaa", false)]
    [InlineData("^a{2,3}$", "aaaa", false)]
    [InlineData("^a{2,3}$", "aaa", true)]
    [InlineData("^a{2,}$", "a", false)]
    [InlineData("^a{0,}b{0}$", "", true)]
    [InlineData("^(a|b{2})+?$", "abba", true)]
    [InlineData("^(|a)*$", "aa", true)]
    [InlineData("^a(?i)*$", "aa", true)]
    [InlineData("a{1001}", "", null, "invalid repeat count: `{1001}`")]
    [InlineData("a{2,1}", "", null, "invalid repeat count: `{2,1}`")]
    [InlineData("((a{100}){100}){100}", "", null, "invalid repeat count: `{100}`")]
    [InlineData("a{99999999999}", "", null, "invalid repeat count: `{99999999999}`")]
    [InlineData("a**", "", null, "invalid nested repetition operator: `**`")]
    [InlineData("a*?{2}?", "", null, "invalid nested repetition operator: `*?{2}?`")]
    [InlineData("a|*", "", null, "missing argument to repetition operator: `*`")]
    [InlineData("(?i)+?", "", null, "missing argument to repetition operator: `+?`")]
    [InlineData("({2})", "", null, "missing argument to repetition operator: `{2}`")]
    public void An_expression_means_what_it_means_in_RE2(
        string expression,
        string text,
        bool? matches,
        string? fault = null
    )
    {
        var taken = GoPattern.TryRead(expression, out var pattern, out var error);

        Assert.Equal(fault is null ? "" : $"error parsing regexp: {fault}", error);
        Assert.Equal(matches, taken ? pattern!.IsMatch(text) : null);
    }

    [Fact]
    public void Groups_nest_as_deep_as_in_Go_and_no_deeper()
    {
        Assert.True(GoPattern.TryRead(Nested(999), out var pattern, out _));
        Assert.True(pattern.IsMatch("a"));

        Assert.False(GoPattern.TryRead(Nested(1000), out _, out var error));
        Assert.StartsWith("error parsing regexp: expression nests too deeply: `((", error, StringComparison.Ordinal);

        static string Nested(int depth) => new string('(', depth) + "a" + new string(')', depth);
    }

    /// <summary>
    /// Goal: what all engines agree about is found as .NET's engine finds it. Method: random expressions of literals, classes,
    /// choices, groups and repetitions, and random texts of the same few letters.
    /// </summary>
    [Fact]
    public void What_all_agree_about_is_found_as_by_other_engines()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var expression = Plain(random, depth: 4);
            Assert.True(
                GoPattern.TryRead(expression, out var pattern, out var error),
                $"seed {seed}: {expression}: {error}"
            );
            var other = new Regex(expression, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            for (var texts = 0; texts < 10; texts++)
            {
                var text = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => "abc-"[random.Next(4)]));
                Assert.True(other.IsMatch(text) == pattern.IsMatch(text), $"seed {seed}: {expression} in {text}");
            }
        }
    }

    /// <summary>
    /// Goal: no text makes the reader throw, nor a pattern that was read. Method: random sequences of what has a meaning or
    /// nearly has one; the test's own time limit stands for "without end".
    /// </summary>
    [Fact(Timeout = 60_000)]
    public async Task Any_text_is_either_read_or_refused()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var expression = new StringBuilder();
            for (var pieces = random.Next(1, 12); pieces > 0; pieces--)
            {
                _ =
                    random.Next(12) == 0
                        ? expression.Append((char)random.Next(0x10000))
                        : expression.Append(Pieces[random.Next(Pieces.Length)]);
            }

            var read = GoPattern.TryRead(expression.ToString(), out var pattern, out var error);
            Assert.True(read == (error.Length == 0), $"seed {seed}: {expression}");
            _ = pattern?.IsMatch("a1 é\ud83d😀\n_K");
        }

        await Task.CompletedTask;
    }

    private static string Plain(Random random, int depth) =>
        random.Next(depth > 0 ? 9 : 3) switch
        {
            0 => "abc"[random.Next(3)].ToString(),
            1 => random.Next(2) == 0 ? "[ab]" : "[^a-b]",
            2 => random.Next(3) switch
            {
                0 => ".",
                1 => "^",
                _ => "\\b",
            },
            3 or 4 => Plain(random, depth - 1) + Plain(random, depth - 1),
            5 => $"({Plain(random, depth - 1)}|{Plain(random, depth - 1)})",
            6 => $"(?:{Plain(random, depth - 1)}){"*+?"[random.Next(3)]}",
            7 => $"({Plain(random, depth - 1)}){{{random.Next(3)},{random.Next(3, 5)}}}",
            _ => Plain(random, depth - 1) + "$",
        };
}
