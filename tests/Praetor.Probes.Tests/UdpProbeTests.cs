using System.Net;
using System.Net.Sockets;
using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Services;
using Xunit;

namespace Praetor.Probes.Tests;

public sealed class UdpProbeTests
{
    private readonly UdpProbe _probe = new(TimeProvider.System);

    [Fact]
    public async Task Silence_passes()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var type = new CheckType { Udp = $"{socket.LocalEndPoint}", Timeout = GoDuration.FromMilliseconds(50) };
        Assert.Equal((HealthStatus.Passing, $"UDP connect {type.Udp}: Success"), await Probing.RunAsync(_probe, type));
    }

    [Fact]
    public async Task A_port_that_is_closed_is_critical()
    {
        var (status, output) = await Probing.RunAsync(_probe, new CheckType { Udp = Probing.ClosedAddress() });
        Assert.Equal(HealthStatus.Critical, status);
        Assert.Contains("connection refused", output, StringComparison.Ordinal);
    }
}
