using Praetor.Dns.Messages;
using Praetor.Dns.Tests.Fakes;
using Praetor.Model.Catalog;
using Praetor.Model.Rpc;
using Xunit;

namespace Praetor.Dns.Tests.Answers;

public sealed class ResponderTests
{
    private const string Soa = "consul. 0 SOA ns.consul. hostmaster.consul. 1800000000 3600 600 86400 0";

    private readonly FakeCatalog _catalog = new();

    [Fact]
    public void A_node_has_its_address_and_its_meta_data()
    {
        _catalog.AddNode("foo", "10.1.0.1", ("empty", ""), ("key", "value"), ("rfc1035-x", "plain text"));

        var answer = Ask("FOO.node.consul", RecordType.A);

        Assert.Equal("qr aa rd", answer.Flags);
        Assert.Equal(["FOO.node.consul. 0 A 10.1.0.1"], answer.Answers);
        Assert.Equal(
            ["FOO.node.consul. 0 TXT empty=", "FOO.node.consul. 0 TXT key=value", "FOO.node.consul. 0 TXT plain text"],
            answer.Extras
        );
    }

    [Fact]
    public void Meta_data_is_left_out_of_addresses_where_that_is_configured()
    {
        _catalog.AddNode("foo", "10.1.0.1", ("key", "value"));
        var settings = Client.Settings with { NodeMetaTxt = false };

        Assert.Empty(Ask("foo.node.consul", RecordType.A, settings).Extras);
        Assert.Equal(["foo.node.consul. 0 TXT key=value"], Ask("foo.node.consul", RecordType.Txt, settings).Answers);
    }

    [Theory]
    [InlineData("a=b", "v", "a`=b=v")]
    [InlineData(" a ", "v", "` a` =v")]
    [InlineData("a`", "v", "a``=v")]
    [InlineData("RFC1035-a", "a=b", "a=b")]
    public void Meta_data_is_written_as_RFC_1464_has_it(string key, string value, string text)
    {
        _catalog.AddNode("foo", "10.1.0.1", (key, value));

        Assert.Equal([$"foo.node.consul. 0 TXT {text}"], Ask("foo.node.consul", RecordType.Txt).Answers);
    }

    [Fact]
    public void A_node_has_nothing_of_other_types_and_no_SOA_then()
    {
        _catalog.AddNode("foo", "10.1.0.1");
        _catalog.AddNode("six", "2001:db8::1");

        foreach (var answer in new[] { Ask("foo.node.consul", RecordType.Srv), Ask("six.node.consul", RecordType.A) })
        {
            Assert.Equal(0, answer.Code);
            Assert.Empty(answer.Answers);
            Assert.Empty(answer.Authority);
        }

        Assert.Equal(["six.node.consul. 0 AAAA 2001:db8::1"], Ask("six.node.consul", RecordType.Any).Answers);
    }

    [Fact]
    public void A_node_that_is_a_host_elsewhere_is_an_alias()
    {
        _catalog.AddNode("ext", "www.example.org");

        Assert.Equal(["ext.node.consul. 0 CNAME www.example.org."], Ask("ext.node.consul", RecordType.A).Answers);
        Assert.Empty(Ask("ext.node.consul", RecordType.Cname).Answers);
    }

    [Theory]
    [InlineData("nope.node.consul")]
    [InlineData("nope.service.consul")]
    [InlineData("web.service.dc2.consul")]
    [InlineData("foo.node.dc2.consul")]
    [InlineData("consul")]
    public void What_is_not_there_is_no_such_name(string name)
    {
        _catalog.Add("foo", "10.1.0.1", "web", 80);

        var answer = Ask(name, RecordType.A);

        Assert.Equal((3, "qr aa rd"), (answer.Code, answer.Flags));
        Assert.Empty(answer.Answers);
        Assert.Equal([Soa], answer.Authority);
    }

