using System.Text;
using Praetor.Http.Routing;
using Xunit;

namespace Praetor.Http.Tests.Routing;

public sealed class PathCleaningTests
{
    [Theory]
    [InlineData("/v1/kv/a//b", "/v1/kv/a/b")]
    [InlineData("/v1/kv/a/./b", "/v1/kv/a/b")]
    [InlineData("/v1/kv/a/../c", "/v1/kv/c")]
    [InlineData("//", "/")]
    [InlineData("/../../x/", "/x/")]
    public void Unclean_path_has_a_shorter_equal_one(string path, string clean)
    {
        var bytes = Encoding.UTF8.GetBytes(path);

        Assert.False(PathCleaning.IsClean(bytes));
        Assert.Equal(clean, PathCleaning.Clean(bytes).ToString());
        Assert.True(PathCleaning.IsClean(PathCleaning.Clean(bytes).Span));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/v1/kv/")]
    [InlineData("/v1/kv/.hidden")]
    [InlineData("/v1/kv/dot.")]
    [InlineData("/v1/kv/...")]
    public void Clean_path_stays(string path) => Assert.True(PathCleaning.IsClean(Encoding.UTF8.GetBytes(path)));
}
