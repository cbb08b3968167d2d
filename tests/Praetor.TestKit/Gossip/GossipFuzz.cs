using Praetor.Foundation;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;
using Praetor.TestKit.Fuzzing;
using Praetor.TestKit.Gossip.Captures;

namespace Praetor.TestKit.Gossip;

/// <summary>
/// Random bytes and broken frames of a captured pool, through the shipping codecs into the shipping core. Frames are
/// broken as they were on the wire, and inside their layers: encryption and checksums let nothing else that is broken
/// pass. What a codec lets through is a step of the core, which goes on living meanwhile.
/// </summary>
internal sealed class GossipFuzz
{
    private const int RandomBytesMax = 1500;

    /// <summary>Between two packets: so little that several fall into a probe, so much that suspicions end.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Random _random;
    private readonly GossipNetwork _network;
    private readonly GossipMember _member;
    private readonly PacketCodec _packets;
    private readonly StreamCodec _streams;
    private readonly Mutator _rawPackets;
    private readonly Mutator _rawStreams;
    private readonly Mutator _packetMessages;
    private readonly Mutator _streamMessages;

    public GossipFuzz(string pool, int seed)
    {
        _random = new Random(seed);
        var layers = Capture.Options(pool);
        var entropy = new SeededEntropy(_random);
        (_packets, _streams) = (new PacketCodec(layers, entropy), new StreamCodec(layers, entropy));
        _network = new GossipNetwork(seed, layers);
        _member = new GossipMember(_network, 1, SwimProfile.Lan, ForgetsSoon) { OnEvent = static _ => { } };

        var packets = Capture.Frames(pool).Where(frame => frame.Kind == FrameKind.Packet).ToList();
        var streams = Capture.Frames(pool).Where(frame => frame.Kind != FrameKind.Packet).ToList();
        _rawPackets = new Mutator(_random, [.. packets.Select(frame => frame.Raw)]);
        _rawStreams = new Mutator(_random, [.. streams.Select(frame => frame.Raw)]);
        _packetMessages = new Mutator(_random, [.. packets.SelectMany(frame => frame.Messages)]);
        _streamMessages = new Mutator(_random, [.. AllStreamMessages()]);
    }

    /// <summary>One of each pool.</summary>
    public static List<GossipFuzz> OfAllPools(int seed) =>
        [.. Capture.Pools.Select((pool, number) => new GossipFuzz(pool, seed + number))];

    /// <summary>How many were refused by a codec.</summary>
    public int Refused { get; private set; }

    /// <summary>How many the core took in.</summary>
    public int Stepped { get; private set; }

    /// <summary>Whom the core holds to be members, after all that it was told.</summary>
    public int Members => _member.Core.Members.Count;

    /// <summary>Gives the member one more thing nobody should send.</summary>
    public void Round()
    {
        var kind = _random.Next(6);
        try
        {
            switch (kind)
            {
                case 0:
                    var random = new byte[_random.Next(1, RandomBytesMax)];
                    _random.NextBytes(random);
                    Take(_packets.Open(random));
                    break;
                case 1:
                    Take(_packets.Open(_rawPackets.Next()));
                    break;
                case 2 or 3:
                    Take(_packets.Open(_packets.Seal([_packetMessages.Next()], withChecksum: kind == 3)));
                    break;
                case 4:
                    TakeStream(_rawStreams.Next());
                    break;
                default:
                    TakeStream(_streams.Seal(_streamMessages.Next(), isAnswer: false));
                    break;
            }

            Stepped++;
        }
        catch (GossipFormatException)
        {
            Refused++;
        }

        _member.Notices.Clear();
        _member.Joins.Clear();
        _network.Run(Pause * _random.NextDouble());
    }

    // In an encrypted pool too, what came out of its layers is read.
    private static IEnumerable<byte[]> AllStreamMessages() =>
        Capture.AllFrames().Where(frame => frame.Kind != FrameKind.Packet).SelectMany(frame => frame.Messages);

    /// <summary>Members made up are forgotten after minutes, not days, so that a run comes to what it stays at.</summary>
    private static SerfOptions ForgetsSoon(SerfOptions options) =>
        options with
        {
            ReconnectTimeout = TimeSpan.FromMinutes(1),
            TombstoneTimeout = TimeSpan.FromMinutes(1),
            RecentIntentTimeout = TimeSpan.FromMinutes(1),
        };

    private void Take(IReadOnlyList<SwimMessage> messages) =>
        _member.Step(new SwimInput.PacketReceived(GossipMember.AddressOf(_random.Next(1, 9)), messages));

    private void TakeStream(byte[] bytes)
    {
        var isAnswer = _random.Next(2) == 0;
        var needed = Measure(bytes, isAnswer);
        if (needed > bytes.Length)
        {
            // The driver would wait for more, and close the stream when none comes.
            return;
        }

        var message = _streams.Open(bytes.AsSpan(0, needed), isAnswer);
        if (isAnswer)
        {
            // Some of these numbers are streams that the core has under way.
            _member.Step(new SwimInput.StreamAnswered(_random.NextInt64(1, _network.Streams.Sent + 2), message));
        }
        else
        {
            _member.Answer(message);
        }
    }

    /// <summary>In two pieces, as a stream may bring it, which must come to what one piece comes to.</summary>
    private int Measure(byte[] bytes, bool isAnswer)
    {
        var extent = new StreamExtent(isAnswer);
        var first = _random.Next(bytes.Length + 1);
        var needed = extent.Measure(bytes.AsSpan(0, first));
        if (needed > first && needed <= bytes.Length)
        {
            needed = extent.Measure(bytes);
        }

        var atOnce = new StreamExtent(isAnswer).Measure(bytes);
        Invariant.Check(
            needed == atOnce || (needed > bytes.Length && atOnce > bytes.Length),
            "a stream's length does not depend on its pieces"
        );
        return needed;
    }
}
