using System.Buffers;
using Praetor.Foundation;
using Praetor.Foundation.Storage;

namespace Praetor.Consensus.Log;

/// <summary>
/// The log on disk. Written by one loop, in writes that each end with a sync; read from any thread, as far as it is
/// durable. Only the segment being written is kept open.
/// </summary>
internal sealed class SegmentedLog : IDisposable
{
    // What one write of a busy server takes. A buffer that a huge entry has blown up is not kept.
    private const int BufferBytes = 256 << 10;
    private const int BufferKeptBytesMax = 8 << 20;

    private readonly IDisk _disk;
    private readonly string _folder;
    private readonly int _segmentBytes;
    private ArrayBufferWriter<byte> _buffer = new(BufferBytes);
    private readonly List<int> _buffered = [];

    // Replaced whole, so that readers see one state of it.
    private volatile LogSegment[] _segments;
    private IDiskFile? _active;

    // How much of the active segment is durable, and whether its name is.
    private long _synced;
    private bool _isNameDurable;

    // The term of the last entry, for the head of the next segment.
    private Term _lastTerm;

    /// <param name="lastTerm">The term of the last entry, or of the snapshot that stands for it.</param>
    public SegmentedLog(IDisk disk, string folder, int segmentBytes, RecoveredSegments recovered, Term lastTerm)
    {
        (_disk, _folder, _segmentBytes, _lastTerm) = (disk, folder, segmentBytes, lastTerm);
        _segments = [.. recovered.Segments];
        OpenLast();
    }

    private string SegmentFolder => FolderOf(_folder);

    /// <summary>Where the segments of a Raft folder are.</summary>
    public static string FolderOf(string folder) => $"{folder}/log";

    /// <summary>Performs writes in their order. Completes when all of them are durable, by one sync if they only append.</summary>
    /// <exception cref="StorageException">The disk failed: the log must not be used any more, and the process ends.</exception>
    public async ValueTask WriteAsync(IReadOnlyList<LogWrite> writes)
    {
        HardState? state = null;
        foreach (var write in writes)
        {
            state = write.State ?? state;
        }

        if (state is not null)
        {
            // Before the entries: a vote is never sent before it is on disk, and no entry may be from a term above ours.
            await HardStateFile.WriteAsync(_disk, _folder, state);
        }

        foreach (var write in writes)
        {
            foreach (var operation in write.Operations)
            {
                await PerformAsync(operation);
            }
        }

        await SyncAsync();
    }

    /// <summary>Reads durable entries, from an index up to another, within a bound of bytes (but at least one entry).</summary>
    /// <returns>Null if the first of them is no longer in the log.</returns>
    public List<LogEntry>? Read(LogIndex from, LogIndex lastMax, int bytesMax)
    {
        var segments = _segments;
        var at = Array.FindLastIndex(segments, segment => segment.FirstIndex <= from);
        var entries = new List<LogEntry>();
        for (var bytes = 0L; at >= 0 && at < segments.Length && bytes < bytesMax && from <= lastMax; at++)
        {
            try
            {
                bytes += ReadSegment(segments[at], from, lastMax, bytesMax - bytes, entries);
            }
            catch (StorageException gone) when (gone.IsMissing && entries.Count == 0)
            {
                return null; // Compacted while we looked.
            }

            from = entries.Count > 0 ? entries[^1].Index.Next : lastMax.Next;
        }

        return entries.Count > 0 ? entries : null;
    }

    public void Dispose() => _active?.Dispose();

    private async ValueTask PerformAsync(LogOperation operation)
    {
        switch (operation)
        {
            case LogOperation.Append append:
                await AppendAsync(append.Entry);
                break;
            case LogOperation.TruncateFrom truncate:
                await SyncAsync();
                await TruncateFromAsync(truncate.Index);
                _lastTerm = truncate.PreviousTerm;
                break;
            case LogOperation.CompactTo compact:
                CompactTo(compact.Index);
                break;
            case LogOperation.Reset reset:
                await SyncAsync();
                Reset();
                _lastTerm = reset.SnapshotTerm;
                break;
            default:
                throw new InvariantException($"Unhandled operation {operation}.");
        }
    }

    private async ValueTask AppendAsync(LogEntry entry)
    {
        if (_active is not null && _active.Length + _buffer.WrittenCount >= _segmentBytes)
        {
            // The next segment is begun only when this one is durable to its end: recovery relies on it.
            await SyncAsync();
            _active.Dispose();
            _active = null;
        }

        if (_active is null)
        {
            Begin(entry);
        }

        Invariant.Check(entry.Index == _segments[^1].LastIndex.Plus(_buffered.Count + 1L), "The log has no gaps.");
        _buffered.Add((int)_active!.Length + _buffer.WrittenCount); // Not null: begun above.
        LogRecord.Write(entry, _synced, _buffer);
        _lastTerm = entry.Term;
    }

