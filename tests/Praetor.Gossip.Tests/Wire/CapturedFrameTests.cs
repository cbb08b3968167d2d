using Praetor.Gossip.Wire;
using Praetor.TestKit.Gossip;
using Praetor.TestKit.Gossip.Captures;
using Xunit;

namespace Praetor.Gossip.Tests.Wire;

/// <summary>Goal: what real nodes sent is understood, and we would send the same. Method: their frames, byte by byte.</summary>
public sealed class CapturedFrameTests
{
    public static TheoryData<string> Pools => [.. Capture.Pools];

    [Theory]
    [MemberData(nameof(Pools))]
    public void Every_frame_decodes_and_its_messages_encode_to_the_same(string pool)
    {
        var packets = new PacketCodec(Capture.Options(pool), new SeededEntropy(new Random(1)));
        var streams = new StreamCodec(Capture.Options(pool), new SeededEntropy(new Random(1)));
        var frames = Capture.Frames(pool).ToList();

        Assert.NotEmpty(frames);
        foreach (var frame in frames)
        {
            var isAnswer = frame.Kind == FrameKind.Answer;
            var messages =
                frame.Kind == FrameKind.Packet ? packets.Open(frame.Raw) : [streams.Open(frame.Raw, isAnswer)];
            var encoded = messages.Select(message => Encode(message, frame.Kind)).ToList();

            if (frame.Messages.Length > 0)
            {
                Assert.Equal(frame.Messages.Select(Canonically), encoded.Select(Canonically));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pools))]
    public void A_stream_is_complete_with_its_last_byte_and_not_before(string pool)
    {
        foreach (var frame in Capture.Frames(pool).Where(frame => frame.Kind != FrameKind.Packet))
        {
            var isAnswer = frame.Kind == FrameKind.Answer;
            Assert.Equal(frame.Raw.Length, new StreamExtent(isAnswer).Measure(frame.Raw));
            var piecemeal = new StreamExtent(isAnswer);
            for (var length = 0; length < frame.Raw.Length; length++)
            {
                Assert.InRange(piecemeal.Measure(frame.Raw.AsSpan(0, length)), length + 1, frame.Raw.Length);
            }

            if (frame.Messages is not [var message])
            {
                continue;
            }

            Assert.Equal(message.Length, new StreamExtent(isAnswer: true).Measure(message));
            piecemeal = new StreamExtent(isAnswer: true);
            for (var length = 0; length < message.Length; length++)
            {
                Assert.InRange(piecemeal.Measure(message.AsSpan(0, length)), length + 1, message.Length);
            }
        }
    }

    [Theory]
    [InlineData("lan-consul")]
    [InlineData("serf-plain")]
    [InlineData("serf-mllabel")]
    [InlineData("serf-mlnocomp")]
    public void Packets_of_the_same_messages_are_the_same_bytes(string pool)
    {
        var codec = new PacketCodec(Capture.Options(pool), new SeededEntropy(new Random(1)));
        var prefix = Label.OverheadOf(Capture.Options(pool).Label);
        foreach (var frame in Capture.Frames(pool).Where(frame => frame.Kind == FrameKind.Packet))
        {
            var hasChecksum = frame.Raw[prefix] == (byte)MessageKind.Checksum;
            Assert.Equal(frame.Raw, codec.Seal([.. frame.Messages], hasChecksum));
        }
    }

    [Theory]
    [InlineData("serf-plain")]
    [InlineData("serf-mllabel")]
    [InlineData("serf-mlnocomp")]
    public void Streams_of_the_same_message_are_the_same_bytes(string pool)
    {
        var codec = new StreamCodec(Capture.Options(pool), new SeededEntropy(new Random(1)));
        foreach (var frame in Capture.Frames(pool).Where(frame => frame.Kind != FrameKind.Packet))
        {
            Assert.Equal(frame.Raw, codec.Seal(frame.Messages[0], frame.Kind == FrameKind.Answer));
        }
    }

    private static byte[] Encode(SwimMessage message, FrameKind kind) =>
        message is SwimMessage.User user && kind != FrameKind.Packet
            ? SwimMessageCodec.EncodeForStream(user)
            : SwimMessageCodec.Encode(message);

    private static string Canonically(byte[] message) =>
        message[0]
        + ": "
        + (MessageKind)message[0] switch
        {
            MessageKind.User => Convert.ToHexString(message),
            MessageKind.PushPull => Canonical.Of(message.AsSpan(1), 1 + NodesIn(message)),
            _ => Canonical.Of(message.AsSpan(1), 1),
        };

    private static int NodesIn(byte[] message) =>
        ((SwimMessage.PushPull)SwimMessageCodec.DecodeFromStream(message)).Nodes.Count;
}