    [Fact]
    public void A_service_has_the_addresses_of_its_instances_each_once()
    {
        _catalog.Add("a", "10.1.0.1", "web", 80);
        _catalog.Add("b", "10.1.0.2", "web", 81, HealthStatus.Warning);
        _catalog.Add("c", "10.1.0.3", "web", 82, HealthStatus.Critical);
        _catalog.Add("d", "10.1.0.1", "web", 83);
        _catalog.Add("e", "2001:db8::1", "web", 83);

        Assert.Equal(
            ["web.service.consul. 0 A 10.1.0.1", "web.service.consul. 0 A 10.1.0.2"],
            Ask("web.service.consul", RecordType.A).Answers.Order()
        );
        Assert.Equal(["web.service.consul. 0 AAAA 2001:db8::1"], Ask("web.service.consul", RecordType.Aaaa).Answers);
        Assert.Equal(3, Ask("web.service.consul", RecordType.Txt).Answers.Count);
        Assert.Equal([Soa], Ask("web.service.consul", RecordType.Ptr).Authority);
    }

    [Fact]
    public void Services_name_their_nodes_or_their_own_addresses()
    {
        var node = _catalog.AddNode("a", "10.1.0.1", ("k", "v"));
        var weights = new Weights { Passing = 5, Warning = 2 };
        _catalog.Add(
            node,
            new NodeService
            {
                Service = "web",
                Port = 80,
                Weights = weights,
            },
            "passing",
            "warning"
        );
        _catalog.Add(
            _catalog.AddNode("b", "10.1.0.2"),
            new NodeService
            {
                Service = "web",
                Address = "2001:db8::9",
                Port = 81,
            }
        );
        _catalog.Add(
            _catalog.AddNode("c", "10.1.0.3"),
            new NodeService
            {
                Service = "web",
                Address = "svc.example.net",
                Port = 82,
            }
        );

        var answer = Ask("web.service.consul", RecordType.Srv);

        Assert.Equal(
            [
                "web.service.consul. 0 SRV 1 1 81 20010db8000000000000000000000009.addr.dc1.consul.",
                "web.service.consul. 0 SRV 1 1 82 svc.example.net.",
                "web.service.consul. 0 SRV 1 2 80 a.node.dc1.consul.",
            ],
            answer.Answers.Order()
        );
        Assert.Equal(
            [
                "20010db8000000000000000000000009.addr.dc1.consul. 0 AAAA 2001:db8::9",
                "a.node.dc1.consul. 0 A 10.1.0.1",
                "a.node.dc1.consul. 0 TXT k=v",
            ],
            answer.Extras.Order()
        );
    }

    [Fact]
    public void Instances_that_are_the_same_to_a_client_are_one()
    {
        var node = _catalog.AddNode("a", "10.1.0.1");
        _catalog.Add(
            node,
            new NodeService
            {
                ID = "1",
                Service = "web",
                Port = 80,
            }
        );
        _catalog.Add(
            node,
            new NodeService
            {
                ID = "2",
                Service = "web",
                Port = 80,
            }
        );
        _catalog.Add(
            node,
            new NodeService
            {
                ID = "3",
                Service = "web",
                Port = 81,
            }
        );

        Assert.Equal(2, Ask("web.service.consul", RecordType.Srv).Answers.Count);
    }

    [Fact]
    public void Aliases_give_way_to_addresses_and_there_is_one_at_most()
    {
        var node = _catalog.AddNode("a", "10.1.0.1");
        _catalog.Add(node, new NodeService { Service = "web", Address = "one.example.net" });
        _catalog.Add(node, new NodeService { Service = "web", Address = "two.example.net" });

        Assert.EndsWith(".example.net.", Assert.Single(Ask("web.service.consul", RecordType.A).Answers));

        _catalog.Add(node, new NodeService { Service = "web" });
        Assert.Equal(["web.service.consul. 0 A 10.1.0.1"], Ask("web.service.consul", RecordType.A).Answers);
    }

    [Fact]
    public void A_service_whose_address_is_its_own_name_is_where_its_node_is()
    {
        _catalog.Add(
            _catalog.AddNode("a", "10.1.0.1"),
            new NodeService { Service = "web", Address = "web.service.consul" }
        );

        Assert.Equal(["web.service.consul. 0 A 10.1.0.1"], Ask("web.service.consul", RecordType.A).Answers);
    }

    [Fact]
    public void Addresses_are_chosen_for_the_type()
    {
        var node = _catalog.AddNode("a", "10.1.0.1") with
        {
            TaggedAddresses = new SortedList<string, string> { ["lan_ipv6"] = "2001:db8::5" },
        };
        _catalog.Add(node, new NodeService { Service = "web" });

        Assert.Equal(["web.service.consul. 0 AAAA 2001:db8::5"], Ask("web.service.consul", RecordType.Aaaa).Answers);
        Assert.Equal(["web.service.consul. 0 A 10.1.0.1"], Ask("web.service.consul", RecordType.A).Answers);
    }

