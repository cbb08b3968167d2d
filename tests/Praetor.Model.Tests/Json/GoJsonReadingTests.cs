using System.Text;
using Praetor.Foundation.Text;
using Praetor.Foundation.Wire;
using Praetor.Model.Catalog;
using Praetor.Model.Json;
using Praetor.Model.Kv;
using Praetor.Model.Services;
using Praetor.Model.Sessions;
using Praetor.Model.Transactions;
using Xunit;

namespace Praetor.Model.Tests.Json;

/// <summary>The expected errors are Go's words, as encoding/json says them.</summary>
public sealed class GoJsonReadingTests
{
    [Theory]
    [InlineData("", "EOF")]
    [InlineData(" \t\r\n", "EOF")]
    [InlineData("{", "unexpected EOF")]
    [InlineData("{\"", "unexpected EOF")]
    [InlineData("{\"a\"", "unexpected EOF")]
    [InlineData("{\"a\":", "unexpected EOF")]
    [InlineData("{\"a\":1", "unexpected EOF")]
    [InlineData("{\"a\":1,", "unexpected EOF")]
    [InlineData("[1", "unexpected EOF")]
    [InlineData("tru", "unexpected EOF")]
    [InlineData("-", "unexpected EOF")]
    [InlineData("x", "invalid character 'x' looking for beginning of value")]
    [InlineData("'", "invalid character '\\'' looking for beginning of value")]
    [InlineData("{x", "invalid character 'x' looking for beginning of object key string")]
    [InlineData("{\"a\":1,}", "invalid character '}' looking for beginning of object key string")]
    [InlineData("{\"a\"1", "invalid character '1' after object key")]
    [InlineData("{\"a\":1\"b\"", "invalid character '\"' after object key:value pair")]
    [InlineData("[1 2]", "invalid character '2' after array element")]
    [InlineData("[1,]", "invalid character ']' looking for beginning of value")]
    [InlineData("nil", "invalid character 'i' in literal null (expecting 'u')")]
    [InlineData("truE", "invalid character 'E' in literal true (expecting 'e')")]
    [InlineData("\"\n\"", "invalid character '\\n' in string literal")]
    [InlineData("\"\\x\"", "invalid character 'x' in string escape code")]
    [InlineData("\"\\u00g0\"", "invalid character 'g' in \\u hexadecimal character escape")]
    [InlineData("-x", "invalid character 'x' in numeric literal")]
    [InlineData("1.x", "invalid character 'x' after decimal point in numeric literal")]
    [InlineData("1ex", "invalid character 'x' in exponent of numeric literal")]
    [InlineData("1e+x", "invalid character 'x' in exponent of numeric literal")]
    [InlineData("[01]", "invalid character '1' after array element")]
    public void Broken_grammar_is_told_in_Gos_words(string json, string message) =>
        Assert.Equal(message, Refusal<ServiceName>(json));

    [Theory]
    [InlineData("{\"Name\":\"x\"} trailing")]
    [InlineData("{\"NAME\":\"x\"}")]
    [InlineData("{\"nAmE\":\"x\"}")]
    [InlineData("{\"N\\u0061me\":\"x\"}")]
    [InlineData("{\"Name\":\"y\",\"Name\":\"x\"}")]
    [InlineData("{\"Name\":\"x\",\"Name\":null}")]
    public void Names_of_members_are_matched_as_Go_does(string json) =>
        Assert.Equal("x", GoJson.Decode<ServiceName>(Utf8(json)).Name);

