using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Praetor.Foundation.Storage;
using Praetor.Foundation.Wire;
using Praetor.Model.Json;
using Praetor.Model.Services;

namespace Praetor.Agent.Persistence;

/// <summary>
/// The services and checks that clients registered, on disk in the files Consul keeps them in, so that an agent that comes
/// back vouches for them again. One owner calls it, one call after another.
/// </summary>
/// <remarks>
/// A file is replaced as a whole: written beside it, made durable, renamed. What a TTL check last reported is written
/// without waiting for the disk: it is worth one report, and a file that a crash emptied is thrown away when read.
/// </remarks>
internal sealed partial class DefinitionFiles(IDisk disk, ILogger<DefinitionFiles> logger)
{
    private const string ServiceFolder = "services";
    private const string CheckFolder = "checks";
    private const string StateFolder = "checks/state";
    private const string TemporarySuffix = ".tmp";

    // A definition is at most what the API takes in a body.
    private const int FileLengthMax = 4 * 1024 * 1024 + 64 * 1024;

    /// <summary>Makes the folders.</summary>
    /// <exception cref="StorageException">The disk fails.</exception>
    public void Open()
    {
        disk.CreateDirectory(ServiceFolder);
        disk.CreateDirectory(CheckFolder);
        disk.CreateDirectory(StateFolder);
        disk.SyncDirectory(CheckFolder);
        disk.SyncDirectory("");
    }

    /// <summary>The services kept, in no particular but always the same order.</summary>
    public IEnumerable<PersistedService> Services() => ReadAll<PersistedService>(ServiceFolder);

    /// <summary>The checks kept, in no particular but always the same order.</summary>
    public IEnumerable<PersistedCheck> Checks() => ReadAll<PersistedCheck>(CheckFolder);

    /// <summary>What a check last reported; null when nothing is kept.</summary>
    public PersistedCheckState? State(string checkId) =>
        TryRead<PersistedCheckState>(PathOf(StateFolder, checkId)) is { } state && state.CheckID == checkId
            ? state
            : null;

    /// <summary>Keeps a service; when this completes a crash does not lose it.</summary>
    /// <exception cref="StorageException">The disk fails.</exception>
    public ValueTask SaveAsync(string id, PersistedService service) =>
        WriteAsync(ServiceFolder, id, service, isDurable: true);

    /// <summary>Keeps a check; when this completes a crash does not lose it.</summary>
    /// <exception cref="StorageException">The disk fails.</exception>
    public ValueTask SaveAsync(string id, PersistedCheck check) => WriteAsync(CheckFolder, id, check, isDurable: true);

    /// <summary>Keeps what a check reported; a crash may lose it.</summary>
    /// <exception cref="StorageException">The disk fails.</exception>
    public ValueTask SaveAsync(PersistedCheckState state) =>
        WriteAsync(StateFolder, state.CheckID, state, isDurable: false);

    /// <summary>Forgets a service.</summary>
    /// <exception cref="StorageException">The disk fails.</exception>
    public void DeleteService(string id) => Delete(ServiceFolder, id);

    /// <summary>Forgets a check and what it reported.</summary>
    /// <exception cref="StorageException">The disk fails.</exception>
    public void DeleteCheck(string id)
    {
        Delete(CheckFolder, id);
        DeleteState(id);
    }

    /// <summary>Forgets what a check reported.</summary>
    /// <exception cref="StorageException">The disk fails.</exception>
    public void DeleteState(string id) => disk.Delete(PathOf(StateFolder, id));

    private static string PathOf(string folder, string id) =>
        $"{folder}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";

    private void Delete(string folder, string id)
    {
        var path = PathOf(folder, id);
        if (disk.FileExists(path))
        {
            disk.Delete(path);
            disk.SyncDirectory(folder);
        }
    }

    private async ValueTask WriteAsync<T>(string folder, string id, T record, bool isDurable)
        where T : IJsonRecord<T>
    {
        var path = PathOf(folder, id);
        var temporary = path + TemporarySuffix;
        disk.Delete(temporary);
        using (var file = disk.OpenAppend(temporary))
        {
            file.Append(GoJson.Encode(record, GoJson.Compact));
            if (isDurable)
            {
                await file.SyncAsync();
            }
        }

        disk.Rename(temporary, path);
        if (isDurable)
        {
            disk.SyncDirectory(folder);
        }
    }

    private IEnumerable<T> ReadAll<T>(string folder)
        where T : class, IJsonRecord<T>
    {
        foreach (var name in disk.List(folder))
        {
            var path = $"{folder}/{name}";
            if (name.EndsWith(TemporarySuffix, StringComparison.Ordinal))
            {
                // Left by a crash before the rename; nobody was told that it is kept.
                disk.Delete(path);
            }
            else if (TryRead<T>(path) is { } record)
            {
                yield return record;
            }
        }
    }

    private T? TryRead<T>(string path)
        where T : class, IJsonRecord<T>
    {
        // Folders of later versions may lie beside the files: Consul has services/configs.
        if (!disk.FileExists(path))
        {
            return null;
        }

        using var file = disk.OpenRead(path);
        if (file.Length > FileLengthMax)
        {
            LogUnreadable(logger, path, "it is larger than any definition");
            return null;
        }

        var bytes = new byte[file.Length];
        var length = file.ReadAt(0, bytes);
        try
        {
            return GoJson.Decode<T>(bytes.AsSpan(0, length));
        }
        catch (JsonFormatException bad)
        {
            // One bad file must not keep the agent from vouching for everything else.
            LogUnreadable(logger, path, bad.Message);
            return null;
        }
    }

    [LoggerMessage(
        EventId = 11401,
        Level = LogLevel.Error,
        Message = "Failed reading a kept definition, it is left out: file={File} error={Fault}"
    )]
    private static partial void LogUnreadable(ILogger logger, string file, string fault);
}
