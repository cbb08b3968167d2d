using Praetor.Foundation.Storage;

namespace Praetor.TestKit.Storage;

/// <summary>
/// A disk that keeps no more than it promises: <see cref="Crash"/> drops what was not synced, or tears it at any byte.
/// It can also fill up, fail, be slow, and rot.
/// </summary>
/// <param name="random">Decides what a crash leaves.</param>
/// <param name="time">For slow syncs; null where syncs are never slow.</param>
public sealed class SimDisk(Random random, TimeProvider? time = null) : IDisk
{
    // Null stands for a folder.
    private SortedDictionary<string, SimFile?> _names = new(StringComparer.Ordinal);
    private SortedDictionary<string, SimFile?> _durableNames = new(StringComparer.Ordinal);
    private readonly List<(string Folder, Action<SortedDictionary<string, SimFile?>> Change)> _unsynced = [];
    private readonly SortedSet<string> _locks = new(StringComparer.Ordinal);
    private readonly TimeProvider? _time = time;
    private int _life;
    private bool _isDead;

    public string Description => "simulated";

    /// <summary>How many bytes may still be appended before the disk is full.</summary>
    public long BytesLeft { get; set; } = long.MaxValue;

    /// <summary>Whether syncs fail; what they should have made durable is as lost as before.</summary>
    public bool FailsSyncs { get; set; }

    /// <summary>How long a sync takes.</summary>
    public TimeSpan SyncTakes { get; set; }

    /// <summary>
    /// After how many more changes (appends, syncs, names) the power fails, in the midst of one; null for never. Then every
    /// call throws <see cref="PowerFailedException"/> until <see cref="Crash"/>.
    /// </summary>
    public int? ChangesUntilPowerFails { get; set; }

    /// <summary>How many syncs were completed.</summary>
    public int Syncs { get; private set; }

    /// <summary>How many files are open.</summary>
    public int OpenFiles { get; private set; }

    /// <summary>The power fails and comes back: files opened before are useless, and locks are free.</summary>
    public void Crash()
    {
        Kill();
        foreach (var (_, change) in _unsynced.Take(random.Next(_unsynced.Count + 1)))
        {
            change(_durableNames);
        }

        _unsynced.Clear();
        _names = new SortedDictionary<string, SimFile?>(_durableNames, StringComparer.Ordinal);
        foreach (var file in _names.Values.OfType<SimFile>().Distinct())
        {
            file.Crash(random);
        }
    }

    /// <summary>
    /// The process is killed and the machine lives on: everything written is still to be read, and what was not synced may
    /// still be lost when the power fails later.
    /// </summary>
    public void Kill()
    {
        _life++;
        _isDead = false;
        ChangesUntilPowerFails = null;
        OpenFiles = 0;
        _locks.Clear();
    }

    /// <summary>Turns the bits of one byte of a file over, for good.</summary>
    public void Corrupt(string path, int offset) => File(path, "corrupting").Corrupt(offset);

