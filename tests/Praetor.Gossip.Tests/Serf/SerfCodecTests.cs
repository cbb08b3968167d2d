using Praetor.Foundation.Wire;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Tests.Wire;
using Praetor.Gossip.Wire;
using Praetor.TestKit.Fuzzing;
using Praetor.TestKit.Gossip.Captures;
using Xunit;

namespace Praetor.Gossip.Tests.Serf;

public sealed class SerfCodecTests
{
    private static readonly string[] SerfPools =
    [
        .. Capture.Pools.Where(pool => !pool.StartsWith("serf-ml", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Every_message_of_real_nodes_decodes_and_encodes_to_the_same()
    {
        var seen = new SortedSet<SerfKind>();
        foreach (var bytes in CapturedMessages())
        {
            var message = SerfReader.Decode(bytes);
            seen.Add((SerfKind)bytes[0]);
            Assert.Equal(Canonical.Of(bytes.AsSpan(1), 1), Canonical.Of(SerfCodec.Encode(message).AsSpan(1), 1));
            Assert.Equal(bytes[0], SerfCodec.Encode(message)[0]);
        }

        Assert.Equal(Enum.GetValues<SerfKind>(), seen);
    }

    [Fact]
    public void Tags_of_real_nodes_decode_and_encode_to_the_same()
    {
        var metas = SerfPools
            .SelectMany(Capture.Frames)
            .Where(frame => frame.Kind == FrameKind.Packet)
            .SelectMany(frame => frame.Messages)
            .Select(AliveIn)
            .OfType<SwimMessage.Alive>()
            .Select(alive => alive.Meta!)
            .ToList();

        Assert.NotEmpty(metas);
        Assert.All(
            metas,
            meta =>
                Assert.Equal(
                    Canonical.Of(meta.AsSpan(1), 1),
                    Canonical.Of(TagsCodec.Encode(TagsCodec.Decode(meta)).AsSpan(1), 1)
                )
        );
    }

    [Fact]
    public void Meta_that_is_no_tags_is_the_role_and_nonsense_is_none()
    {
        Assert.Equal("web", TagsCodec.Decode("web"u8)["role"]);
        Assert.Empty(TagsCodec.Decode([]));
        Assert.Empty(TagsCodec.Decode([255, 0xdf, 0xff]));
    }

    [Theory]
    [InlineData("n2", "web", true)]
    [InlineData("n3", "web", false)]
    [InlineData("n2", "db", false)]
    public void Filters_fit_names_and_tags(string name, string role, bool fits)
    {
        var tags = WireMap.From([KeyValuePair.Create("role", role)]);
        var nodes = QueryFilter.OfNodes(["n1", "n2"]);
        var tag = QueryFilter.OfTag("role", "w.*");

        Assert.Equal(fits, QueryFilter.Fits(nodes, name, tags) && QueryFilter.Fits(tag, name, tags));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(a)\\1")]
    public void An_expression_that_is_none_fits_nobody(string expression) =>
        Assert.False(QueryFilter.Fits(QueryFilter.OfTag("role", expression), "n", WireMap<string>.Empty));

    [Theory]
    [InlineData("")]
    [InlineData("02")]
    [InlineData("0c80")]
    [InlineData("0480")]
    [InlineData("00dfffffffff")]
    public void Messages_that_are_none_are_refused(string hex) =>
        Assert.Null(SerfReader.TryDecode(Convert.FromHexString(hex)));

    [Fact]
    [FuzzTarget(typeof(SerfReader))]
    [FuzzTarget(typeof(SerfPushPull))]
    [FuzzTarget(typeof(TagsCodec))]
    [FuzzTarget(typeof(QueryFilter))]
    public void Broken_messages_are_refused_as_such()
    {
        var mutator = new Mutator(new Random(3), [.. CapturedMessages()]);
        GossipFuzzTests.Fuzz(
            mutator,
            64 * 1024,
            bytes =>
            {
                TagsCodec.Decode(bytes);
                if (SerfReader.Decode(bytes) is SerfMessage.Query { Filters: { } filters })
                {
                    Assert.All(filters, filter => QueryFilter.Fits(filter, "n1", WireMap<string>.Empty));
                }
            }
        );
    }

    private static SwimMessage? AliveIn(byte[] message) =>
        message[0] == (byte)MessageKind.Alive ? SwimMessageCodec.Decode(message) : null;

    private static List<byte[]> CapturedMessages()
    {
        var messages = new List<byte[]>();
        foreach (var frame in SerfPools.SelectMany(Capture.Frames))
        {
            foreach (var message in frame.Messages)
            {
                var decoded =
                    frame.Kind == FrameKind.Packet
                        ? SwimMessageCodec.Decode(message)
                        : SwimMessageCodec.DecodeFromStream(message);
                if (decoded is SwimMessage.User user)
                {
                    messages.Add(user.Payload.ToArray());
                }
                else if (decoded is SwimMessage.PushPull pushPull)
                {
                    messages.Add(pushPull.UserState);
                }
            }
        }

        // What is inside of queries and their answers is of the same kinds.
        var inside = messages.Select(message => SerfReader.Decode(message)).SelectMany(Payloads).ToList();
        return [.. messages, .. inside];
    }

    private static IEnumerable<byte[]> Payloads(SerfMessage message) =>
        message switch
        {
            SerfMessage.Query { Name: InternalQueries.ListKeys or InternalQueries.InstallKey, Payload: { } payload } =>
            [
                payload,
            ],
            SerfMessage.QueryResponse { Payload: [6 or 8, ..] and var payload } => [payload],
            _ => [],
        };
}
