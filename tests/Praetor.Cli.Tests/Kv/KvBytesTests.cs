using System.Net;
using Praetor.Cli.Tests.Running;
using Praetor.Client;
using Praetor.Foundation.Bytes;
using Xunit;

namespace Praetor.Cli.Tests.Kv;

/// <summary>Keys and values are any bytes, on the way out and on the way in.</summary>
public sealed class KvBytesTests
{
    [Theory]
    [InlineData("a b", "/v1/kv/a%20b")]
    [InlineData("a//b/../c", "/v1/kv/a//b/../c")]
    [InlineData("ü?#%", "/v1/kv/%C3%BC%3F%23%25")]
    [InlineData("$&+,:;=@", "/v1/kv/$&+,:;=@")]
    public async Task A_key_goes_out_as_Go_escapes_it(string key, string path)
    {
        using var agent = new FakeAgent([new Exchange("GET " + path, HttpStatusCode.NotFound, "")]);
        using var client = new ApiClient(new ClientSettings(), agent);

        await client.Kv.GetAsync(key, new ReadOptions(), TestContext.Current.CancellationToken);

        Assert.Empty(agent.Surprises);
    }

    [Fact]
    public async Task A_key_that_is_no_text_goes_out_byte_by_byte()
    {
        using var agent = new FakeAgent([new Exchange("GET /v1/kv/a%FF%00", HttpStatusCode.NotFound, "")]);
        using var client = new ApiClient(new ClientSettings(), agent);

        await client.Kv.GetAsync(
            ByteString.Copy([(byte)'a', 0xff, 0]),
            new ReadOptions(),
            TestContext.Current.CancellationToken
        );

        Assert.Empty(agent.Surprises);
    }

    [Fact]
    public async Task A_blocking_read_says_from_where_and_tells_the_index()
    {
        using var agent = new FakeAgent([
            new Exchange("GET /v1/kv/a?consistent=&index=7&recurse=&wait=1500ms", HttpStatusCode.OK, "[]"),
        ]);
        using var client = new ApiClient(new ClientSettings(), agent);

        var options = new ReadOptions
        {
            RequireConsistent = true,
            WaitIndex = 7,
            WaitTime = TimeSpan.FromSeconds(1.5),
        };
        var answer = await client.Kv.ListAsync("a", options, TestContext.Current.CancellationToken);

        Assert.Empty(agent.Surprises);
        Assert.Empty(answer.Value);
    }
}
