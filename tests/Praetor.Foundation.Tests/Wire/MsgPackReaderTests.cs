using Praetor.Foundation.Wire;
using Xunit;

namespace Praetor.Foundation.Tests.Wire;

public sealed class MsgPackReaderTests
{
    private delegate object? Read(ref MsgPackReader reader);

    [Theory]
    [InlineData("d90161")]
    [InlineData("c40161")]
    [InlineData("c5000161")]
    [InlineData("c60000000161")]
    [InlineData("a161")]
    [InlineData("da000161")]
    [InlineData("db0000000161")]
    public void Newer_forms_of_text_and_bytes_are_understood(string hex)
    {
        Assert.Equal("a", Reading(hex, (ref MsgPackReader reader) => reader.ReadString()));
        Assert.Equal([0x61], (byte[]?)Reading(hex, (ref MsgPackReader reader) => reader.ReadBytes()));
        Assert.Equal(MsgPackKind.Raw, Reading(hex, (ref MsgPackReader reader) => Kind(ref reader)));
    }

    [Theory]
    [InlineData("d001", 1)]
    [InlineData("d10001", 1)]
    [InlineData("d200000001", 1)]
    [InlineData("d3ffffffffffffffff", -1)]
    [InlineData("cf0000000000000001", 1)]
    public void Integers_may_be_wider_than_needed(string hex, long value) =>
        Assert.Equal(value, Reading(hex, (ref MsgPackReader reader) => reader.ReadInt64()));

    [Theory]
    [InlineData("a770617373696e67", "passing")]
    [InlineData("a2c3bc", "ü")]
    [InlineData("a2ff61", "\ufffda")]
    [InlineData("a0", "")]
    public void A_text_reads_the_same_each_time(string hex, string text)
    {
        Assert.Equal(text, Reading(hex, (ref MsgPackReader reader) => reader.ReadString()));
        Assert.Equal(text, Reading(hex, (ref MsgPackReader reader) => reader.ReadString()));
    }

    [Fact]
    public void A_word_that_is_said_again_is_the_same_object()
    {
        var first = Reading("a770617373696e67", (ref MsgPackReader reader) => reader.ReadString());
        Assert.Same(first, Reading("a770617373696e67", (ref MsgPackReader reader) => reader.ReadString()));
    }

    [Fact]
    public void A_nil_reads_as_the_zero_value()
    {
        Assert.Equal(0L, Reading("c0", (ref MsgPackReader reader) => reader.ReadInt64()));
        Assert.Equal(0UL, Reading("c0", (ref MsgPackReader reader) => reader.ReadUInt64()));
        Assert.Equal(false, Reading("c0", (ref MsgPackReader reader) => reader.ReadBoolean()));
        Assert.Equal("", Reading("c0", (ref MsgPackReader reader) => reader.ReadString()));
        Assert.Equal(0.0, Reading("c0", (ref MsgPackReader reader) => reader.ReadDouble()));
        Assert.Null(Reading("c0", (ref MsgPackReader reader) => reader.ReadBytes()));
        Assert.Equal(GoTime.Zero, Reading("c0", (ref MsgPackReader reader) => reader.ReadTime()));
        Assert.Equal(0, Reading("c0", (ref MsgPackReader reader) => reader.EnterMap()));
        Assert.Equal(0, Reading("c0", (ref MsgPackReader reader) => reader.EnterArray()));
    }

    [Theory]
    [InlineData("", "msgpack: the end at byte 0")]
    [InlineData("cd01", "msgpack: the end at byte 1")]
    [InlineData("cfffffffffffffffff", "msgpack: an integer that needs 64 bits and a sign at byte 0")]
    [InlineData("a161", "msgpack: code 0xa1 instead of an integer at byte 0")]
    public void What_is_no_integer_is_refused_with_its_place(string hex, string message) =>
        Refuses(hex, message, (ref MsgPackReader reader) => reader.ReadInt64());

