using Praetor.Client;
using Praetor.Client.Connecting;
using Xunit;

namespace Praetor.Cli.Tests.Connecting;

public sealed class AgentAddressTests
{
    [Theory]
    [InlineData("10.0.0.1:8500", false, "http", "10.0.0.1:8500", "")]
    [InlineData("10.0.0.1:8500", true, "https", "10.0.0.1:8500", "")]
    [InlineData("http://agent:80", false, "http", "agent:80", "")]
    [InlineData("http://agent:80", true, "https", "agent:80", "")]
    [InlineData("https://agent", false, "https", "agent", "")]
    [InlineData("https://[::1]:8501/behind/proxy/", false, "https", "[::1]:8501", "/behind/proxy")]
    public void An_address_has_a_scheme_and_perhaps_a_path(
        string text,
        bool useTls,
        string scheme,
        string authority,
        string prefix
    )
    {
        Assert.Equal(new AgentAddress(scheme, authority, prefix, null), AgentAddress.Parse(text, useTls));
    }

    [Fact]
    public void A_Unix_address_names_a_socket()
    {
        Assert.Equal("/run/consul.sock", AgentAddress.Parse("unix:///run/consul.sock", useTls: true).SocketPath);
    }

    [Fact]
    public void An_unknown_scheme_is_refused()
    {
        var refused = Assert.Throws<ApiException>(() => AgentAddress.Parse("ftp://agent", useTls: false));

        Assert.Equal("Unknown protocol scheme: ftp", refused.Message);
    }
}
