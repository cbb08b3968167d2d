using System.Buffers;
using CsCheck;
using Praetor.Gossip.Wire;
using Xunit;

namespace Praetor.Gossip.Tests.Wire;

public sealed class LzwTests
{
    [Fact]
    public void What_is_folded_unfolds_to_the_same() =>
        Gen.OneOf(
                Gen.Byte.Array[0, 6000],
                Gen.Byte[0, 2].Array[0, 6000],
                Gen.Select(Gen.Byte.Array[1, 9], Gen.Int[1, 900], (unit, times) => Repeat(unit, times))
            )
            .Sample(bytes => LzwDecoder.Decode(Fold(bytes), bytes.Length).AsSpan().SequenceEqual(bytes), iter: 2000);

    [Fact]
    public void The_same_encoder_folds_the_second_message_like_the_first()
    {
        var encoder = new LzwEncoder();
        byte[] noise = [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i * i >> 3))];
        var first = new ArrayBufferWriter<byte>();
        encoder.Encode(noise, first);
        var second = new ArrayBufferWriter<byte>();
        encoder.Encode(noise, second);

        Assert.Equal(first.WrittenSpan, second.WrittenSpan);
        Assert.Equal(noise, LzwDecoder.Decode(second.WrittenSpan, noise.Length));
    }

    [Fact]
    public void The_verified_answer_to_a_ping_unfolds()
    {
        var body = Convert.FromHexString("82a4416c676f00a3427566b70005083a05254c1e366fc29001566a4a99384edea80808");

        var inflated = Compression.Unfold(body, 100);

        Assert.Equal("0282a75061796c6f6164c0a55365714e6f2a", Convert.ToHexStringLower(inflated));
    }

    [Fact]
    public void A_bomb_is_refused_before_it_is_unfolded()
    {
        var folded = Fold(new byte[1_000_000]);

        var refusal = Assert.Throws<GossipFormatException>(() => LzwDecoder.Decode(folded, 65_535));

        Assert.Equal(GossipFault.TooLarge, refusal.Fault);
    }

    [Theory]
    [InlineData("", "no end code")]
    [InlineData("00", "no end code")]
    [InlineData("000d", "no end code")]
    [InlineData("00ff0f", "before it is defined")]
    public void Streams_that_are_none_are_refused(string hex, string because)
    {
        var refusal = Assert.Throws<GossipFormatException>(() => LzwDecoder.Decode(Convert.FromHexString(hex), 100));

        Assert.Equal(GossipFault.Malformed, refusal.Fault);
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
    }

    private static byte[] Fold(byte[] bytes)
    {
        var output = new ArrayBufferWriter<byte>();
        new LzwEncoder().Encode(bytes, output);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Repeat(byte[] unit, int times) => [.. Enumerable.Repeat(unit, times).SelectMany(u => u)];
}