    [Theory]
    [InlineData("ff", "msgpack: a negative integer at byte 0")]
    public void What_is_negative_is_no_index(string hex, string message) =>
        Refuses(hex, message, (ref MsgPackReader reader) => reader.ReadUInt64());

    [Theory]
    [InlineData("ce80000000")]
    [InlineData("d3ffffffff7fffffff")]
    public void What_is_over_32_bits_is_no_port(string hex) =>
        Refuses(hex, "msgpack: an integer over 32 bits at byte 0", (ref MsgPackReader reader) => reader.ReadInt32());

    [Theory]
    [InlineData("dbffffffff61", "msgpack: a length of 4294967295 with 1 bytes left at byte 0")]
    [InlineData("a3", "msgpack: a length of 3 with 0 bytes left at byte 0")]
    [InlineData("da00", "msgpack: the end at byte 1")]
    [InlineData("01", "msgpack: code 0x01 instead of text or bytes at byte 0")]
    public void A_length_that_cannot_be_is_refused(string hex, string message) =>
        Refuses(hex, message, (ref MsgPackReader reader) => reader.ReadString());

    [Theory]
    [InlineData("dfffffffff0102")]
    [InlineData("de00020102")]
    public void A_count_of_pairs_that_cannot_be_is_refused(string hex)
    {
        var refusal = Assert.Throws<WireFormatException>(() =>
            Reading(hex, (ref MsgPackReader reader) => reader.EnterMap())
        );
        Assert.Contains("a count of", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, refusal.Offset);
    }

    [Fact]
    public void A_count_without_elements_costs_no_memory()
    {
        var bytes = Convert.FromHexString("dd7fffffff01");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WireFormatException>(() =>
        {
            var reader = new MsgPackReader(bytes);
            MsgPackCollections.ReadList(ref reader, static (ref MsgPackReader r) => r.ReadInt64());
        });
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Nesting_deeper_than_the_limit_is_refused_where_it_would_recurse()
    {
        var bytes = Enumerable.Repeat((byte)0x91, 100_000).Append((byte)0xc0).ToArray();
        Assert.Throws<WireFormatException>(() =>
        {
            var reader = new MsgPackReader(bytes);
            MsgPackDynamic.Read(ref reader);
        });
        var skipping = new MsgPackReader(bytes);
        skipping.Skip();
        Assert.True(skipping.IsAtEnd);
    }

    [Theory]
    [InlineData("c0")]
    [InlineData("c3")]
    [InlineData("ff")]
    [InlineData("cfffffffffffffffff")]
    [InlineData("cb3ff8000000000000")]
    [InlineData("ca3fc00000")]
    [InlineData("a3616263")]
    [InlineData("c403616263")]
    [InlineData("93010203")]
    [InlineData("82a16101a16292c0c3")]
    [InlineData("de0001a161dc0002a0a0")]
    public void Any_value_can_be_read_over(string hex)
    {
        var reader = new MsgPackReader(Convert.FromHexString(hex + "2a"));
        reader.Skip();
        Assert.Equal(42, reader.ReadInt64());
    }

    [Theory]
    [InlineData("c1")]
    [InlineData("c70101aa")]
    [InlineData("9201")]
    [InlineData("81a161")]
    public void What_is_no_value_cannot_be_read_over(string hex) =>
        Assert.Throws<WireFormatException>(() =>
        {
            var reader = new MsgPackReader(Convert.FromHexString(hex));
            reader.Skip();
        });

    private static MsgPackKind Kind(ref MsgPackReader reader)
    {
        var kind = reader.NextKind;
        reader.Skip();
        return kind;
    }

    private static void Refuses(string hex, string message, Read read) =>
        Assert.Equal(message, Assert.Throws<WireFormatException>(() => Reading(hex, read)).Message);

    private static object? Reading(string hex, Read read)
    {
        var reader = new MsgPackReader(Convert.FromHexString(hex));
        var value = read(ref reader);
        Assert.True(reader.IsAtEnd, "something is left");
        return value;
    }
}