    public void CreateDirectory(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); ; end = path.IndexOf('/', end + 1))
        {
            var folder = end < 0 ? path : path[..end];
            if (!_names.ContainsKey(folder))
            {
                Change(folder, names => names[folder] = null);
            }

            if (end < 0)
            {
                break;
            }
        }
    }

    public bool FileExists(string path) => _names.TryGetValue(path, out var file) && file is not null;

    public IReadOnlyList<string> List(string path)
    {
        var prefix = path.Length == 0 ? "" : path + "/";
        return
        [
            .. _names
                .Keys.Where(key => key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(key => key[prefix.Length..])
                .Where(name => !name.Contains('/', StringComparison.Ordinal)),
        ];
    }

    public IDiskFile OpenAppend(string path)
    {
        var folder = FolderOf(path);
        if (folder.Length > 0 && !_names.ContainsKey(folder))
        {
            throw new StorageException($"opening {path}: its folder is not there") { IsMissing = true };
        }

        if (!FileExists(path))
        {
            var file = new SimFile();
            Change(path, names => names[path] = file);
        }

        return Open(path);
    }

    public IDiskFile OpenRead(string path) => Open(path);

    public void Delete(string path)
    {
        if (_names.ContainsKey(path))
        {
            Change(path, names => names.Remove(path));
        }
    }

    public void DeleteDirectory(string path)
    {
        foreach (var key in Under(_names, path).AsEnumerable().Reverse())
        {
            Change(key, names => names.Remove(key));
        }
    }

    public void Rename(string source, string destination)
    {
        if (!_names.ContainsKey(source))
        {
            throw new StorageException($"renaming to {destination} {source}: no such file") { IsMissing = true };
        }

        Change(
            destination,
            names =>
            {
                foreach (var key in Under(names, source))
                {
                    names.Remove(key, out var file);
                    names[destination + key[source.Length..]] = file;
                }
            }
        );
    }

    public void SyncDirectory(string path) => Perform(() => SyncNames(path));

    private void SyncNames(string path)
    {
        // As a journal does: what came before the last change of this folder is kept with it.
        var count = _unsynced.FindLastIndex(change => change.Folder == path) + 1;
        foreach (var (_, change) in _unsynced.Take(count))
        {
            change(_durableNames);
        }

        _unsynced.RemoveRange(0, count);
    }

    public IDisposable Lock(string path) =>
        _locks.Add(path)
            ? new HeldLock(this, path, _life)
            : throw new StorageException($"locking {path}: another holds it");

    private static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    private static List<string> Under(SortedDictionary<string, SimFile?> names, string path) =>
        [.. names.Keys.Where(key => key == path || key.StartsWith(path + "/", StringComparison.Ordinal))];

    private void Change(string path, Action<SortedDictionary<string, SimFile?>> change)
    {
        Perform(() =>
        {
            change(_names);
            _unsynced.Add((FolderOf(path), change));
        });
    }

    /// <summary>Does a change, unless the power fails just before it, or just behind it.</summary>
    private void Perform(Action change)
    {
        if (_isDead)
        {
            throw new PowerFailedException();
        }

        if (ChangesUntilPowerFails is not { } left)
        {
            change();
            return;
        }

        ChangesUntilPowerFails = left - 1;
        _isDead = left <= 0;
        if (!_isDead || random.Next(2) == 0)
        {
            change();
        }

        if (_isDead)
        {
            throw new PowerFailedException();
        }
    }

    private SimFile File(string path, string what) =>
        _names.TryGetValue(path, out var file) && file is not null
            ? file
            : throw new StorageException($"{what} {path}: no such file") { IsMissing = true };

    private OpenFile Open(string path)
    {
        var file = File(path, "opening");
        OpenFiles++;
        return new OpenFile(this, path, file, _life);
    }

    private sealed class HeldLock(SimDisk disk, string path, int life) : IDisposable
    {
        public void Dispose()
        {
            if (life == disk._life)
            {
                disk._locks.Remove(path);
            }
        }
    }

    private sealed class OpenFile(SimDisk disk, string path, SimFile file, int life) : IDiskFile
    {
        private bool _isClosed;

        public string Path => path;

        public long Length => file.Length;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            CheckAlive();
            var room = (int)Math.Min(bytes.Length, disk.BytesLeft);
            var copy = bytes[..room].ToArray();
            disk.Perform(() => file.Append(copy));
            disk.BytesLeft -= room;
            if (room < bytes.Length)
            {
                throw new StorageException($"writing to {path}: no space left on device");
            }
        }

        public int ReadAt(long offset, Span<byte> buffer)
        {
            CheckAlive();
            return file.ReadAt(offset, buffer);
        }

        public void Truncate(long length)
        {
            CheckAlive();
            disk.Perform(() => file.Truncate(length));
        }

        public async ValueTask SyncAsync()
        {
            CheckAlive();
            if (disk.SyncTakes > TimeSpan.Zero && disk._time is { } time)
            {
                await Task.Delay(disk.SyncTakes, time);
                CheckAlive();
            }

            if (disk.FailsSyncs)
            {
                throw new StorageException($"syncing {path}: input/output error");
            }

            disk.Perform(file.Sync);
            disk.Syncs++;
        }

        public void Dispose()
        {
            if (!_isClosed && life == disk._life)
            {
                disk.OpenFiles--;
            }

            _isClosed = true;
        }

        private void CheckAlive()
        {
            if (life != disk._life)
            {
                throw new StorageException($"using {path}: it was opened before the crash");
            }
        }
    }
}

/// <summary>The simulated power is gone; nobody in the system under test may survive it.</summary>
public sealed class PowerFailedException() : Exception("The power has failed.");
