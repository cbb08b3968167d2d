using System.Text.Json;

namespace Praetor.Model.Tests.Json;

/// <summary>JSON recorded from Consul 1.16.4, a row a message.</summary>
internal static class RecordedJson
{
    public static IEnumerable<JsonElement> Rows(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Captures", file))
            .Select(line => JsonDocument.Parse(line).RootElement);
}
