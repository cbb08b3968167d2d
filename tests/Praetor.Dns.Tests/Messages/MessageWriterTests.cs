using Praetor.Dns.Messages;
using Xunit;

namespace Praetor.Dns.Tests.Messages;

public sealed class MessageWriterTests
{
    private readonly NameTable _names = new();
    private readonly byte[] _buffer = new byte[70_000];

    [Fact]
    public void A_name_points_to_the_longest_end_that_stands_already()
    {
        _names.Begin();
        var writer = new MessageWriter(_buffer, _names);
        writer.Name(Name("a.node.consul"));
        writer.Name(Name("b.node.consul"));
        writer.Name(Name("b.node.consul"));
        writer.Name(Name("consul"));
        writer.Name(Name("."));

        Assert.Equal([.. Name("a.node.consul"), 1, (byte)'b', 0xC0, 2, 0xC0, 15, 0xC0, 7, 0], _buffer[..writer.Length]);
    }

    [Fact]
    public void A_name_that_may_not_point_is_still_pointed_to()
    {
        _names.Begin();
        var writer = new MessageWriter(_buffer, _names);
        writer.Name(Name("consul"));
        writer.Name(Name("a.node.consul"), mayPoint: false);
        writer.Name(Name("a.node.consul"));

        Assert.Equal([.. Name("consul"), .. Name("a.node.consul"), 0xC0, 8], _buffer[..writer.Length]);
    }

    [Fact]
    public void Letters_of_another_case_are_another_name()
    {
        _names.Begin();
        var writer = new MessageWriter(_buffer, _names);
        writer.Name(Name("CONSUL"));
        writer.Name(Name("consul"));

        Assert.Equal([.. Name("CONSUL"), .. Name("consul")], _buffer[..writer.Length]);
    }

    [Fact]
    public void Names_that_share_a_hash_are_told_apart()
    {
        _names.Begin();
        Name("a").CopyTo(_buffer, 0);
        Name("b").CopyTo(_buffer, 3);
        _names.Add(5, 0);

        Assert.Equal(-1, _names.Find(_buffer, Name("b"), 5));

        _names.Add(5, 3);
        Assert.Equal((0, 3), (_names.Find(_buffer, Name("a"), 5), _names.Find(_buffer, Name("b"), 5)));
    }

    [Fact]
    public void Names_of_the_message_before_are_forgotten()
    {
        _names.Begin();
        new MessageWriter(_buffer, _names).Name(Name("consul"));
        _names.Begin();
        var writer = new MessageWriter(_buffer, _names);
        writer.UInt16(0);
        writer.Name(Name("consul"));

        Assert.Equal(2 + Name("consul").Length, writer.Length);
    }

    [Fact]
    public void A_name_too_far_behind_is_not_pointed_to()
    {
        // A pointer has 14 bits.
        _names.Begin();
        var writer = new MessageWriter(_buffer, _names);
        writer.Bytes(new byte[0x3FFF]);
        writer.Name(Name("a.consul"));
        writer.Name(Name("a.consul"));
        writer.Name(Name("consul"));

        Assert.Equal([.. Name("a.consul"), 0xFF, 0xFF, .. Name("consul")], _buffer[0x3FFF..writer.Length]);
    }

    [Fact]
    public void A_buffer_that_is_too_small_is_told_and_not_left()
    {
        for (var size = 0; size < 20; size++)
        {
            _names.Begin();
            var writer = new MessageWriter(_buffer.AsSpan(0, size), _names);
            writer.UInt32(1);
            writer.Name(Name("a.consul"));
            writer.Name(Name("b.consul"));
            writer.UInt16(2);

            Assert.Equal(size < 4 + 10 + 4 + 2, writer.IsOverflown);
            Assert.InRange(writer.Length, 0, size);
        }
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123.b")]
    public void What_is_no_name_is_none(string text) => Assert.Null(DnsName.FromText(text));

    [Fact]
    public void A_name_has_255_bytes_at_most()
    {
        var label = new string('x', 63);

        Assert.Equal(255, DnsName.FromText($"{label}.{label}.{label}.{label[..61]}")?.Length);
        Assert.Null(DnsName.FromText($"{label}.{label}.{label}.{label[..62]}"));
    }

    private static byte[] Name(string text) => DnsName.FromText(text)!;
}
