using System.Buffers;
using System.Text.Json;
using Praetor.Foundation.Hcl;
using Praetor.Model.Json;

namespace Praetor.Cli.Services;

/// <summary>
/// Makes of a service definition, as configuration files have it, the JSON that the HTTP API takes. The two have the
/// same members; files write their names in lower case with underscores between the words, and HCL writes a list of
/// one where an object is meant.
/// </summary>
internal static class DefinitionJson
{
    /// <summary>Members that are lists; every other block that stands once is an object.</summary>
    private static readonly string[] Lists = ["CHECKS", "UPSTREAMS", "PATHS", "ENVOYEXTENSIONS"];

    /// <summary>Members whose own members have names of the author's, which stay as they are.</summary>
    private static readonly string[] OwnNames = ["META", "HEADER", "CONFIG", "TAGGEDADDRESSES", "ARGUMENTS"];

    /// <summary>The JSON of one definition.</summary>
    public static byte[] Of(ObjectNode definition)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, GoJson.Compact))
        {
            WriteObject(writer, definition, keepsNames: false);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, ObjectNode node, bool keepsNames)
    {
        writer.WriteStartObject();
        // A key that is written twice means its last value, as in a file the agent reads.
        foreach (var same in node.Entries.GroupBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase))
        {
            var entry = same.Last();
            var name = keepsNames ? entry.Key : entry.Key.Replace("_", "", StringComparison.Ordinal);
            writer.WritePropertyName(name);
            Write(writer, name.ToUpperInvariant(), entry.Value, keepsNames);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, ValueNode node, bool isWithinOwnNames)
    {
        switch (node)
        {
            case ObjectNode single:
                // The addresses are named by the author, what is in them is not.
                WriteObject(writer, single, OwnNames.Contains(name) || (isWithinOwnNames && name != "TAGGEDADDRESSES"));
                break;
            case ListNode { IsBlocks: true, Items: [.., var last] } when !Lists.Contains(name):
                Write(writer, name, last, isWithinOwnNames);
                break;
            case ListNode list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, "", item, isWithinOwnNames);
                }

                writer.WriteEndArray();
                break;
            case TextNode text:
                writer.WriteStringValue(text.Text);
                break;
            case NumberNode { Whole: { } whole }:
                writer.WriteNumberValue(whole);
                break;
            case NumberNode number:
                writer.WriteNumberValue(number.Value);
                break;
            case TruthNode truth:
                writer.WriteBooleanValue(truth.Value);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
