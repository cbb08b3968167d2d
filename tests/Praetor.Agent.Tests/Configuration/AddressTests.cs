using System.Net;
using Praetor.Agent.Configuration.Build;
using Praetor.Foundation.Network;
using Xunit;

namespace Praetor.Agent.Tests.Configuration;

public sealed class AddressTests
{
    [Theory]
    [InlineData("{{ GetPrivateIP }}", "10.0.0.7")]
    [InlineData("{{GetPrivateIP}}", "10.0.0.7")]
    [InlineData("{{ GetPublicIP }}", "203.0.114.9")]
    [InlineData("{{ GetInterfaceIP \"eth1\" }}", "192.168.3.4")]
    [InlineData("{{ GetInterfaceIP \"none\" }}", "")]
    [InlineData(
        "{{ GetAllInterfaces | include \"name\" \"^eth\" | include \"type\" \"ipv4\" | join \"address\" \" \" }}",
        "10.0.0.7 203.0.114.9 192.168.3.4"
    )]
    [InlineData(
        "{{ GetAllInterfaces | exclude \"flags\" \"loopback\" | include \"rfc\" \"1918\" | sort \"-address\" | attr \"address\" }}",
        "192.168.3.4"
    )]
    [InlineData("{{ GetAllInterfaces | include \"network\" \"192.168.0.0/16\" | attr \"name\" }}", "eth1")]
    [InlineData("{{ GetAllInterfaces | include \"type\" \"IPv6\" | limit 1 | join \"address\" \",\" }}", "::1")]
    [InlineData("{{ GetPrivateInterfaces | attr \"address\" }}:8301", "10.0.0.7:8301")]
    [InlineData("plain", "plain")]
    public void Templates_find_what_they_describe(string template, string expected)
    {
        Assert.True(new AddressTemplates(Machine()).TryExpand(template, out var expanded, out var error), error);
        Assert.Equal(expected, expanded);
    }

    [Theory]
    [InlineData("{{ GetPrivateIP ")]
    [InlineData("{{ Bogus }}")]
    [InlineData("{{ GetAllInterfaces | bogus }}")]
    [InlineData("{{ GetAllInterfaces | include \"name\" \"(\" }}")]
    [InlineData("{{ | }}")]
    [InlineData("{{ }}")]
    public void What_is_no_template_is_refused(string template)
    {
        Assert.False(new AddressTemplates(Machine()).TryExpand(template, out _, out var error));
        Assert.StartsWith("unable to parse address template", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_stand_in_address_keys()
    {
        var config = ScriptedMachine.Accept(
            "a.json",
            """{"bind_addr": "{{ GetPrivateIP }}", "client_addr": "127.0.0.1 {{ GetInterfaceIP \"eth0\" }}", "retry_join": ["{{ GetPrivateIP }}"]}"""
        );

        Assert.Equal("10.0.0.7", config.Addresses.Bind.ToString());
        Assert.Equal(["127.0.0.1:8500", "10.0.0.7:8500"], config.Addresses.Http.Select(address => address.ToString()));
        Assert.Equal(["10.0.0.7"], config.Join.RetryJoin);
    }

    [Fact]
    public void The_private_address_is_advertised_when_all_are_bound()
    {
        var addresses = ScriptedMachine.Accept("a.json", "{}").Addresses;

        Assert.Equal("10.0.0.7", addresses.Advertise.ToString());
        Assert.Equal("10.0.0.7", addresses.AdvertiseWan.ToString());
        Assert.Equal("10.0.0.7", addresses.Tagged["lan_ipv4"]);
        Assert.Equal("0.0.0.0", addresses.SerfLanBind.ToString());
    }

    [Fact]
    public void Two_private_addresses_leave_the_choice_to_the_user()
    {
        Assert.Equal(
            "Multiple private IPv4 addresses found. Please configure one with 'bind' and/or 'advertise'.",
            Machine().Load("-data-dir=/d").ErrorText
        );
    }

    [Theory]
    [InlineData("""{"bind_addr": ""}""", "bind_addr cannot be empty")]
    [InlineData("""{"bind_addr": "1.2.3.4 1.2.3.5"}""", "bind_addr cannot contain multiple addresses")]
    [InlineData("""{"bind_addr": "unix:///x"}""", "bind_addr cannot be a unix socket")]
    [InlineData("""{"client_addr": ""}""", "client_addr cannot be empty")]
    [InlineData("""{"advertise_addr": "0.0.0.0"}""", "Advertise address cannot be 0.0.0.0, :: or [::]")]
    [InlineData("""{"advertise_addr_wan": "::"}""", "Advertise WAN address cannot be 0.0.0.0, :: or [::]")]
    [InlineData("""{"addresses": {"dns": "unix:///x"}}""", "DNS address cannot be a unix socket")]
    [InlineData("""{"recursors": ["0.0.0.0"]}""", "DNS recursor address cannot be 0.0.0.0, :: or [::]")]
    [InlineData(
        """{"serf_lan_allowed_cidrs": ["10.0.0.0"]}""",
        "serf_lan_allowed_cidrs: invalid CIDR address: 10.0.0.0"
    )]
    [InlineData("""{"ports": {"server": -1}}""", "ports.server must be a valid port from 1 to 65535")]
    [InlineData(
        """{"ports": {"sidecar_min_port": 30000}}""",
        "sidecar_min_port must be less than sidecar_max_port. To disable, set both to zero."
    )]
    public void Addresses_that_cannot_be_are_refused(string text, string error)
    {
        Assert.Equal(
            error,
            new ScriptedMachine().With("a.json", text).Load("-config-file=a.json", "-data-dir=/d").ErrorText
        );
    }

    [Fact]
    public void A_port_too_large_is_refused_rather_than_bound()
    {
        var outcome = new ScriptedMachine().Load("-data-dir=/d", "-http-port=70000", "-server-port=70001", "-server");

        Assert.Equal(
            ["ports.http: invalid port 70000", "ports.server: invalid port 70001"],
            outcome.Problems.Select(problem => problem.Text)
        );
    }

    [Fact]
    public void Sockets_and_several_addresses_are_listened_on_in_order()
    {
        var addresses = ScriptedMachine
            .Accept("a.json", """{"addresses": {"http": "unix:///run/x 127.0.0.1 ::1"}, "ports": {"dns": -1}}""")
            .Addresses;

        Assert.Equal(
            ["unix:///run/x", "127.0.0.1:8500", "[::1]:8500"],
            addresses.Http.Select(address => address.ToString())
        );
        Assert.Empty(addresses.Dns);
    }

    private static ScriptedMachine Machine()
    {
        var machine = new ScriptedMachine();
        machine.Interfaces.Add(new InterfaceAddress("eth0", 2, IPAddress.Parse("203.0.114.9"), 24, true, false, true));
        machine.Interfaces.Add(new InterfaceAddress("eth1", 3, IPAddress.Parse("192.168.3.4"), 16, true, false, false));
        return machine;
    }
}
