using System.Text.Json;

namespace Praetor.Consensus.Tests.Captures;

/// <summary>
/// Bytes of real Consul 1.16.4 servers: entries of a log store (at most two of each kind), a whole snapshot archive, and
/// the meta.json of a snapshot on disk.
/// </summary>
internal static class Capture
{
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Captures", name));

    public static IEnumerable<(string Id, int Type, ulong Index, byte[] Data, byte[] Stored)> LogEntries() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Captures", "raft-log.jsonl")).Select(ReadEntry);

    private static (string Id, int Type, ulong Index, byte[] Data, byte[] Stored) ReadEntry(string line)
    {
        using var json = JsonDocument.Parse(line);
        var row = json.RootElement;
        return (
            row.GetProperty("id").GetString()!,
            row.GetProperty("logType").GetInt32(),
            row.GetProperty("index").GetUInt64(),
            Convert.FromHexString(row.GetProperty("data").GetString()!),
            Convert.FromHexString(row.GetProperty("stored").GetString()!)
        );
    }
}
