using CsCheck;
using Praetor.Dns.Messages;
using Praetor.Dns.Tests.Fakes;
using Praetor.Model.Catalog;
using Xunit;

namespace Praetor.Dns.Tests.Answers;

/// <summary>The laws of leaving out, for catalogs, settings and questions of all kinds.</summary>
public sealed class TrimmingTests
{
    private static readonly Gen<Case> Cases = Gen.Select(
        Gen.Int[0, 90],
        Gen.Int[1, 50],
        Gen.Int[0, 3],
        Gen.OneOf(Gen.Const(0), Gen.Int[1, 5000]),
        Gen.OneOf(RecordType.A, RecordType.Srv, RecordType.Any, RecordType.Txt),
        Gen.Int[1, 12],
        Gen.Bool,
        Gen.Bool,
        (instances, nameLength, metas, edns, type, limit, truncate, compression) =>
            new Case(instances, nameLength, metas, edns, type, limit, truncate, compression)
    );

    [Fact]
    public void No_answer_is_longer_than_the_client_takes() =>
        Cases.Sample(
            it =>
            {
                var length = it.AskRaw(Transport.Udp).Length;
                Assert.InRange(length, 12, Math.Max(512, it.Edns) - 8);
            },
            iter: 300
        );

    [Fact]
    public void Truncation_is_told_if_and_only_if_something_was_left_out() =>
        Cases.Sample(
            it =>
            {
                var part = Decoded.Read(it.AskRaw(Transport.Udp));
                var whole = Decoded.Read(it.AskRaw(Transport.Tcp));
                var isCut = part.Answers.Count < whole.Answers.Count || Records(part).Count < Records(whole).Count;
                Assert.Equal(it.EnableTruncate && isCut, part.Flags.Contains("tc", StringComparison.Ordinal));
            },
            iter: 300
        );

    [Fact]
    public void Extras_belong_to_the_answers_that_are_left() =>
        Cases
            .Where(it => it.Type == RecordType.Srv)
            .Sample(
                it =>
                {
                    var part = Decoded.Read(it.AskRaw(Transport.Udp));
                    var targets = part.Answers.Select(answer => answer.Split(' ')[^1]).ToList();
                    var owners = Records(part).Select(extra => extra.Split(' ')[0]);
                    Assert.Equal(targets.SelectMany(target => Enumerable.Repeat(target, it.Metas + 1)), owners);
                },
                iter: 300
            );

    [Fact]
    public void One_more_answer_would_not_have_fit() =>
        Cases
            .Where(it => it is { Edns: > 512, Type: RecordType.Srv, Instances: > 0 })
            .Sample(
                it =>
                {
                    var length = it.AskRaw(Transport.Udp).Length;
                    var part = Decoded.Read(it.AskRaw(Transport.Udp));
                    // All instances are of one size, except that numbers in names have one digit or two.
                    if (part.Answers.Count is > 0 and var count && count < it.Instances)
                    {
                        Assert.InRange(length + (length / count), it.Edns - 8 - 100, int.MaxValue);
                    }
                },
                iter: 300
            );

    [Fact]
    public void Compression_changes_nothing_but_the_length() =>
        Cases.Sample(
            it =>
            {
                var compressed = (it with { DisableCompression = false }).AskRaw(Transport.Tcp);
                var plain = (it with { DisableCompression = true }).AskRaw(Transport.Tcp);
                var (left, right) = (Decoded.Read(compressed), Decoded.Read(plain));
                Assert.Equal(right.Answers, left.Answers);
                Assert.Equal(right.Authority, left.Authority);
                Assert.Equal(right.Extras, left.Extras);
                Assert.InRange(compressed.Length, 12, plain.Length);
            },
            iter: 300
        );

