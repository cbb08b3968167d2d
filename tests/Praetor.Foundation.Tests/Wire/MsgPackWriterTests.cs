using System.Buffers;
using System.Text;
using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;
using Xunit;

namespace Praetor.Foundation.Tests.Wire;

public sealed class MsgPackWriterTests
{
    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7f")]
    [InlineData(128, "cc80")]
    [InlineData(255, "ccff")]
    [InlineData(256, "cd0100")]
    [InlineData(65_535, "cdffff")]
    [InlineData(65_536, "ce00010000")]
    [InlineData(4_294_967_295, "ceffffffff")]
    [InlineData(4_294_967_296, "cf0000000100000000")]
    [InlineData(long.MaxValue, "cf7fffffffffffffff")]
    [InlineData(-1, "ff")]
    [InlineData(-32, "e0")]
    [InlineData(-33, "d0df")]
    [InlineData(-128, "d080")]
    [InlineData(-129, "d1ff7f")]
    [InlineData(-32_768, "d18000")]
    [InlineData(-32_769, "d2ffff7fff")]
    [InlineData(int.MinValue, "d280000000")]
    [InlineData(int.MinValue - 1L, "d3ffffffff7fffffff")]
    [InlineData(long.MinValue, "d38000000000000000")]
    public void Integers_take_their_smallest_form(long value, string hex)
    {
        Assert.Equal(hex, Written((ref MsgPackWriter writer) => writer.WriteInt64(value)));
        var reader = new MsgPackReader(Convert.FromHexString(hex));
        Assert.Equal(value, reader.ReadInt64());
        Assert.True(reader.IsAtEnd);
    }

    [Theory]
    [InlineData(0, "a0")]
    [InlineData(31, "bf")]
    [InlineData(32, "da0020")]
    [InlineData(255, "da00ff")]
    [InlineData(65_535, "daffff")]
    [InlineData(65_536, "db00010000")]
    public void Text_and_bytes_are_of_the_old_raw_family(int length, string header)
    {
        var text = new string('x', length);
        var expected = header + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));
        Assert.Equal(expected, Written((ref MsgPackWriter writer) => writer.WriteString(text)));
        Assert.Equal(expected, Written((ref MsgPackWriter writer) => writer.WriteRaw(Encoding.UTF8.GetBytes(text))));
    }

    [Theory]
    [InlineData(0, "80", "90")]
    [InlineData(15, "8f", "9f")]
    [InlineData(16, "de0010", "dc0010")]
    [InlineData(65_535, "deffff", "dcffff")]
    [InlineData(65_536, "df00010000", "dd00010000")]
    public void Maps_and_arrays_say_their_count(int count, string map, string array)
    {
        Assert.Equal(map, Written((ref MsgPackWriter writer) => writer.WriteMapHeader(count)));
        Assert.Equal(array, Written((ref MsgPackWriter writer) => writer.WriteArrayHeader(count)));
    }

    [Fact]
    public void The_other_kinds_are_as_in_the_specification()
    {
        Assert.Equal("c0", Written((ref MsgPackWriter writer) => writer.WriteNil()));
        Assert.Equal("c2", Written((ref MsgPackWriter writer) => writer.WriteBoolean(false)));
        Assert.Equal("c3", Written((ref MsgPackWriter writer) => writer.WriteBoolean(true)));
        Assert.Equal("cb3ff8000000000000", Written((ref MsgPackWriter writer) => writer.WriteDouble(1.5)));
        Assert.Equal("ca3fc00000", Written((ref MsgPackWriter writer) => writer.WriteSingle(1.5f)));
        Assert.Equal(
            "ce3b9aca00",
            Written((ref MsgPackWriter writer) => writer.WriteDuration(GoDuration.FromSeconds(1)))
        );
    }

    [Fact]
    public void A_reply_of_a_real_server_is_written_byte_for_byte()
    {
        // The answer to Status.Leader, from reference traffic of Consul 1.10.12.
        const string Captured =
            "83a54572726f72a0a353657101ad536572766963654d6574686f64ad5374617475732e4c6561646572"
            + "ae3132372e302e302e313a38333030";
        var written = Written(
            (ref MsgPackWriter writer) =>
            {
                writer.WriteMapHeader(3);
                writer.WriteRaw("Error"u8);
                writer.WriteString("");
                writer.WriteRaw("Seq"u8);
                writer.WriteUInt64(1);
                writer.WriteRaw("ServiceMethod"u8);
                writer.WriteString("Status.Leader");
                writer.WriteString("127.0.0.1:8300");
            }
        );
        Assert.Equal(Captured, written);
    }

    private delegate void Write(ref MsgPackWriter writer);

    private static string Written(Write write)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MsgPackWriter(output);
        write(ref writer);
        return Convert.ToHexStringLower(output.WrittenSpan);
    }
}
