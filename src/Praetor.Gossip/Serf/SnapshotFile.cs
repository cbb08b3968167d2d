using System.Text;
using Praetor.Foundation.Storage;

namespace Praetor.Gossip.Serf;

/// <summary>
/// Serf's snapshot on a disk: lines that are appended, and written anew when there are too many. It is read at the start,
/// to rejoin and to go on with the clocks. What a crash takes from its end costs a member to ask or an event seen twice, so
/// that nothing waits for the disk.
/// </summary>
/// <remarks>One caller at a time. A line without its end, after a crash, is left out.</remarks>
internal sealed class SnapshotFile : IDisposable
{
    private const int CompactBytesMin = 128 * 1024;
    private const int MemberBytes = 128;
    private const int CompactFactor = 2;

    /// <summary>A file larger than this is none we wrote; its lines are not read.</summary>
    private const int BytesMax = 64 * 1024 * 1024;

    private readonly IDisk _disk;
    private readonly string _path;
    private readonly bool _rejoinsAfterLeave;
    private IDiskFile _file;

    // A disk failed in the midst of a line, or of compaction: nothing must be appended behind that.
    private bool _isBehind;

    private SnapshotFile(IDisk disk, string path, bool rejoinsAfterLeave, SnapshotState state)
    {
        (_disk, _path, _rejoinsAfterLeave, State) = (disk, path, rejoinsAfterLeave, state);
        _file = disk.OpenAppend(path);
    }

    /// <summary>What the lines add up to.</summary>
    public SnapshotState State { get; }

    /// <summary>Opens the file, and makes it where it does not exist.</summary>
    /// <exception cref="StorageException">The disk does not let us, or the file is no snapshot.</exception>
    public static SnapshotFile Open(IDisk disk, string path, bool rejoinsAfterLeave)
    {
        disk.CreateDirectory(path[..Math.Max(path.LastIndexOf('/'), 0)]);
        var state = new SnapshotState();
        var (text, isWhole) = disk.FileExists(path) ? Read(disk, path) : ("", true);
        foreach (var line in text.Split('\n'))
        {
            if (SnapshotLine.Parse(line) is { } parsed)
            {
                state.Apply(parsed, rejoinsAfterLeave);
            }
        }

        var file = new SnapshotFile(disk, path, rejoinsAfterLeave, state);
        if (!isWhole)
        {
            // The next line must not be appended to half of another.
            file.Compact();
        }

        return file;
    }

    /// <summary>Appends lines. After a failure, the next call writes all of it anew.</summary>
    /// <exception cref="StorageException">The disk does not let us.</exception>
    public void Append(IReadOnlyList<SnapshotLine> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var text = new StringBuilder();
        foreach (var line in lines)
        {
            State.Apply(line, _rejoinsAfterLeave);
            text.Append(line).Append('\n');
        }

        if (_isBehind)
        {
            Compact();
            return;
        }

        try
        {
            _file.Append(Encoding.UTF8.GetBytes(text.ToString()));
        }
        catch (StorageException)
        {
            _isBehind = true;
            throw;
        }

        if (_file.Length > Math.Max(CompactBytesMin, CompactFactor * MemberBytes * State.Members.Count))
        {
            Compact();
        }
    }

    /// <summary>Makes what was appended durable.</summary>
    /// <exception cref="StorageException">The disk does not let us.</exception>
    public ValueTask SyncAsync() => _file.SyncAsync();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static (string Text, bool IsWhole) Read(IDisk disk, string path)
    {
        using var file = disk.OpenRead(path);
        if (file.Length > BytesMax)
        {
            throw new StorageException($"{path} in {disk.Description} is no Serf snapshot: it has {file.Length} bytes");
        }

        var bytes = new byte[file.Length];
        var read = file.ReadAt(0, bytes);
        var whole = bytes.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
        return (Encoding.UTF8.GetString(bytes, 0, whole), whole == read);
    }

    private void Compact()
    {
        _isBehind = true;
        var fresh = _path + ".compact";
        _disk.Delete(fresh);
        var text = new StringBuilder();
        foreach (var line in State.ToLines())
        {
            text.Append(line).Append('\n');
        }

        using (var file = _disk.OpenAppend(fresh))
        {
            file.Append(Encoding.UTF8.GetBytes(text.ToString()));
        }

        _disk.Rename(fresh, _path);
        var renamed = _disk.OpenAppend(_path);
        _file.Dispose();
        _file = renamed;
        _isBehind = false;
    }
}
