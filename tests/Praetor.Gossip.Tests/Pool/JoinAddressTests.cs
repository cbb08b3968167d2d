using System.Net;
using Praetor.Foundation.Network;
using Praetor.Gossip.Pool;
using Praetor.TestKit.Pools;
using Xunit;

namespace Praetor.Gossip.Tests.Pool;

public sealed class JoinAddressTests
{
    private readonly ScriptedNames _names = new();

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1:8301")]
    [InlineData("10.0.0.1:7946", "10.0.0.1:7946")]
    [InlineData("node/10.0.0.1", "10.0.0.1:8301")]
    [InlineData("node.dc1/10.0.0.1:7946", "10.0.0.1:7946")]
    [InlineData("::1", "[::1]:8301")]
    [InlineData("[::1]", "[::1]:8301")]
    [InlineData("[::1]:7946", "[::1]:7946")]
    [InlineData("node/[2001:db8::1]:1", "[2001:db8::1]:1")]
    [InlineData("pool", "10.0.0.1:8301 10.0.0.2:8301")]
    [InlineData("pool:65535", "10.0.0.1:65535 10.0.0.2:65535")]
    public async Task Addresses_and_names_are_read_with_a_port_or_without(string text, string found)
    {
        _names.Set("pool", IPAddress.Parse("10.0.0.1"), IPAddress.Parse("::ffff:10.0.0.2"));
        var addresses = await JoinAddress.ResolveAsync(text, 8301, _names, CancellationToken.None);
        Assert.Equal(found, string.Join(' ', addresses));
    }

    [Theory]
    [InlineData("", "\"\" names no host")]
    [InlineData("node/", "\"node/\" names no host")]
    [InlineData(":8301", "\":8301\" names no host")]
    [InlineData("pool:", "\"pool:\" has no port after its colon")]
    [InlineData("pool:0", "\"pool:0\" has no port after its colon")]
    [InlineData("pool:65536", "\"pool:65536\" has no port after its colon")]
    [InlineData("pool:+1", "\"pool:+1\" has no port after its colon")]
    [InlineData("[::1]:x", "\"[::1]:x\" has no port after its colon")]
    [InlineData("nobody", "lookup nobody: no such host")]
    public async Task What_is_no_address_is_said(string text, string reason)
    {
        var wrong = await Assert.ThrowsAsync<TransportException>(() =>
            JoinAddress.ResolveAsync(text, 8301, _names, CancellationToken.None).AsTask()
        );
        Assert.Equal(reason, wrong.Message);
    }

    [Fact]
    public async Task Of_a_name_with_very_many_addresses_some_are_tried()
    {
        _names.Set("pool", [.. Enumerable.Range(0, 1000).Select(n => new IPAddress([10, 0, (byte)(n >> 8), (byte)n]))]);
        Assert.Equal(256, (await JoinAddress.ResolveAsync("pool", 8301, _names, CancellationToken.None)).Count);
    }
}
