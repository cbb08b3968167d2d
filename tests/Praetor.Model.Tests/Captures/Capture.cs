using System.Text.Json;

namespace Praetor.Model.Tests.Captures;

/// <summary>
/// Bytes recorded from Consul 1.16.4: what its log, its snapshots and its RPC hold. Named by id in failures.
/// </summary>
/// <param name="Id">For example <c>raft-log/0031</c>.</param>
/// <param name="Kind">The command, record or method.</param>
/// <param name="Bytes">The message; for log entries after the type byte.</param>
/// <param name="Reply">The reply, where it is an RPC that succeeded.</param>
internal sealed record Capture(string Id, string Kind, byte[] Bytes, byte[]? Reply)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Captures");

    public static IReadOnlyList<Capture> Log { get; } = Load("raft-log.jsonl", "kind", "hex", skip: 1);

    public static IReadOnlyList<Capture> Snapshot { get; } = Load("snapshot.jsonl", "kind", "hex", skip: 0);

    public static IReadOnlyList<Capture> Rpc { get; } = Load("rpc.jsonl", "method", "request", skip: 0);

    private static List<Capture> Load(string file, string kind, string bytes, int skip)
    {
        var captures = new List<Capture>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, file)))
        {
            using var row = JsonDocument.Parse(line);
            var root = row.RootElement;
            captures.Add(
                new Capture(
                    Text(root, "id")!,
                    Text(root, kind)!,
                    Convert.FromHexString(Text(root, bytes)!)[skip..],
                    Text(root, "reply") is { } reply ? Convert.FromHexString(reply) : null
                )
            );
        }

        return captures;
    }

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.GetString() : null;
}
