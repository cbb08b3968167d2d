using System.Buffers;
using System.Text.Json;
using Praetor.Foundation.Bytes;
using Praetor.Model.Json;
using Praetor.Model.Kv;

namespace Praetor.Cli.Kv;

/// <summary>An entry as <c>kv export</c> writes and <c>kv import</c> reads it. Indexes and locks stay behind.</summary>
/// <param name="Key">The key.</param>
/// <param name="Flags">The client's number.</param>
/// <param name="Value">The value, in base64.</param>
internal sealed record ExportedEntry(ByteString Key, ulong Flags, string Value)
{
    private const string GoType = "impexp.Entry";

    /// <summary>As Consul indents it: scripts compare exports as text.</summary>
    private static readonly JsonWriterOptions Indentation = GoJson.Pretty with
    {
        IndentCharacter = '\t',
        IndentSize = 1,
    };

    /// <summary>The JSON of all entries.</summary>
    public static byte[] Write(IReadOnlyList<DirEntry> entries)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Indentation))
        {
            writer.WriteStartArray();
            foreach (var entry in entries)
            {
                writer.WriteStartObject();
                writer.WriteString("key", entry.Key.ToString());
                writer.WriteNumber("flags", entry.Flags);
                writer.WriteString("value", Convert.ToBase64String(entry.Value ?? []));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The entries that a JSON text says.</summary>
    /// <exception cref="Foundation.Wire.JsonFormatException">It says none; Go's words.</exception>
    public static IReadOnlyList<ExportedEntry> Read(ReadOnlySpan<byte> json) =>
        GoJson.DecodeWith(
            json,
            static (ref Utf8JsonReader reader) => JsonRead.List(ref reader, "[]*" + GoType, ReadOne)
        ) ?? [];

    private static ExportedEntry ReadOne(ref Utf8JsonReader reader)
    {
        JsonRead.ExpectObject(ref reader, GoType);
        var entry = new ExportedEntry(ByteString.Empty, 0, "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name?.ToUpperInvariant())
            {
                case "KEY":
                    entry = entry with { Key = JsonRead.Key(ref reader, "string") };
                    break;
                case "FLAGS":
                    entry = entry with { Flags = JsonRead.Unsigned64(ref reader, "uint64") };
                    break;
                case "VALUE":
                    entry = entry with { Value = JsonRead.Text(ref reader, "string") };
                    break;
                default:
                    // Members of later versions; old exports must stay readable, new ones too.
                    reader.Skip();
                    break;
            }
        }

        return entry;
    }
}