    [Theory]
    [InlineData(0, 2)]
    [InlineData(4096, 2)]
    public void Addresses_have_a_limit_of_their_own(int edns, int count)
    {
        var it = new Case(20, 5, 0, edns, RecordType.A, 5, false, false);
        var settings = it.Settings with { ARecordLimit = 2 };

        var answer = Decoded.Read(it.AskRaw(Transport.Udp, settings));

        Assert.Equal(count, answer.Answers.Count);
        Assert.Equal(count, Decoded.Read(it.AskRaw(Transport.Tcp, settings)).Answers.Count);
    }

    [Fact]
    public void A_large_answer_fits_into_a_TCP_message()
    {
        // Names of this length do not fit for 1024 services, so it is the size that limits.
        var it = new Case(1500, 50, 0, 0, RecordType.Srv, 3, EnableTruncate: true, DisableCompression: true);

        var raw = it.AskRaw(Transport.Tcp);

        Assert.InRange(raw.Length, 65523 - 300, 65523);
        Assert.Contains("tc", Decoded.Read(raw).Flags, StringComparison.Ordinal);
    }

    [Fact]
    public void Meta_data_gives_way_to_the_address()
    {
        var catalog = new FakeCatalog();
        catalog.AddNode(
            "foo",
            "10.1.0.1",
            [.. Enumerable.Range(0, 40).Select(i => ($"key{i}", "a value of some length"))]
        );

        var answer = new Client(catalog, Client.Settings with { EnableTruncate = true }).Ask(
            "foo.node.consul",
            RecordType.A
        );

        Assert.Equal("qr aa tc rd", answer.Flags);
        Assert.Equal(["foo.node.consul. 0 A 10.1.0.1"], answer.Answers);
        Assert.Empty(answer.Extras);
    }

    [Fact]
    public void Meta_data_of_nodes_that_are_no_targets_goes_first()
    {
        var catalog = new FakeCatalog();
        for (var i = 0; i < 4; i++)
        {
            var service = new NodeService
            {
                Service = "web",
                Address = $"10.2.0.{i}",
                Port = i,
            };
            catalog.Add(catalog.AddNode($"n{i}", $"10.1.0.{i}", ("k", "v")), service, HealthStatus.Passing);
        }

        var client = new Client(catalog, Client.Settings);

        Assert.Equal(8, client.Ask("web.service.consul", RecordType.Srv, Transport.Tcp).Extras.Count);
        Assert.All(
            client.Ask("web.service.consul", RecordType.Srv).Extras,
            extra => Assert.Contains(".addr.dc1.consul. 0 A ", extra, StringComparison.Ordinal)
        );
    }

    /// <summary>The extras that are records of something: EDNS is none.</summary>
    private static List<string> Records(Decoded message) =>
        [.. message.Extras.Where(extra => !extra.StartsWith("OPT", StringComparison.Ordinal))];

    private sealed record Case(
        int Instances,
        int NameLength,
        int Metas,
        int Edns,
        RecordType Type,
        int UdpAnswerLimit,
        bool EnableTruncate,
        bool DisableCompression
    )
    {
        public DnsSettings Settings =>
            Client.Settings with
            {
                UdpAnswerLimit = UdpAnswerLimit,
                EnableTruncate = EnableTruncate,
                DisableCompression = DisableCompression,
            };

        public byte[] AskRaw(Transport transport, DnsSettings? settings = null)
        {
            var catalog = new FakeCatalog();
            for (var i = 0; i < Instances; i++)
            {
                var node = catalog.AddNode(
                    $"{new string('n', NameLength)}-{i}",
                    $"10.0.{i / 256}.{i % 256}",
                    [.. Enumerable.Range(0, Metas).Select(meta => ($"key{meta}", "value"))]
                );
                catalog.Add(node, new NodeService { Service = "web", Port = i }, HealthStatus.Passing);
            }

            return new Client(catalog, settings ?? Settings).AskRaw(
                Client.Query("web.service.consul", Type, Edns == 0 ? null : Edns),
                transport
            );
        }
    }
}