    private void Begin(LogEntry first)
    {
        Invariant.Check(_buffered.Count == 0, "A segment is begun with nothing left for the one before.");
        var segment = new LogSegment(LogSegment.PathFor(SegmentFolder, first.Index), first.Index, _lastTerm);
        _active = _disk.OpenAppend(segment.Path);
        Invariant.Check(_active.Length == 0, "A new segment's file is new.");
        _active.Append(segment.Head());
        (_synced, _isNameDurable) = (0, false);
        _segments = [.. _segments, segment];
    }

    private async ValueTask SyncAsync()
    {
        if (_buffered.Count == 0)
        {
            return;
        }

        var active = _active!; // Not null: something was buffered for it.
        active.Append(_buffer.WrittenSpan);
        await active.SyncAsync();
        if (!_isNameDurable)
        {
            _disk.SyncDirectory(SegmentFolder);
            _isNameDurable = true;
        }

        _synced = active.Length;
        foreach (var offset in _buffered)
        {
            _segments[^1].Add(offset);
        }

        _buffered.Clear();
        if (_buffer.Capacity > BufferKeptBytesMax)
        {
            _buffer = new ArrayBufferWriter<byte>(BufferBytes);
        }

        _buffer.ResetWrittenCount();
    }

    /// <remarks>From the newest file back: wherever a crash stops it, what is left is a log without gaps.</remarks>
    private async ValueTask TruncateFromAsync(LogIndex index)
    {
        while (_segments.Length > 0 && _segments[^1].FirstIndex >= index)
        {
            DeleteLast();
        }

        if (_segments.Length > 0 && _segments[^1] is var last && last.OffsetOf(index) is { } offset)
        {
            OpenLast();
            last.TruncateFrom(index);
            _active!.Truncate(offset); // Not null: there is a last segment.
            await _active.SyncAsync();
            _synced = offset;
        }
    }

    private void CompactTo(LogIndex index)
    {
        var segments = _segments;
        var gone = 0;
        while (gone + 1 < segments.Length && segments[gone].LastIndex <= index)
        {
            gone++;
        }

        // Out of the readers' sight first. If a crash brings some back, they are only older than needed.
        _segments = segments[gone..];
        foreach (var segment in segments.AsSpan(0, gone))
        {
            _disk.Delete(segment.Path);
        }

        if (gone > 0)
        {
            _disk.SyncDirectory(SegmentFolder);
        }
    }

    private void Reset()
    {
        while (_segments.Length > 0)
        {
            DeleteLast();
        }
    }

    private void DeleteLast()
    {
        _active?.Dispose();
        _active = null;
        var last = _segments[^1];
        _segments = _segments[..^1];
        _disk.Delete(last.Path);
        _disk.SyncDirectory(SegmentFolder);
    }

    private void OpenLast()
    {
        if (_active is null && _segments.Length > 0)
        {
            _active = _disk.OpenAppend(_segments[^1].Path);
            (_synced, _isNameDurable) = (_active.Length, true);
        }
    }

    private int ReadSegment(LogSegment segment, LogIndex from, LogIndex lastMax, long bytesMax, List<LogEntry> entries)
    {
        if (segment.OffsetOf(from) is not { } start)
        {
            return 0;
        }

        var last = LogIndex.Min(lastMax, segment.LastIndex);
        using var file = _disk.OpenRead(segment.Path);
        var end = segment.OffsetOf(last.Next) ?? (int)file.Length;
        var limit = Math.Min(end, start + Math.Max(bytesMax, EndOf(segment, from, end) - start));
        var bytes = new byte[limit - start];
        var available = bytes.AsSpan(0, file.ReadAt(start, bytes));
        var used = 0;
        while (from <= last && LogRecord.TryRead(available[used..], out var size, out _) is { } entry)
        {
            Invariant.Check(entry.Index == from, "An entry is where the log says it is.");
            entries.Add(entry);
            used += size;
            from = from.Next;
        }

        if (used == 0)
        {
            throw new StorageException(
                $"{_disk.Description}/{segment.Path} is corrupt at offset {start}: entry {from} is damaged"
            )
            {
                IsCorrupt = true,
            };
        }

        return used;
    }

    private static int EndOf(LogSegment segment, LogIndex index, int end) => segment.OffsetOf(index.Next) ?? end;
}
