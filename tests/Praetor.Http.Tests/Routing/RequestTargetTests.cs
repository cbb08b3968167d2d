using Praetor.Http.Routing;
using Xunit;

namespace Praetor.Http.Tests.Routing;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/v1/kv/a%2Fb?raw", "/v1/kv/a/b", "raw")]
    [InlineData("/v1/kv/sp%20ace", "/v1/kv/sp ace", "")]
    [InlineData("/v1/kv/pl+us", "/v1/kv/pl+us", "")]
    [InlineData("/?", "/", "")]
    [InlineData("http://agent:8500/v1/status/leader?dc=dc1", "/v1/status/leader", "dc=dc1")]
    [InlineData("http://agent:8500", "/", "")]
    public void Path_is_decoded_and_the_query_is_not(string raw, string path, string query)
    {
        Assert.True(RequestTarget.TryParse(raw, out var target));
        Assert.Equal(path, target.Path.ToString());
        Assert.Equal(query, target.Query);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("v1/kv/a")]
    [InlineData("/v1/kv/%E0%A4%A")]
    [InlineData("/v1/kv/%zz")]
    public void What_is_no_path_is_refused(string raw) => Assert.False(RequestTarget.TryParse(raw, out _));

    [Fact]
    public void Key_keeps_bytes_that_are_no_text()
    {
        Assert.True(RequestTarget.TryParse("/v1/kv/bad%FF", out var target));

        Assert.Equal(0xff, target.Path.Span[^1]);
        Assert.True(target.IsPrintable());
    }

    [Theory]
    [InlineData("/v1/kv/tab%09", false)]
    [InlineData("/v1/kv/nl%0A", false)]
    [InlineData("/v1/kv/del%7F", false)]
    [InlineData("/v1/kv/uni/%E2%9C%93", true)]
    [InlineData("/v1/kv/a%20b", true)]
    public void Paths_with_control_characters_do_not_print(string raw, bool prints)
    {
        Assert.True(RequestTarget.TryParse(raw, out var target));
        Assert.Equal(prints, target.IsPrintable());
    }
}
