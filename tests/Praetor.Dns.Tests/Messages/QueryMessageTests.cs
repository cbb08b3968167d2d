using CsCheck;
using Praetor.Dns.Messages;
using Praetor.Dns.Tests.Captures;
using Praetor.Dns.Tests.Fakes;
using Praetor.Model.Catalog;
using Xunit;

namespace Praetor.Dns.Tests.Messages;

public sealed class QueryMessageTests
{
    [Fact]
    public void A_captured_question_is_read()
    {
        var capture = Capture.Of("dns/0009");

        Assert.Equal(QueryOutcome.Question, QueryMessage.Read(capture.Question, out var query));
        Assert.Equal(DnsName.FromText("redis.service.consul")!, query.Name.ToArray());
        Assert.Equal(RecordType.A, query.Type);
        Assert.True(query.HasEdns);
        Assert.Equal(1232, query.UdpSize);
    }

    [Fact]
    public void Every_captured_question_is_read_and_every_answer_is_ignored() =>
        Assert.All(
            Capture.All,
            capture =>
            {
                Assert.Equal(QueryOutcome.Question, QueryMessage.Read(capture.Question, out _));
                Assert.Equal(QueryOutcome.Ignore, QueryMessage.Read(capture.Answer, out _));
            }
        );

    [Theory]
    [InlineData(5, 0)]
    [InlineData(5, 2)]
    [InlineData(7, 2)]
    [InlineData(9, 2)]
    [InlineData(11, 3)]
    public void Counts_that_no_question_has_are_refused(int position, byte count)
    {
        var query = Client.Query("web.service.consul", RecordType.A);
        query[position] = count;

        Assert.Equal(QueryOutcome.Malformed, QueryMessage.Read(query, out _));
    }

    [Fact]
    public void A_question_that_is_cut_off_anywhere_is_refused()
    {
        var query = Client.Query("web.service.consul", RecordType.A, 4096, option: [0, 8, 0, 7, 0, 1, 24, 0, 10, 1, 2]);
        for (var length = QueryMessage.HeaderLength; length < query.Length; length++)
        {
            Assert.Equal(QueryOutcome.Malformed, QueryMessage.Read(query.AsSpan(0, length), out _));
        }

        Assert.Equal(QueryOutcome.Ignore, QueryMessage.Read(query.AsSpan(0, QueryMessage.HeaderLength - 1), out _));
    }

    [Fact]
    public void A_question_with_a_pointer_is_refused()
    {
        byte[] query = [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xC0, 12, 0, 1, 0, 1];

        Assert.Equal(QueryOutcome.Malformed, QueryMessage.Read(query, out _));
    }

    [Fact]
    public void Any_packet_gets_a_message_or_nothing()
    {
        // Goal: no packet breaks the agent. Method: captured questions with bytes changed, cut and added, and noise.
        var catalog = new FakeCatalog();
        catalog.Add("n1", "10.0.0.1", "redis", 6379, HealthStatus.Passing);
        var client = new Client(catalog, Client.Settings with { AltDomain = "alt.test" });
        var questions = Capture.All.Select(capture => capture.Question).ToArray();
        var mutated =
            from question in Gen.OneOf(questions)
            from changes in Gen.Select(Gen.Int[0, question.Length - 1], Gen.Byte).Array[0, 6]
            from length in Gen.Int[0, question.Length]
            from tail in Gen.Byte.Array[0, 20]
            select Mutate(question, changes, length, tail);
        var packets = Gen.Frequency((8, mutated), (1, Gen.Byte.Array[0, 600]));

        Gen.Select(packets, Gen.OneOf(Transport.Udp, Transport.Tcp))
            .Sample(
                (packet, transport) =>
                {
                    var answer = client.AskRaw(packet, transport);
                    if (answer.Length > 0)
                    {
                        var decoded = Decoded.Read(answer);
                        Assert.Equal((ushort)((packet[0] << 8) | packet[1]), decoded.Id);
                        Assert.StartsWith("qr", decoded.Flags, StringComparison.Ordinal);
                    }
                },
                iter: 20_000,
                threads: 1
            );
    }

    private static byte[] Mutate(byte[] question, (int Position, byte Value)[] changes, int length, byte[] tail)
    {
        byte[] packet = [.. question];
        foreach (var (position, value) in changes)
        {
            packet[position] = value;
        }

        // Most keep their length, or the parser's end is all that is tested.
        return length % 3 == 0 ? [.. packet[..length], .. tail] : packet;
    }
}
