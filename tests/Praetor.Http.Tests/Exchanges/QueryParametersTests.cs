using Praetor.Http.Exchanges;
using Xunit;

namespace Praetor.Http.Tests.Exchanges;

public sealed class QueryParametersTests
{
    [Fact]
    public void First_value_counts_and_names_are_told_by_case()
    {
        var query = Parse("dc=dc1&dc=dc2&DC=nope&recurse&empty=&tag=a&tag=b");

        Assert.Equal("dc1", query.Get("dc"));
        Assert.True(query.Has("recurse"));
        Assert.True(query.Has("empty"));
        Assert.False(query.Has("Recurse"));
        Assert.Equal("", query.Get("missing"));
        Assert.Equal(["a", "b"], query.All("tag"));
    }

    [Theory]
    [InlineData("a=x+y", "x y")]
    [InlineData("a=x%2By", "x+y")]
    [InlineData("a=%E2%9C%93", "✓")]
    [InlineData("a=b=c", "b=c")]
    [InlineData("&&a=1&", "1")]
    public void Values_are_decoded_as_in_a_form(string text, string value) => Assert.Equal(value, Parse(text).Get("a"));

    [Theory]
    [InlineData("a=%")]
    [InlineData("a=%4")]
    [InlineData("a=%zz")]
    [InlineData("a=1;b=2")]
    public void What_cannot_be_decoded_is_refused(string text) => Assert.False(new QueryParameters().TryParse(text));

    [Fact]
    public void Parameters_are_bounded() =>
        Assert.False(new QueryParameters().TryParse(string.Join('&', Enumerable.Range(0, 1_001).Select(i => $"a{i}"))));

    private static QueryParameters Parse(string text)
    {
        var query = new QueryParameters();
        Assert.True(query.TryParse(text));
        return query;
    }
}
