using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Praetor.Agent.Tests.Configuration;

/// <summary>Writes a JSON document as HCL, with blocks where an author would use blocks.</summary>
internal static class HclText
{
    public static string Of(JsonObject document)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in document)
        {
            Append(text, name, value!);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, JsonNode value)
    {
        switch (value)
        {
            case JsonObject block:
                text.Append(name).Append(" {\n").Append(Of(block)).Append("}\n");
                break;
            case JsonArray { Count: > 0 } blocks when blocks[0] is JsonObject:
                foreach (var block in blocks)
                {
                    Append(text, name, block!);
                }

                break;
            default:
                text.Append(name).Append(" = ").Append(JsonSerializer.Serialize(value)).Append('\n');
                break;
        }
    }
}
