using System.Text.Json;
using Praetor.Consensus.Core;
using Praetor.Foundation.Storage;

namespace Praetor.Consensus.Snapshots;

/// <summary>
/// The snapshots on disk, laid out as Consul does: a folder each, named term-index-milliseconds, with meta.json and
/// state.bin; it ends in .tmp until both are durable, and gets its name in one step.
/// </summary>
internal sealed class SnapshotStore(IDisk disk, string raftFolder, int retained)
{
    private const string Unfinished = ".tmp";
    private readonly string _folder = $"{raftFolder}/snapshots";

    /// <summary>Makes the folder, and clears away what a crash left unfinished. Once, at start.</summary>
    public void Prepare()
    {
        disk.CreateDirectory(_folder);
        foreach (var name in disk.List(_folder).Where(name => name.EndsWith(Unfinished, StringComparison.Ordinal)))
        {
            disk.DeleteDirectory($"{_folder}/{name}");
        }

        disk.SyncDirectory(_folder);
    }

    /// <summary>The complete snapshots, the newest first.</summary>
    /// <exception cref="StorageException">The disk fails, or a snapshot's meta.json is damaged.</exception>
    public IReadOnlyList<SnapshotMeta> List() =>
        [
            .. disk.List(_folder)
                .Where(name => !name.EndsWith(Unfinished, StringComparison.Ordinal))
                .Select(ReadMeta)
                .OrderByDescending(meta => meta.Term)
                .ThenByDescending(meta => meta.Index)
                .ThenByDescending(meta => meta.Id, StringComparer.Ordinal),
        ];

    /// <summary>Begins a snapshot; nothing of it is seen by others until <see cref="SnapshotWriter.CompleteAsync"/>.</summary>
    public SnapshotWriter Create(SnapshotMark mark, DateTimeOffset now)
    {
        var id = SnapshotMeta.NewId(mark, now);
        var temporary = $"{_folder}/{id}{Unfinished}";
        disk.DeleteDirectory(temporary);
        disk.CreateDirectory(temporary);
        return new SnapshotWriter(disk, this, _folder, id, mark);
    }

    /// <summary>Opens a snapshot's state to read.</summary>
    public Stream Open(SnapshotMeta meta) => new StateReadStream(disk.OpenRead($"{_folder}/{meta.Id}/state.bin"));

    /// <summary>Reads the whole state once against its checksum.</summary>
    /// <exception cref="StorageException">The disk fails, or the state is damaged.</exception>
    public void Verify(SnapshotMeta meta)
    {
        using var state = Open(meta);
        var checksum = new Crc64();
        var buffer = new byte[256 << 10];
        var size = 0L;
        for (int read; (read = state.Read(buffer)) > 0; size += read)
        {
            checksum.Append(buffer.AsSpan(0, read));
        }

        if (size != meta.Size || (meta.Checksum is { } expected && expected != checksum.Value))
        {
            throw Damaged($"{_folder}/{meta.Id}/state.bin", "its size or checksum is not what meta.json says", null);
        }
    }

    /// <summary>Deletes what is older than the snapshots to keep.</summary>
    public void Prune()
    {
        foreach (var old in List().Skip(retained))
        {
            // First the name, in one step: a crash must not leave half a snapshot that passes for a whole one
            // (regression: seed 2810).
            var unfinished = $"{_folder}/{old.Id}{Unfinished}";
            disk.DeleteDirectory(unfinished);
            disk.Rename($"{_folder}/{old.Id}", unfinished);
            disk.SyncDirectory(_folder);
            disk.DeleteDirectory(unfinished);
        }
    }

    private SnapshotMeta ReadMeta(string name)
    {
        var path = $"{_folder}/{name}/meta.json";
        using var file = disk.OpenRead(path);
        var bytes = new byte[(int)Math.Min(file.Length, SnapshotMeta.JsonBytesMax)];
        var read = file.ReadAt(0, bytes);
        try
        {
            return SnapshotMeta.FromJson(bytes.AsMemory(0, read)) with { Id = name };
        }
        catch (JsonException malformed)
        {
            throw Damaged(path, malformed.Message, malformed);
        }
    }

    private StorageException Damaged(string path, string what, Exception? inner) =>
        new(
            $"{disk.Description}/{path} is damaged: {what}; move the snapshot's folder away to start from an older one",
            inner
        )
        {
            IsCorrupt = true,
        };
}

/// <summary>A snapshot being written: first the state, through <see cref="State"/>, then <see cref="CompleteAsync"/>.</summary>
internal sealed class SnapshotWriter : IDisposable
{
    private readonly IDisk _disk;
    private readonly SnapshotStore _store;
    private readonly string _folder;
    private readonly string _temporary;
    private readonly string _id;
    private readonly SnapshotMark _mark;
    private readonly IDiskFile _file;
    private readonly Crc64 _checksum = new();
    private bool _isComplete;

    internal SnapshotWriter(IDisk disk, SnapshotStore store, string folder, string id, SnapshotMark mark)
    {
        (_disk, _store, _folder, _id, _mark) = (disk, store, folder, id, mark);
        _temporary = $"{folder}/{id}.tmp";
        _file = disk.OpenAppend($"{_temporary}/state.bin");
        State = new StateWriteStream(_file, _checksum);
    }

    /// <summary>Takes the state's bytes.</summary>
    public Stream State { get; }

    /// <summary>Makes the snapshot durable and gives it its name, then lets go of those that are too old.</summary>
    public async ValueTask<SnapshotMeta> CompleteAsync()
    {
        State.Flush();
        await _file.SyncAsync();
        var meta = new SnapshotMeta
        {
            Id = _id,
            Index = _mark.Index,
            Term = _mark.Term,
            Configuration = _mark.Configuration,
            ConfigurationIndex = _mark.ConfigurationIndex,
            Size = _file.Length,
            Checksum = _checksum.Value,
        };
        using (var file = _disk.OpenAppend($"{_temporary}/meta.json"))
        {
            file.Append(meta.ToJson());
            await file.SyncAsync();
        }

        _disk.SyncDirectory(_temporary);
        _disk.Rename(_temporary, $"{_folder}/{_id}");
        _disk.SyncDirectory(_folder);
        _isComplete = true;
        _store.Prune();
        return meta;
    }

    /// <summary>Lets go of the file; what is not complete is deleted.</summary>
    public void Dispose()
    {
        State.Dispose();
        _file.Dispose();
        if (!_isComplete)
        {
            _disk.DeleteDirectory(_temporary);
        }
    }
}
