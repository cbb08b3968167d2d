using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Praetor.Foundation.Bytes;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Coordinates;
using Praetor.Model.Json;
using Praetor.Model.Kv;
using Xunit;

namespace Praetor.Model.Tests.Json;

/// <summary>The expected texts are what Go's encoding/json prints.</summary>
public sealed class GoJsonWritingTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("<a href=\"x\">&'+`/", "\\u003ca href=\\\"x\\\"\\u003e\\u0026'+`/")]
    [InlineData("\\", "\\\\")]
    [InlineData("\n\r\t\b\f", "\\n\\r\\t\\b\\f")]
    [InlineData("\u0000\u0001\u001f\u007f", "\\u0000\\u0001\\u001f\u007f")]
    [InlineData("\u2027\u2028\u2029\u202a", "\u2027\\u2028\\u2029\u202a")]
    [InlineData("üñ漢😀", "üñ漢😀")]
    public void Text_is_escaped_as_Go_does(string text, string escaped)
    {
        var json = GoJson.Encode(new ServiceName { Name = text }, GoJson.Compact);
        Assert.Equal($"{{\"Name\":\"{escaped}\"}}", Encoding.UTF8.GetString(json));
    }

    [Fact]
    public void Half_a_character_becomes_the_replacement_character()
    {
        // Put together at run time: an attribute could not hold it.
        var json = GoJson.Encode(new ServiceName { Name = "a" + (char)0xdc00 + "b" + (char)0xd800 }, GoJson.Compact);
        Assert.Equal("{\"Name\":\"a\\ufffdb\\ufffd\"}", Encoding.UTF8.GetString(json));
    }

    [Theory]
    [InlineData("6b6579", "key")]
    [InlineData("c3bc3c", "ü\\u003c")]
    [InlineData("e280a7e280a8", "\u2027\\u2028")]
    [InlineData("f09f9880", "😀")]
    [InlineData("ff61", "\\ufffda")]
    [InlineData("61c3", "a\\ufffd")]
    [InlineData("eda080", "\\ufffd\\ufffd\\ufffd")]
    public void A_key_that_is_no_text_is_shown_as_Go_does(string hex, string escaped)
    {
        var entry = new DirEntry { Key = ByteString.Copy(Convert.FromHexString(hex)) };
        var json = Encoding.UTF8.GetString(GoJson.Encode(entry, GoJson.Compact));
        Assert.StartsWith(
            $"{{\"LockIndex\":0,\"Key\":\"{escaped}\",\"Flags\":0,\"Value\":null,",
            json,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(1.0, "1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(100000000.0, "100000000")]
    [InlineData(123456789012345680.0, "123456789012345680")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1e23, "1e+23")]
    [InlineData(-1.5e300, "-1.5e+300")]
    [InlineData(0.00001, "0.00001")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.0000012345, "0.0000012345")]
    [InlineData(9.99e-7, "9.99e-7")]
    [InlineData(2.183632813710061e-05, "0.00002183632813710061")]
    [InlineData(-4.176241209427449e-05, "-0.00004176241209427449")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    public void Numbers_are_printed_as_Go_does(double value, string expected)
    {
        Assert.Equal(expected, Printed(value));
    }

    [Fact]
    public void A_printed_number_is_read_as_the_same_number() =>
        Gen
            .Double.Where(double.IsFinite)
            .Sample(value => Assert.Equal(value, double.Parse(Printed(value), CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(double.NaN, "json: unsupported value: NaN")]
    [InlineData(double.PositiveInfinity, "json: unsupported value: +Inf")]
    [InlineData(double.NegativeInfinity, "json: unsupported value: -Inf")]
    public void A_number_that_JSON_cannot_say_is_an_error_and_not_the_end(double value, string message) =>
        Assert.Equal(message, Assert.Throws<JsonFormatException>(() => Printed(value)).Message);

    private static string Printed(double value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, GoJson.Compact);
        JsonWrite.Real(writer, value);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    [Fact]
    public void Pretty_numbers_in_a_list_have_a_line_each_as_Go_prints_them()
    {
        var place = new NetworkCoordinate
        {
            Vec = [0, 1e-5, -1.1185916330292138e-8, 1e21],
            Error = 1.5,
            Height = 1e-5,
        };
        const string Expected = """
            {
                "Vec": [
                    0,
                    0.00001,
                    -1.1185916330292138e-8,
                    1e+21
                ],
                "Error": 1.5,
                "Adjustment": 0,
                "Height": 0.00001
            }
            """;
        Assert.Equal(Expected, Encoding.UTF8.GetString(GoJson.Encode(place, GoJson.Pretty)));
    }

    [Fact]
    public void Pretty_is_indented_by_four_spaces_and_empty_things_stay_on_their_line()
    {
        var node = new Node { Name = "a", Meta = WireMap<string>.Empty };
        var expected = """
            {
                "ID": "",
                "Node": "a",
                "Address": "",
                "Datacenter": "",
                "TaggedAddresses": null,
                "Meta": {},
                "CreateIndex": 0,
                "ModifyIndex": 0
            }
            """;
        Assert.Equal(expected, Encoding.UTF8.GetString(GoJson.Encode(node, GoJson.Pretty)));
    }

    [Fact]
    public void Bytes_are_base64_with_plus_and_slash_as_they_are()
    {
        var entry = new DirEntry { Value = [0xfb, 0xef, 0xbe, 0xff, 0xff] };
        var json = Encoding.UTF8.GetString(GoJson.Encode(entry, GoJson.Compact));
        Assert.Contains("\"Value\":\"++++//8=\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_are_sorted_and_null_is_not_empty()
    {
        var node = new Node
        {
            Meta = new Dictionary<string, string>
            {
                ["b"] = "2",
                ["a"] = "1",
                ["B"] = "3",
            },
        };
        var json = Encoding.UTF8.GetString(GoJson.Encode(node, GoJson.Compact));
        Assert.Contains(
            "\"TaggedAddresses\":null,\"Meta\":{\"B\":\"3\",\"a\":\"1\",\"b\":\"2\"}",
            json,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Lists_of_records_are_null_empty_or_full()
    {
        Assert.Equal("null"u8, GoJson.EncodeList<ServiceName>(null, GoJson.Compact));
        Assert.Equal("[]"u8, GoJson.EncodeList<ServiceName>([], GoJson.Compact));
        Assert.Equal("[{\"Name\":\"x\"}]"u8, GoJson.EncodeList([new ServiceName { Name = "x" }], GoJson.Compact));
    }
}
