using Praetor.Model.Catalog;
using Praetor.Model.Services;
using Xunit;

namespace Praetor.Probes.Tests;

public sealed class TcpProbeTests
{
    private readonly TcpProbe _probe = new(TimeProvider.System);

    [Fact]
    public async Task A_connection_that_is_accepted_passes()
    {
        await using var server = new LocalServer(static _ => "");
        Assert.Equal(
            (HealthStatus.Passing, $"TCP connect {server.Address}: Success"),
            await Probing.RunAsync(_probe, new CheckType { Tcp = server.Address })
        );
    }

    [Fact]
    public async Task A_refusal_is_told_in_Gos_words()
    {
        var address = Probing.ClosedAddress();
        Assert.Equal(
            (HealthStatus.Critical, $"dial tcp {address}: connect: connection refused"),
            await Probing.RunAsync(_probe, new CheckType { Tcp = address })
        );
    }

    [Theory]
    [InlineData("nohost", "dial tcp: address nohost: missing port in address")]
    [InlineData("1.2.3.4:x", "dial tcp: address 1.2.3.4:x: invalid port")]
    [InlineData("::1:80", "dial tcp: address ::1:80: too many colons in address")]
    public async Task An_address_that_is_none_is_critical(string address, string output) =>
        Assert.Equal((HealthStatus.Critical, output), await Probing.RunAsync(_probe, new CheckType { Tcp = address }));

    [Fact]
    public async Task A_peer_that_does_not_speak_TLS_is_critical_where_the_check_asks_for_it()
    {
        await using var server = new LocalServer(static _ => "this is no TLS\r\n");
        var (status, _) = await Probing.RunAsync(_probe, new CheckType { Tcp = server.Address, TcpUseTls = true });
        Assert.Equal(HealthStatus.Critical, status);
    }
}
