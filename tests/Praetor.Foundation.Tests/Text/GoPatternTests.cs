using System.Diagnostics;
using Praetor.Foundation.Text;
using Xunit;

namespace Praetor.Foundation.Tests.Text;

public sealed class GoPatternTests
{
    [Theory]
    [InlineData("[", "missing closing ]: `[`")]
    [InlineData("a[b", "missing closing ]: `[b`")]
    [InlineData("(a", "missing closing ): `(a`")]
    [InlineData("a)", "unexpected ): `a)`")]
    [InlineData("*a", "missing argument to repetition operator: `*`")]
    [InlineData("a\\", "trailing backslash at end of expression: ``")]
    [InlineData("(?=a)b", "invalid or unsupported Perl syntax: `(?=`")]
    [InlineData("(a)\\1", "invalid escape sequence: `\\1`")]
    public void A_wrong_expression_is_refused_in_the_words_of_Go(string text, string words)
    {
        Assert.False(GoPattern.TryRead(text, out _, out var error));

        Assert.Equal("error parsing regexp: " + words, error);
    }

    [Fact]
    public void An_expression_matches_anywhere_in_a_text()
    {
        Assert.True(GoPattern.TryRead("li.*e", out var pattern, out _));

        Assert.True(pattern.IsMatch("alive"));
    }

    [Theory]
    [InlineData("(aaaaaaaaaaaa){1000}")]
    [InlineData("(abcdefghijklm){500}(abcdefghijklm){500}")]
    [InlineData("(|||||||||||||){1000}")]
    public void An_expression_that_stands_for_too_much_is_refused(string text)
    {
        Assert.False(GoPattern.TryRead(text, out _, out var error));

        Assert.Equal($"error parsing regexp: expression too large: `{text}`", error);
    }

    [Theory]
    [InlineData("^([0-9]{1,3}\\.){3}[0-9]{1,3}$", "10.0.12.250")]
    [InlineData("([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}", "1:22:333:4444:5:6:7:8")]
    [InlineData("a{1000}", null)]
    [InlineData("[]{3000}]x{2}", "{xx")]
    [InlineData("\\{5000}", "{5000}")]
    [InlineData("{5000", "{5000")]
    public void An_expression_that_people_write_is_taken(string text, string? match)
    {
        Assert.True(GoPattern.TryRead(text, out var pattern, out var error), error);

        Assert.True(pattern.IsMatch(match ?? new string('a', 1000)));
    }

    [Fact]
    public void No_expression_takes_longer_than_its_text()
    {
        Assert.True(GoPattern.TryRead("(a+)+$", out var pattern, out _));

        var began = Stopwatch.GetTimestamp();
        Assert.False(pattern.IsMatch(new string('a', 10_000) + "b"));
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
