using CsCheck;
using Praetor.Cli.Kv;
using Praetor.Foundation.Bytes;
using Praetor.Foundation.Wire;
using Praetor.Model.Kv;
using Xunit;

namespace Praetor.Cli.Tests.Kv;

public sealed class ExportedEntryTests
{
    [Fact]
    public void What_was_exported_is_imported_with_every_byte()
    {
        var key = Gen.String[Gen.Char['\0', '\ud7ff'], 0, 10];
        var entries = Gen.Select(key, Gen.ULong, Gen.Byte.Array[0, 20])
            .Select(
                (name, flags, value) =>
                    new DirEntry
                    {
                        Key = name,
                        Flags = flags,
                        Value = value,
                    }
            )
            .Array[0, 5];
        entries.Sample(before =>
        {
            var after = ExportedEntry.Read(ExportedEntry.Write(before));
            return after.SequenceEqual(
                before.Select(entry => new ExportedEntry(
                    entry.Key,
                    entry.Flags,
                    Convert.ToBase64String(entry.Value ?? [])
                ))
            );
        });
    }

    [Fact]
    public void An_export_of_nothing_is_an_empty_list()
    {
        Assert.Equal("[]"u8, ExportedEntry.Write([]));
    }

    [Fact]
    public void Names_are_read_in_any_case_and_unknown_ones_passed_over()
    {
        var read = ExportedEntry.Read("""[{"Key":"a","FLAGS":7,"namespace":{"x":[1]},"Value":"YQ=="}]"""u8);

        Assert.Equal([new ExportedEntry("a", 7, "YQ==")], read);
    }

    [Theory]
    [InlineData("""{"key":"a"}""")]
    [InlineData("""[{"key":1}]""")]
    [InlineData("""[{"flags":-1}]""")]
    public void What_is_no_export_is_refused(string json)
    {
        Assert.Throws<JsonFormatException>(() => ExportedEntry.Read(ByteString.From(json).Span));
    }
}
