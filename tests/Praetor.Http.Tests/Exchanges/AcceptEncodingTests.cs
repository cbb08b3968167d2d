using Praetor.Http.Exchanges;
using Xunit;

namespace Praetor.Http.Tests.Exchanges;

public sealed class AcceptEncodingTests
{
    [Theory]
    [InlineData("gzip", true)]
    [InlineData("deflate, GZIP;q=0.5", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("br, *;q=0", false)]
    [InlineData("identity", false)]
    [InlineData("", false)]
    public void Gzip_is_taken_by_name_with_a_weight(string header, bool takes) =>
        Assert.Equal(takes, AcceptEncoding.TakesGzip(header));
}
