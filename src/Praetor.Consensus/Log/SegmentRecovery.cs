using Praetor.Foundation.Storage;

namespace Praetor.Consensus.Log;

/// <summary>What recovery took from the end of the log, for the operator to be told.</summary>
/// <param name="Path">The segment, below the disk's root.</param>
/// <param name="Offset">Where it was cut, in bytes; zero where the whole segment went, whose head was torn.</param>
/// <param name="Bytes">How many were there from the offset on.</param>
internal sealed record CutTail(string Path, long Offset, long Bytes);

/// <summary>What recovery finds in the segments: the files, and what the core must know of their entries.</summary>
internal sealed record RecoveredSegments
{
    /// <summary>In the order of their indexes, without gaps; the last is the one to append to.</summary>
    public List<LogSegment> Segments { get; } = [];

    /// <summary>The first index of each term.</summary>
    public List<(LogIndex First, Term Term)> Terms { get; } = [];

    /// <summary>Configuration entries, still encoded.</summary>
    public List<LogEntry> Configurations { get; } = [];

    /// <summary>The last entry; zero without one.</summary>
    public LogIndex Last { get; set; }

    /// <summary>Null when the log was whole.</summary>
    public CutTail? Cut { get; set; }
}

/// <summary>
/// Reads the whole log at start and decides what a crash may have done to it.
/// </summary>
/// <remarks>
/// A segment is begun only when the one before is durable to its end, so only the last can be torn. There, what is
/// damaged is cut off if it can be the rest of a write that was never confirmed, and refused if a later record proves
/// that it had been. What cannot be told: damage to the very last write that was confirmed.
/// </remarks>
internal static class SegmentRecovery
{
    /// <exception cref="StorageException">The disk fails, or the log is corrupt: the message names file and offset.</exception>
    public static async ValueTask<RecoveredSegments> ReadAsync(IDisk disk, string folder)
    {
        var found = new RecoveredSegments();

        // Names too may have been left in memory only.
        disk.SyncDirectory(folder);
        var firsts = disk.List(folder).Select(LogSegment.FirstIndexOf).OfType<LogIndex>().ToList();
        for (var at = 0; at < firsts.Count; at++)
        {
            var path = LogSegment.PathFor(folder, firsts[at]);
            if (at > 0 && firsts[at] != found.Last.Next)
            {
                throw Corrupt(disk, path, 0, $"the log continues with entry {firsts[at]} after entry {found.Last}");
            }

            await ReadSegmentAsync(disk, path, firsts[at], isLast: at == firsts.Count - 1, found);
        }

        return found;
    }

    private static async ValueTask ReadSegmentAsync(
        IDisk disk,
        string path,
        LogIndex first,
        bool isLast,
        RecoveredSegments found
    )
    {
        using var file = disk.OpenAppend(path);
        var bytes = new byte[file.Length];
        var length = file.ReadAt(0, bytes);
        if (LogSegment.TryReadHead(bytes.AsSpan(0, length), first) is not { } previousTerm)
        {
            CheckTorn(disk, path, bytes.AsSpan(0, length), 0, isLast, "the segment's head is damaged");

            // Never confirmed, not even its head: as if it had not been begun.
            disk.Delete(path);
            disk.SyncDirectory(path[..path.LastIndexOf('/')]);
            found.Cut = length > 0 ? new CutTail(path, 0, length) : null;
            return;
        }

        var segment = new LogSegment(path, first, previousTerm);
        var end = ReadRecords(bytes.AsSpan(0, length), segment, found);
        if (end < length)
        {
            CheckTorn(disk, path, bytes.AsSpan(0, length), end, isLast, "a record is damaged");
            file.Truncate(end);
            found.Cut = new CutTail(path, end, length - end);
        }

        if (isLast)
        {
            // A process that was killed between its write and its sync left bytes that are to be read and are not on disk.
            // From here on they count as durable, so they are made so (regression: disk seed 6).
            await file.SyncAsync();
        }

        found.Segments.Add(segment);
        found.Last = segment.LastIndex;
    }

    /// <returns>The offset behind the last good record.</returns>
    private static int ReadRecords(ReadOnlySpan<byte> bytes, LogSegment segment, RecoveredSegments found)
    {
        var offset = LogSegment.HeadBytes;
        while (
            LogRecord.TryRead(bytes[offset..], out var size, out _) is { } entry
            && entry.Index == segment.LastIndex.Next
        )
        {
            segment.Add(offset);
            offset += size;
            if (found.Terms.Count == 0 || found.Terms[^1].Term != entry.Term)
            {
                found.Terms.Add((entry.Index, entry.Term));
            }

            if (entry.Type == LogEntryType.Configuration)
            {
                found.Configurations.Add(entry);
            }
        }

        return offset;
    }

    /// <summary>Refuses damage that was durable once.</summary>
    private static void CheckTorn(
        IDisk disk,
        string path,
        ReadOnlySpan<byte> bytes,
        int damagedAt,
        bool isLast,
        string what
    )
    {
        if (!isLast)
        {
            throw Corrupt(disk, path, damagedAt, $"{what}, and the log goes on in another segment");
        }

        for (var from = damagedAt + 1; from < bytes.Length; from++)
        {
            var next = bytes[from..].IndexOf(LogRecord.Magic);
            if (next < 0)
            {
                return;
            }

            from += next;
            if (LogRecord.TryRead(bytes[from..], out _, out var synced) is { } entry && synced > damagedAt)
            {
                throw Corrupt(
                    disk,
                    path,
                    damagedAt,
                    $"{what}, and was good when entry {entry.Index} behind it was written"
                );
            }
        }
    }

    private static StorageException Corrupt(IDisk disk, string path, long offset, string what) =>
        new(
            $"{disk.Description}/{path} is corrupt at offset {offset}: {what}; "
                + "entries that were acknowledged may be lost, restore this server from a snapshot"
        )
        {
            IsCorrupt = true,
        };
}