    [Fact]
    public void Grammar_counts_before_meaning() =>
        Assert.Equal("unexpected EOF", Refusal<ServiceName>("{\"Unknown\":1"));

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"Connect\":{\"SidecarService\":", 100_000));
        Assert.Equal("exceeded max depth", Refusal<ServiceDefinition>(deep));
    }

    [Fact]
    public void A_null_is_an_empty_record() => Assert.Equal(new ServiceName(), GoJson.Decode<ServiceName>("null"u8));

    [Fact]
    public void Text_that_is_none_becomes_the_replacement_character()
    {
        byte[] broken = [.. "{\"Name\":\"a"u8, 0xff, .. "b\\ud800c\\ud83d\\ude00\"}"u8];
        Assert.Equal("a\ufffdb\ufffdc😀", GoJson.Decode<ServiceName>(broken).Name);
    }

    [Theory]
    [InlineData("\"10s\"", 10_000_000_000)]
    [InlineData("\"1h30m\"", 5_400_000_000_000)]
    [InlineData("5", 5)]
    [InlineData("1.5e9", 1_500_000_000)]
    [InlineData("null", 0)]
    [InlineData("true", 0)]
    [InlineData("[1,[2]]", 0)]
    public void Durations_are_text_or_nanoseconds(string json, long nanoseconds)
    {
        var check = GoJson.Decode<CheckType>(Utf8($"{{\"Interval\":{json},\"Name\":\"after\"}}"));
        Assert.Equal(nanoseconds, check.Interval.Nanoseconds);
        Assert.Equal("after", check.Name);
    }

    [Theory]
    [InlineData("15", 15_000_000_000)]
    [InlineData("999", 999_000_000_000)]
    [InlineData("1000", 1000)]
    [InlineData("\"15s\"", 15_000_000_000)]
    public void A_small_lock_delay_is_in_seconds(string json, long nanoseconds) =>
        Assert.Equal(new GoDuration(nanoseconds), GoJson.Decode<Session>(Utf8($"{{\"LockDelay\":{json}}}")).LockDelay);

    [Theory]
    [InlineData("enable_tag_override")]
    [InlineData("EnableTagOverride")]
    [InlineData("ENABLE_TAG_OVERRIDE")]
    public void Aliases_are_understood(string name) =>
        Assert.True(GoJson.Decode<ServiceDefinition>(Utf8($"{{\"{name}\":true}}")).EnableTagOverride);

    [Theory]
    [InlineData("args")]
    [InlineData("script_args")]
    [InlineData("ScriptArgs")]
    public void A_script_has_three_names_for_its_arguments(string name) =>
        Assert.Equal(["a", "b"], GoJson.Decode<CheckDefinition>(Utf8($"{{\"{name}\":[\"a\",\"b\"]}}")).ScriptArgs!);

    [Theory]
    [InlineData("{\"Connect\":{\"Unknown\":{\"a\":[1]},\"Native\":true}}")]
    public void Where_Consul_reads_over_unknown_members_so_do_we(string json) =>
        Assert.True(GoJson.Decode<ServiceDefinition>(Utf8(json)).Connect!.Native);

    [Fact]
    public void What_old_clients_send_in_vain_is_read_over()
    {
        var check = GoJson.Decode<CheckType>("{\"ServiceID\":\"x\",\"service_id\":{\"a\":1},\"Name\":\"n\"}"u8);
        Assert.Equal("n", check.Name);
        Assert.Equal("n", GoJson.Decode<DeregisterRequest>("{\"address\":\"10.0.0.1\",\"Node\":\"n\"}"u8).Node);
    }

    [Fact]
    public void A_name_that_is_escaped_or_quoted_stands_quoted_in_the_error() =>
        Assert.Equal("json: unknown field \"a\\\"b\"", Refusal<ServiceName>("{\"a\\\"b\":1}"));

    [Theory]
    [InlineData(
        "{\"Weights\":5}",
        "json: cannot unmarshal number into Go struct field NodeService.Weights of type structs.Weights"
    )]
    [InlineData(
        "{\"Port\":99999999999}",
        "json: cannot unmarshal number 99999999999 into Go struct field NodeService.Port of type int"
    )]
    [InlineData(
        "{\"CreateIndex\":-1}",
        "json: cannot unmarshal number -1 into Go struct field NodeService.CreateIndex of type uint64"
    )]
    [InlineData(
        "{\"EnableTagOverride\":\"x\"}",
        "json: cannot unmarshal string into Go struct field NodeService.EnableTagOverride of type bool"
    )]
    [InlineData(
        "{\"Weights\":{\"Passing\":true}}",
        "json: cannot unmarshal bool into Go struct field Weights.Weights.Passing of type int"
    )]
    [InlineData("[]", "json: cannot unmarshal array into Go value of type structs.NodeService")]
    public void Another_kind_of_value_is_told_with_its_place(string json, string message) =>
        Assert.Equal(message, Refusal<NodeService>(json));

    [Theory]
    [InlineData("\"aGVsbG8=\"", "hello")]
    [InlineData("\"aGVs\\nbG8=\"", "hello")]
    [InlineData("\"aGVsbG9=\"", "hello")]
    [InlineData("\"\"", "")]
    public void Bytes_are_base64(string json, string text) =>
        Assert.Equal(text, Encoding.UTF8.GetString(GoJson.Decode<DirEntry>(Utf8($"{{\"Value\":{json}}}")).Value!));

    [Theory]
    [InlineData("a", 0)]
    [InlineData("ab", 0)]
    [InlineData("ab=", 3)]
    [InlineData("ab==c", 4)]
    [InlineData("a===", 1)]
    [InlineData("abc=abcd", 4)]
    [InlineData("ab=c", 3)]
    [InlineData("abcd efgh", 4)]
    [InlineData("abcde", 4)]
    public void Base64_that_is_none_is_told_with_its_place(string text, int offset) =>
        Assert.Equal($"illegal base64 data at input byte {offset}", Refusal<DirEntry>($"{{\"Value\":\"{text}\"}}"));

    [Fact]
    public void Absent_and_null_and_empty_bytes_are_told_apart()
    {
        Assert.Null(GoJson.Decode<DirEntry>("{\"Value\":null}"u8).Value);
        Assert.Empty(GoJson.Decode<DirEntry>("{\"Value\":\"\"}"u8).Value!);
        Assert.Null(GoJson.Decode<Node>("{\"Meta\":null}"u8).Meta);
        Assert.Empty(GoJson.Decode<Node>("{\"Meta\":{}}"u8).Meta!);
    }

    [Fact]
    public void A_list_that_is_none_is_told_by_its_own_name() =>
        Assert.Equal(
            "json: cannot unmarshal string into Go value of type api.TxnOps",
            Assert.Throws<JsonFormatException>(() => GoJson.DecodeList<ApiTxnOp>("\"x\""u8, "api.TxnOps")).Message
        );

    [Fact]
    public void Free_configuration_has_floating_point_numbers_as_in_Go()
    {
        var tree =
            (IReadOnlyDictionary<string, object?>)GoJson.DecodeDynamic("{\"b\":[1,\"x\",null,true],\"a\":{}}"u8)!;
        Assert.Equal(["a", "b"], tree.Keys);
        Assert.Equal([1.0, "x", null, true], (IReadOnlyList<object?>)tree["b"]!);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Refusal<T>(string json)
        where T : IJsonRecord<T> => Assert.Throws<JsonFormatException>(() => GoJson.Decode<T>(Utf8(json))).Message;
}
