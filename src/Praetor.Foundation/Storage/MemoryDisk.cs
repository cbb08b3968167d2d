namespace Praetor.Foundation.Storage;

/// <summary>
/// A disk without a memory: what a process keeps in it ends with the process. For agents in development mode; it passes
/// the same contract suite as the real one, except that nothing survives.
/// </summary>
public sealed class MemoryDisk : IDisk
{
    // Guards everything below.
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, MemoryFile?> _entries = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _locks = new(StringComparer.Ordinal);

    public string Description => "memory";

    public void CreateDirectory(string path)
    {
        lock (_gate)
        {
            for (var end = path.IndexOf('/'); ; end = path.IndexOf('/', end + 1))
            {
                _entries.TryAdd(end < 0 ? path : path[..end], null);
                if (end < 0)
                {
                    break;
                }
            }
        }
    }

    public bool FileExists(string path)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(path, out var file) && file is not null;
        }
    }

    public IReadOnlyList<string> List(string path)
    {
        var prefix = Prefix(path);
        lock (_gate)
        {
            return _entries
                .Keys.Where(key => key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(key => key[prefix.Length..])
                .Where(name => !name.Contains('/', StringComparison.Ordinal))
                .ToArray();
        }
    }

    public IDiskFile OpenAppend(string path)
    {
        lock (_gate)
        {
            var slash = path.LastIndexOf('/');
            if (slash >= 0 && !_entries.ContainsKey(path[..slash]))
            {
                throw new StorageException($"opening {path}: its folder is not there") { IsMissing = true };
            }

            if (!_entries.TryGetValue(path, out var file) || file is null)
            {
                _entries[path] = file = new MemoryFile();
            }

            return new OpenFile(path, file);
        }
    }

    public IDiskFile OpenRead(string path)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(path, out var file) && file is not null
                ? new OpenFile(path, file)
                : throw new StorageException($"opening {path}: no such file") { IsMissing = true };
        }
    }

    public void Delete(string path)
    {
        lock (_gate)
        {
            _entries.Remove(path);
        }
    }

    public void DeleteDirectory(string path)
    {
        lock (_gate)
        {
            foreach (var key in Under(path))
            {
                _entries.Remove(key);
            }
        }
    }

    public void Rename(string source, string destination)
    {
        lock (_gate)
        {
            if (!_entries.ContainsKey(source))
            {
                throw new StorageException($"renaming to {destination} {source}: no such file") { IsMissing = true };
            }

            foreach (var key in Under(source))
            {
                _entries.Remove(key, out var file);
                _entries[destination + key[source.Length..]] = file;
            }
        }
    }

    public void SyncDirectory(string path)
    {
        // There is nothing that could be lost by itself.
    }

    public IDisposable Lock(string path)
    {
        lock (_gate)
        {
            return _locks.Add(path)
                ? new HeldLock(this, path)
                : throw new StorageException($"locking {path}: another holds it");
        }
    }

    private static string Prefix(string path) => path.Length == 0 ? "" : path + "/";

    private List<string> Under(string path) =>
        [.. _entries.Keys.Where(key => key == path || key.StartsWith(path + "/", StringComparison.Ordinal))];

    private sealed class HeldLock(MemoryDisk disk, string path) : IDisposable
    {
        public void Dispose()
        {
            lock (disk._gate)
            {
                disk._locks.Remove(path);
            }
        }
    }

    /// <summary>The bytes, in blocks, so that growth does not copy what is there.</summary>
    private sealed class MemoryFile
    {
        private const int BlockBytes = 64 << 10;

        private readonly Lock _gate = new();
        private readonly List<byte[]> _blocks = [];
        private long _length;

        public long Length
        {
            get
            {
                lock (_gate)
                {
                    return _length;
                }
            }
        }

        public void Append(ReadOnlySpan<byte> bytes)
        {
            lock (_gate)
            {
                while (!bytes.IsEmpty)
                {
                    var within = (int)(_length % BlockBytes);
                    if (_length == (long)_blocks.Count * BlockBytes)
                    {
                        _blocks.Add(new byte[BlockBytes]);
                    }

                    var taken = Math.Min(bytes.Length, BlockBytes - within);
                    bytes[..taken].CopyTo(_blocks[^1].AsSpan(within));
                    bytes = bytes[taken..];
                    _length += taken;
                }
            }
        }

        public int ReadAt(long offset, Span<byte> buffer)
        {
            lock (_gate)
            {
                var count = (int)Math.Clamp(_length - offset, 0, buffer.Length);
                for (var done = 0; done < count; )
                {
                    var within = (int)((offset + done) % BlockBytes);
                    var taken = Math.Min(count - done, BlockBytes - within);
                    _blocks[(int)((offset + done) / BlockBytes)].AsSpan(within, taken).CopyTo(buffer[done..]);
                    done += taken;
                }

                return count;
            }
        }

        public void Truncate(long length)
        {
            lock (_gate)
            {
                var blocks = (int)((length + BlockBytes - 1) / BlockBytes);
                _blocks.RemoveRange(blocks, _blocks.Count - blocks);
                _length = length;
            }
        }
    }

    private sealed class OpenFile(string path, MemoryFile file) : IDiskFile
    {
        public string Path => path;

        public long Length => file.Length;

        public void Append(ReadOnlySpan<byte> bytes) => file.Append(bytes);

        public int ReadAt(long offset, Span<byte> buffer) => file.ReadAt(offset, buffer);

        public void Truncate(long length) => file.Truncate(length);

        public ValueTask SyncAsync() => ValueTask.CompletedTask;

        public void Dispose()
        {
            // The bytes stay: the name holds them.
        }
    }
}
