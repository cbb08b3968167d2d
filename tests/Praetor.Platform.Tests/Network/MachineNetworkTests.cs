using System.Net;
using Praetor.Platform.Network;
using Xunit;

namespace Praetor.Platform.Tests.Network;

public sealed class MachineNetworkTests
{
    [Fact]
    public void Every_machine_has_a_name_and_a_loopback_that_is_up()
    {
        var network = new MachineNetwork();

        Assert.NotEmpty(network.HostName);
        Assert.Contains(
            network.Addresses(),
            address =>
                address.Address.Equals(IPAddress.Loopback)
                && address is { IsLoopback: true, IsUp: true, HasDefaultRoute: false, PrefixLength: 8, Index: > 0 }
        );
    }
}