    [Fact]
    public void Zones_say_who_is_in_charge()
    {
        _catalog.Add("alpha", "127.0.0.1", "consul", 8300);
        _catalog.Add("under_score", "127.0.0.2", "consul", 8300);
        string[] glue = ["alpha.node.dc1.consul. 0 A 127.0.0.1"];
        string[] servers = ["consul. 0 NS alpha.node.dc1.consul."];

        var soa = Ask("bogus.consul", RecordType.Soa);
        Assert.Equal([Soa], soa.Answers);
        Assert.Equal(servers, soa.Authority);
        Assert.Equal(glue, soa.Extras);

        var names = Ask("consul", RecordType.NS);
        Assert.Equal(servers, names.Answers);
        Assert.Equal(glue, names.Extras);
    }

    [Fact]
    public void The_other_zone_answers_with_its_own_names()
    {
        _catalog.Add("a", "10.1.0.1", "web", 80);
        var settings = Client.Settings with { AltDomain = "alt.test." };

        Assert.Equal(
            ["web.service.alt.test. 0 SRV 1 1 80 a.node.dc1.alt.test."],
            Ask("web.service.alt.test", RecordType.Srv, settings).Answers
        );
        Assert.StartsWith("alt.test. ", Ask("x.alt.test", RecordType.A, settings).Authority[0]);
        // As in Consul, where the zone's own name is not below it.
        Assert.StartsWith("consul. ", Ask("alt.test", RecordType.A, settings).Authority[0]);
    }

    [Fact]
    public void Addresses_in_names_are_given_back()
    {
        var a = Ask("0a010001.addr.consul", RecordType.A);
        Assert.Equal(["0a010001.addr.consul. 0 A 10.1.0.1"], a.Answers);

        var srv = Ask("0a010001.addr.consul", RecordType.Srv);
        Assert.Empty(srv.Answers);
        Assert.Equal(["0a010001.addr.consul. 0 A 10.1.0.1"], srv.Extras);

        Assert.Equal(
            (0, 0),
            (Ask("zz.addr.consul", RecordType.A).Code, Ask("zz.addr.consul", RecordType.A).Authority.Count)
        );
    }

    [Fact]
    public void Addresses_lead_to_nodes_then_to_services()
    {
        _catalog.AddNode("foo", "10.1.0.1");
        _catalog.Add(_catalog.AddNode("b", "10.1.0.2"), new NodeService { Service = "web", Address = "10.9.0.2" });

        Assert.Equal(
            ["1.0.1.10.in-addr.arpa. 0 PTR foo.node.dc1.consul."],
            Ask("1.0.1.10.in-addr.arpa", RecordType.Ptr).Answers
        );
        Assert.Equal(
            ["2.0.9.10.in-addr.arpa. 0 PTR web.service.dc1.consul."],
            Ask("2.0.9.10.in-addr.arpa", RecordType.A).Answers
        );

        var unknown = Ask("9.9.9.9.in-addr.arpa", RecordType.Ptr);
        Assert.Equal((2, "qr rd ra"), (unknown.Code, unknown.Flags));
    }

    [Fact]
    public void Names_elsewhere_are_refused_without_recursors()
    {
        var answer = Ask("example.com", RecordType.A, edns: 4096);

        Assert.Equal((5, "qr rd"), (answer.Code, answer.Flags));
        Assert.Empty(answer.Extras);
    }

    [Fact]
    public void Transfers_and_other_operations_there_are_none()
    {
        Assert.Equal((4, "qr aa rd"), (Ask("consul", RecordType.Axfr).Code, Ask("consul", RecordType.Axfr).Flags));

        var notQuery = Client.Query("foo.node.consul", RecordType.A);
        notQuery[2] |= 2 << 3;
        var answer = new Client(_catalog, Client.Settings).AskRaw(notQuery);
        Assert.Equal([0, 7, 0x91, 0x04, 0, 0, 0, 0, 0, 0, 0, 0], answer);
    }

