using System.Net;
using System.Text.Json;

namespace Praetor.Cli.Tests.Running;

/// <summary>
/// A command line that Consul 1.16 was given and what it did, copied from tests/golden. The exchanges with the agent
/// are not part of those recordings; they are what the agent was asked and said then.
/// </summary>
internal sealed record RecordedCase(
    string Name,
    IReadOnlyList<string> Line,
    IReadOnlyDictionary<string, string> Environment,
    string Input,
    IReadOnlyList<Exchange> Exchanges,
    int Exit,
    string Output,
    string Error
)
{
    /// <summary>The cases of a file in Recordings, in order.</summary>
    public static IReadOnlyList<RecordedCase> Load(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Recordings", file);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static RecordedCase Read(JsonElement item) =>
        new(
            Text(item, "name"),
            [.. item.GetProperty("argv").EnumerateArray().Select(word => word.GetString() ?? "")],
            item.TryGetProperty("env", out var environment)
                ? environment.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString() ?? "")
                : [],
            item.TryGetProperty("stdin", out _) ? Text(item, "stdin") : "",
            item.TryGetProperty("exchanges", out var exchanges) ? [.. exchanges.EnumerateArray().Select(Exchange)] : [],
            item.GetProperty("exit").GetInt32(),
            Text(item, "stdout"),
            Text(item, "stderr")
        );

    private static Exchange Exchange(JsonElement item) =>
        new(
            Text(item, "request"),
            (HttpStatusCode)item.GetProperty("status").GetInt32(),
            Text(item, "body"),
            item.TryGetProperty("sent", out var sent) ? sent.GetString() : null
        );

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";
}
