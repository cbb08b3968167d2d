using System.Text.Json;
using CsCheck;
using Praetor.Foundation.Hcl;
using Xunit;

namespace Praetor.Foundation.Tests.Hcl;

public sealed class JsonTreeTests
{
    [Theory]
    [InlineData("{ nope", "invalid character 'n' looking for beginning of object key string")]
    [InlineData("", "unexpected end of JSON input")]
    [InlineData("{\"a\": ", "unexpected end of JSON input")]
    [InlineData("{\"a\": \"b", "unexpected end of JSON input")]
    [InlineData("{\"a\" 1}", "invalid character '1' after object key")]
    [InlineData("{\"a\": 1 2}", "invalid character '2' after object key:value pair")]
    [InlineData("{\"a\": [1 2]}", "invalid character '2' after array element")]
    [InlineData("{\"a\": 1,}", "invalid character '}' looking for beginning of object key string")]
    [InlineData("{\"a\": nul}", "invalid character '}' in literal null (expecting 'l')")]
    [InlineData("{\"a\": -x}", "invalid character 'x' in numeric literal")]
    [InlineData("{\"a\": 1.}", "invalid character '}' after decimal point in numeric literal")]
    [InlineData("{\"a\": 1ex}", "invalid character 'x' in exponent of numeric literal")]
    [InlineData("{\"a\": 01}", "invalid character '1' after object key:value pair")]
    [InlineData("{\"a\": \"\\q\"}", "invalid character 'q' in string escape code")]
    [InlineData("{\"a\": \"\\u00x\"}", "invalid character 'x' in \\u hexadecimal character escape")]
    [InlineData("{\"a\": \"\n\"}", "invalid character '\\n' in string literal")]
    [InlineData("{} x", "invalid character 'x' after top-level value")]
    [InlineData("'a'", "invalid character '\\'' looking for beginning of value")]
    [InlineData("\ufeff{}", "invalid character 'ï' looking for beginning of value")]
    [InlineData("[]", "json: cannot unmarshal array into Go value of type map[string]interface {}")]
    public void Refusals_are_in_the_words_of_Go(string text, string expected)
    {
        Assert.False(JsonTree.TryRead(text, out _, out var error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void Any_text_survives_being_written_and_read()
    {
        Gen.String.Sample(value =>
        {
            // What is no text in Unicode cannot be written as JSON.
            var wellFormed = new string([.. value.Where(character => !char.IsSurrogate(character))]);
            var json = JsonSerializer.Serialize(new Dictionary<string, string> { ["k"] = wellFormed });

            Assert.True(JsonTree.TryRead(json, out var node, out var error), error);
            Assert.Equal(wellFormed, Assert.IsType<TextNode>(node.Find("k")).Text);
        });
    }
}
