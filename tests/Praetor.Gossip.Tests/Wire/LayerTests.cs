using Praetor.Gossip.Encryption;
using Praetor.Gossip.Wire;
using Praetor.TestKit.Gossip;
using Xunit;

namespace Praetor.Gossip.Tests.Wire;

public sealed class LayerTests
{
    private static readonly byte[] KeyA = [.. Enumerable.Repeat((byte)1, 32)];
    private static readonly byte[] KeyB = [.. Enumerable.Repeat((byte)2, 16)];
    private static readonly byte[] Message = SwimMessageCodec.Encode(new SwimMessage.Ping(7, "n1"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_sealed_packet_opens_with_any_key_of_the_ring(byte version)
    {
        var sender = Codec(new LayerOptions { Keyring = Ring(KeyB), EncryptionVersion = version });
        var receiver = Codec(new LayerOptions { Keyring = Ring(KeyA, KeyB) });

        var packet = sender.Seal([Message], withChecksum: true);

        Assert.Equal(new SwimMessage.Ping(7, "n1"), Assert.Single(receiver.Open(packet)));
        Assert.InRange(packet.Length, Message.Length, 5 + Message.Length + sender.Overhead);
    }

    [Fact]
    public void A_changed_byte_anywhere_in_a_sealed_packet_is_noticed()
    {
        var codec = Codec(new LayerOptions { Keyring = Ring(KeyA), Label = "x"u8.ToArray() });
        var packet = codec.Seal([Message], withChecksum: false);
        for (var i = 0; i < packet.Length; i++)
        {
            var changed = packet.ToArray();
            changed[i] ^= 1;
            Assert.Throws<GossipFormatException>(() => codec.Open(changed));
        }
    }

    [Fact]
    public void A_plain_packet_is_refused_where_incoming_is_verified_and_read_where_it_is_not()
    {
        var packet = Codec(new LayerOptions()).Seal([Message], withChecksum: false);

        var strict = Codec(new LayerOptions { Keyring = Ring(KeyA) });
        var lenient = Codec(new LayerOptions { Keyring = Ring(KeyA), VerifiesIncoming = false });

        Assert.Equal(GossipFault.Key, Assert.Throws<GossipFormatException>(() => strict.Open(packet)).Fault);
        Assert.Single(lenient.Open(packet));
    }

    [Fact]
    public void A_node_that_does_not_verify_outgoing_sends_plain()
    {
        var quiet = new LayerOptions { Keyring = Ring(KeyA), VerifiesOutgoing = false };

        var packet = Codec(quiet).Seal([Message], withChecksum: false);
        var stream = new StreamCodec(quiet, new SeededEntropy(new Random(1))).Seal(Message, isAnswer: false);

        Assert.Single(Codec(new LayerOptions()).Open(packet));
        Assert.IsType<SwimMessage.Ping>(Streams(new LayerOptions()).Open(stream, isAnswer: false));
    }

    [Fact]
    public void Streams_say_in_memberlists_words_that_one_side_only_is_encrypted()
    {
        var plain = new LayerOptions();
        var encrypted = new LayerOptions { Keyring = Ring(KeyA) };

        var fromPlain = Streams(plain).Seal(Message, isAnswer: false);
        var fromEncrypted = Streams(encrypted).Seal(Message, isAnswer: false);

        Assert.Equal(
            "Encryption is configured but remote state is not encrypted",
            Assert.Throws<GossipFormatException>(() => Streams(encrypted).Open(fromPlain, isAnswer: false)).Message
        );
        Assert.Equal(
            "Remote state is encrypted and encryption is not configured",
            Assert.Throws<GossipFormatException>(() => Streams(plain).Open(fromEncrypted, isAnswer: false)).Message
        );
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("a", "")]
    [InlineData("a", "b")]
    public void A_packet_of_another_label_is_refused(string ours, string theirs)
    {
        var packet = Codec(Labelled(theirs)).Seal([Message], withChecksum: false);

        var refusal = Assert.Throws<GossipFormatException>(() => Codec(Labelled(ours)).Open(packet));

        Assert.Equal(GossipFault.Label, refusal.Fault);
    }

    [Fact]
    public void A_wrong_checksum_is_refused()
    {
        var codec = Codec(new LayerOptions());
        var packet = codec.Seal([Message], withChecksum: true);
        packet[^1] ^= 1;

        Assert.Equal(GossipFault.Checksum, Assert.Throws<GossipFormatException>(() => codec.Open(packet)).Fault);
    }

    [Theory]
    [InlineData("0701000a0701000582a0a0a0a0")] // a compound in a compound
    [InlineData("0c00000000")] // a checksum of nothing
    [InlineData("07")]
    [InlineData("0702000100")]
    [InlineData("07010005aa")]
    [InlineData("06")] // a stream's message
    [InlineData("ff")]
    [InlineData("")]
    [InlineData("f4")]
    [InlineData("f400")]
    public void Packets_that_are_none_are_refused(string hex) =>
        Assert.Throws<GossipFormatException>(() => Codec(new LayerOptions()).Open(Convert.FromHexString(hex)));

    [Fact]
    public void A_stream_that_claims_too_much_is_refused_at_once()
    {
        string[] claims =
        [
            "0affffffff", // an encrypted frame
            "0682a54e6f646573ce7ffffff0ac5573657253746174654c656e00", // nodes
            "0681ac5573657253746174654c656ece7fffffff", // the user's state
            "0881aa557365724d73674c656ece7fffffff", // a user message
            "0981a3427566dbffffffff", // compressed bytes
            "00dfffffffff", // a map
        ];

        Assert.All(
            claims,
            claim =>
                Assert.Equal(
                    GossipFault.TooLarge,
                    Assert
                        .Throws<GossipFormatException>(() =>
                            new StreamExtent(isAnswer: true).Measure(Convert.FromHexString(claim))
                        )
                        .Fault
                )
        );
    }

    private static LayerOptions Labelled(string label) => new() { Label = System.Text.Encoding.UTF8.GetBytes(label) };

    private static PacketCodec Codec(LayerOptions options) => new(options, new SeededEntropy(new Random(5)));

    private static StreamCodec Streams(LayerOptions options) => new(options, new SeededEntropy(new Random(5)));

    private static Keyring Ring(byte[] primary, params byte[][] others) => Keyring.Create(primary, others).Ring!;
}
