using Praetor.Http.Routing;
using Xunit;

namespace Praetor.Http.Tests.Routing;

public sealed class RouteTableTests
{
    private static readonly RouteTable Table = new([
        Route("/v1/kv/"),
        Route("/v1/agent/service/"),
        Route("/v1/agent/service/register"),
        Route("/v1/session/list"),
    ]);

    [Theory]
    [InlineData("/v1/kv/a/b/c", "/v1/kv/")]
    [InlineData("/v1/kv/", "/v1/kv/")]
    [InlineData("/v1/agent/service/register", "/v1/agent/service/register")]
    [InlineData("/v1/agent/service/registered", "/v1/agent/service/")]
    [InlineData("/v1/session/list", "/v1/session/list")]
    public void Exact_pattern_wins_then_the_longest_that_begins_the_path(string path, string pattern)
    {
        Assert.Equal(pattern, Find(path, out var addSlash)?.Pattern);
        Assert.False(addSlash);
    }

    [Theory]
    [InlineData("/v1/session/list/more")]
    [InlineData("/v1/nope")]
    [InlineData("/")]
    public void Unknown_path_has_no_route(string path) => Assert.Null(Find(path, out _));

    [Fact]
    public void Subtree_without_its_slash_is_to_be_redirected()
    {
        Assert.NotNull(Find("/v1/kv", out var addSlash));
        Assert.True(addSlash);
    }

    [Fact]
    public void Very_long_key_is_found_by_its_prefix() =>
        Assert.Equal("/v1/kv/", Find("/v1/kv/" + new string('k', 5_000), out _)?.Pattern);

    private static Route? Find(string path, out bool addSlash) =>
        Table.Find(System.Text.Encoding.UTF8.GetBytes(path), out addSlash);

    private static Route Route(string pattern) => new(pattern, ["GET"], static _ => ValueTask.CompletedTask);
}