    [Fact]
    public void Failures_of_servers_are_failures()
    {
        _catalog.Error = new RpcError(RpcErrorKind.NoLeader, WellKnownErrors.NoLeader);

        Assert.Equal(
            (2, 0),
            (Ask("web.service.consul", RecordType.A).Code, Ask("a.node.consul", RecordType.A).Authority.Count)
        );
        // The zone is ours all the same.
        Assert.Equal([Soa], Ask("consul", RecordType.Soa).Answers);
    }

    [Fact]
    public void An_answer_that_is_too_old_is_asked_for_again_from_the_leader()
    {
        _catalog.Add("a", "10.1.0.1", "web", 80);
        _catalog.LastContact = TimeSpan.FromMinutes(2);

        Ask("web.service.consul", RecordType.A, Client.Settings with { StaleMax = TimeSpan.FromMinutes(1) });

        Assert.Equal([true, false], _catalog.Requests.Cast<ServiceSpecificRequest>().Select(it => it.AllowStale));
    }

    [Fact]
    public void A_client_subnet_comes_back_with_a_scope_of_everybody()
    {
        _catalog.Add("a", "10.1.0.1", "web", 80);
        var query = Client.Query("web.service.consul", RecordType.A, 4096, option: [0, 8, 0, 7, 0, 1, 24, 9, 10, 1, 2]);

        var answer = Decoded.Read(new Client(_catalog, Client.Settings).AskRaw(query));

        Assert.Equal(["OPT 4096 00080007000118000a0102"], answer.Extras);
    }

    [Theory]
    [InlineData(0x0000, 0x8400)]
    [InlineData(0x0100, 0x8500)]
    [InlineData(0x0110, 0x8510)]
    [InlineData(0x0120, 0x8500)]
    public void The_header_repeats_what_was_asked_for(int asked, int answered)
    {
        _catalog.AddNode("foo", "10.1.0.1");
        var query = Client.Query("foo.node.consul", RecordType.A);
        (query[2], query[3]) = ((byte)(asked >> 8), (byte)asked);

        var answer = new Client(_catalog, Client.Settings).AskRaw(query);

        Assert.Equal(answered, (answer[2] << 8) | answer[3]);
    }

    [Fact]
    public void Every_order_of_instances_comes_up()
    {
        for (var i = 0; i < 3; i++)
        {
            _catalog.Add($"n{i}", $"10.1.0.{i}", "web", 80);
        }

        var client = new Client(_catalog, Client.Settings);
        var orders = Enumerable
            .Range(0, 200)
            .Select(_ => string.Join(' ', client.Ask("web.service.consul", RecordType.A).Answers))
            .Distinct();

        Assert.Equal(6, orders.Count());
    }

    [Fact]
    public void An_answer_costs_no_allocation_for_its_records()
    {
        // Goal: nothing of ours on the heap. Method: a server that always gives the same complete answer. A debug build
        // has the state of an async method there, once a question.
        for (var i = 0; i < 20; i++)
        {
            _catalog.Add($"n{i}", $"10.1.0.{i}", "web", 80, HealthStatus.Passing);
        }

        var link = new SameAnswer(_catalog);
        var responder = new Praetor.Dns.Answers.Responder(
            new Praetor.Dns.Questions.Zones(Client.Settings),
            link,
            new FixedTime(1),
            new Random(1)
        );
        var query = Client.Query("web.service.consul", RecordType.Srv, 4096);
        var answer = new byte[65535];
        void Ask() => responder.Begin(query, Transport.Udp, answer, CancellationToken.None);
        Ask();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Ask();
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 250);
    }

    private Decoded Ask(string name, RecordType type, DnsSettings? settings = null, int? edns = null) =>
        new Client(_catalog, settings ?? Client.Settings).Ask(name, type, edns: edns);

    private sealed class SameAnswer(FakeCatalog catalog) : IServerLink
    {
        private object? _answer;

        public ValueTask<RpcResult<TReply>> CallAsync<TRequest, TReply>(
            RpcMethod<TRequest, TReply> method,
            TRequest request,
            CancellationToken cancellationToken
        )
        {
            if (_answer is null)
            {
                var call = catalog.CallAsync(method, request, cancellationToken).AsTask();
                Assert.True(call.IsCompletedSuccessfully);
                _answer = call.Result.Value;
            }

            return new((TReply)_answer!);
        }
    }
}
