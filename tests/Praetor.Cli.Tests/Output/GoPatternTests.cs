using Praetor.Cli.Output;
using Xunit;

namespace Praetor.Cli.Tests.Output;

public sealed class GoPatternTests
{
    [Theory]
    [InlineData("[", "missing closing ]: `[`")]
    [InlineData("a[b", "missing closing ]: `[b`")]
    [InlineData("(a", "missing closing ): `(a`")]
    [InlineData("a)", "unexpected ): `a)`")]
    [InlineData("*a", "missing argument to repetition operator: `*`")]
    [InlineData("a\\", "trailing backslash at end of expression: ``")]
    public void A_wrong_expression_is_refused_in_the_words_of_Go(string text, string words)
    {
        Assert.False(GoPattern.TryRead(text, out _, out var error));

        Assert.Equal("error parsing regexp: " + words, error);
    }

    [Fact]
    public void An_expression_matches_anywhere_in_a_text()
    {
        Assert.True(GoPattern.TryRead("li.*e", out var pattern, out _));

        Assert.Matches(pattern, "alive");
    }
}
