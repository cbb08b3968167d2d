using Praetor.Dns.Messages;
using Praetor.Dns.Questions;
using Praetor.Dns.Tests.Fakes;
using Xunit;

namespace Praetor.Dns.Tests.Questions;

public sealed class NameGrammarTests
{
    [Theory]
    [InlineData("web.service.consul", "service web @dc1")]
    [InlineData("v1.web.service.consul", "service web #v1 @dc1")]
    [InlineData("a.b.c.web.service.consul", "service web #a.b.c @dc1")]
    [InlineData("WEB.Service.CONSUL", "service web @dc1")]
    [InlineData("web.service.dc2.consul", "service web @dc2")]
    [InlineData("web.service.dc2.dc.consul", "service web @dc2")]
    [InlineData("web.service.east.peer.consul", "service web @dc1 peer east")]
    [InlineData("_web._tcp.service.consul", "service web @dc1")]
    [InlineData("_web._udp.service.consul", "service web #udp @dc1")]
    [InlineData("_web._v1.service.dc2.consul", "service web #v1 @dc2")]
    [InlineData("web._tcp.service.consul", "service _tcp #web @dc1")]
    [InlineData("_web.service.consul", "service _web @dc1")]
    [InlineData("service.node.service.consul", "service node #service @dc1")]
    [InlineData("web.connect.consul", "connect web @dc1")]
    [InlineData("web.ingress.dc2.consul", "ingress web @dc2")]
    [InlineData("foo.node.consul", "node foo @dc1")]
    [InlineData("foo.bar.node.dc2.consul", "node foo.bar @dc2")]
    [InlineData("foo.node.east.peer.consul", "node foo @dc1 peer east")]
    [InlineData("0a010001.addr.consul", "address 10.1.0.1")]
    [InlineData("0a010001.addr.dc1.consul", "address 10.1.0.1")]
    [InlineData("20010db8000000000000000000000001.addr.consul", "address 2001:db8::1")]
    [InlineData("zz.addr.consul", "address -")]
    [InlineData("zzzzzzzz.addr.consul", "address -")]
    [InlineData("a.0a010001.addr.consul", "nothing")]
    [InlineData("consul", "nothing")]
    [InlineData("service.consul", "nothing")]
    [InlineData("foo.consul", "nothing")]
    [InlineData("web.service.dc1.ap.consul", "nothing")]
    [InlineData("web.service.east.peer.dc1.dc.consul", "nothing")]
    [InlineData("web.service.a.b.c.consul", "nothing")]
    [InlineData("we b.service.consul", "nothing")]
    [InlineData("_web._tcp.consul", "nothing")]
    [InlineData("4.3.2.1.in-addr.arpa", "reverse 1.2.3.4")]
    [InlineData("in-addr.arpa", "reverse -")]
    [InlineData("4.3.2.999.in-addr.arpa", "reverse -")]
    [InlineData("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa", "reverse 2001:db8::1")]
    [InlineData("x.ip6.arpa", "reverse -")]
    [InlineData("example.com", null)]
    [InlineData("xconsul", null)]
    [InlineData("foo.node.consul.extra", null)]
    [InlineData(".", null)]
    public void Names_stand_for(string name, string? meaning)
    {
        Assert.Equal(meaning, Describe(Read(name, RecordType.A)));
    }

    [Theory]
    [InlineData("_web._tcp.consul", "service web @dc1")]
    [InlineData("_web._v1.consul", "service web #v1 @dc1")]
    [InlineData("_web._tcp.dc2.consul", "service web @dc2")]
    [InlineData("web.consul", "nothing")]
    public void Names_of_RFC_2782_need_no_kind_for_SRV(string name, string meaning)
    {
        Assert.Equal(meaning, Describe(Read(name, RecordType.Srv)));
    }

    [Theory]
    [InlineData("web.service.alt.consul", "alt.consul")]
    [InlineData("web.service.consul", "consul")]
    public void The_longest_zone_counts(string name, string zone)
    {
        var settings = Client.Settings with { AltDomain = "alt.consul" };

        Assert.Equal(zone, new Zones(settings).Read(DnsName.FromText(name), RecordType.A)?.Zone.Text);
    }

    [Theory]
    [InlineData("web", 30)]
    [InlineData("api-main", 40)]
    [InlineData("api-main-2", 50)]
    [InlineData("other", 5)]
    public void Service_ttls_go_by_name_then_longest_prefix(string service, uint ttl)
    {
        var ttls = new ServiceTtls(
            new SortedList<string, uint>
            {
                ["web"] = 30,
                ["api*"] = 40,
                ["api-main-*"] = 50,
                ["*"] = 5,
            }
        );

        Assert.Equal(ttl, ttls.Of(service));
    }

    [Fact]
    public void Only_instances_that_may_be_given_are_asked_for()
    {
        var lenient = Assert.IsType<Lookup.Service>(Read("web.service.consul", RecordType.A)!.Lookup);
        var strict = Assert.IsType<Lookup.Service>(
            new Zones(Client.Settings with { OnlyPassing = true })
                .Read(DnsName.FromText("web.service.consul"), RecordType.A)!
                .Lookup
        );

        Assert.Equal((2, 1), (lenient.Request.HealthFilterType, strict.Request.HealthFilterType));
    }

    private static Question? Read(string name, RecordType type)
    {
        var lower = DnsName.FromText(name)!;
        DnsName.ToLower(lower, lower);
        return new Zones(Client.Settings).Read(lower, type);
    }

    private static string? Describe(Question? question) =>
        question?.Lookup switch
        {
            null => null,
            Lookup.Service { Request: var it } => (
                it.Connect ? "connect"
                : it.Ingress ? "ingress"
                : "service"
            )
                + $" {it.ServiceName}"
                + (it.TagFilter ? $" #{Assert.Single(it.ServiceTags!)}" : "")
                + Place(it.Datacenter, it.PeerName),
            Lookup.Node { Request: var it } => $"node {it.Node}" + Place(it.Datacenter, it.PeerName),
            Lookup.Address it => $"address {it.Value?.ToString() ?? "-"}",
            Lookup.Reverse it => $"reverse {it.Value?.ToString() ?? "-"}",
            Lookup.Nothing => "nothing",
            _ => question.Lookup.ToString(),
        };

    private static string Place(string datacenter, string peer) =>
        $" @{datacenter}" + (peer.Length > 0 ? $" peer {peer}" : "");
}
