using System.Text.Json;

namespace Praetor.Dns.Tests.Captures;

/// <summary>A question to a real Consul 1.16.4, and its answer.</summary>
public sealed record Capture(string Id, byte[] Question, byte[] Answer)
{
    private static readonly IReadOnlyDictionary<string, Capture> ById = Load();

    public static IEnumerable<Capture> All => ById.Values;

    public static Capture Of(string id) => ById[id];

    private static SortedList<string, Capture> Load()
    {
        var captures = new SortedList<string, Capture>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Captures/dns.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            string Text(string name) => document.RootElement.GetProperty(name).GetString()!;
            captures.Add(
                Text("id"),
                new Capture(
                    Text("id"),
                    Convert.FromHexString(Text("question")),
                    Convert.FromHexString(Text("answer"))
                )
            );
        }

        return captures;
    }
}
