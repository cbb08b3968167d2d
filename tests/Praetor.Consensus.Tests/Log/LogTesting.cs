using System.Text;
using Praetor.Consensus.Log;
using Praetor.Foundation.Storage;
using Praetor.Foundation.Wire;

namespace Praetor.Consensus.Tests.Log;

/// <summary>Short ways to write and reopen a log.</summary>
internal static class LogTesting
{
    public const string Folder = "raft";

    public static LogEntry Entry(ulong index, ulong term = 1, string data = "data", string extensions = "") =>
        new()
        {
            Index = new LogIndex(index),
            Term = new Term(term),
            Type = LogEntryType.Command,
            Data = Encoding.UTF8.GetBytes(data),
            Extensions = Encoding.UTF8.GetBytes(extensions),
            AppendedAt = new GoTime(63_900_000_000 + (long)index, 123_456_789, GoTime.Utc),
        };

    public static ValueTask<RaftDisk> OpenAsync(IDisk disk, int segmentBytes = 400) =>
        RaftDisk.OpenAsync(disk, Folder, segmentBytes, snapshotsRetained: 2, founding: null);

    public static ValueTask AppendAsync(this RaftDisk open, params IEnumerable<LogEntry> entries) =>
        open.Log.WriteAsync([Write([.. entries.Select(entry => new LogOperation.Append(entry))])]);

    public static ValueTask PerformAsync(this RaftDisk open, params IReadOnlyList<LogOperation> operations) =>
        open.Log.WriteAsync([Write(operations)]);

    public static IReadOnlyList<LogEntry> ReadAll(this RaftDisk open)
    {
        var tail = open.Recovered.Tail;
        var entries = new List<LogEntry>();
        for (var next = tail.Previous.Next; next <= tail.Last; next = entries[^1].Index.Next)
        {
            entries.AddRange(open.Log.Read(next, tail.Last, 1 << 20)!);
        }

        return entries;
    }

    public static string Text(this LogEntry entry) => Encoding.UTF8.GetString(entry.Data.Span);

    private static LogWrite Write(IReadOnlyList<LogOperation> operations)
    {
        var write = new LogWrite(1);
        write.Operations.AddRange(operations);
        return write;
    }
}
