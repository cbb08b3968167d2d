using Praetor.Agent.Configuration;
using Praetor.Foundation.Ids;
using Praetor.Foundation.Storage;

namespace Praetor.Composition;

/// <summary>The agent's UUID: from the configuration, else from the data directory, else new and kept there.</summary>
internal static class NodeIdentity
{
    private const string FileName = "node-id";
    private const int FileLengthMax = 64;

    /// <exception cref="StorageException">The data directory cannot be read or written.</exception>
    public static async ValueTask<string> ResolveAsync(NodeConfig config, IDisk disk, IIdSource ids)
    {
        var kept = Read(disk);
        var id = config.Id.Length > 0 ? config.Id : kept ?? ids.NewUuid();
        if (id != kept)
        {
            await WriteAsync(disk, id);
        }

        return id;
    }

    private static string? Read(IDisk disk)
    {
        if (!disk.FileExists(FileName))
        {
            return null;
        }

        using var file = disk.OpenRead(FileName);
        var bytes = new byte[FileLengthMax];
        var length = file.ReadAt(0, bytes);
        var text = System.Text.Encoding.UTF8.GetString(bytes, 0, length).Trim().ToLowerInvariant();
        return Guid.TryParseExact(text, "D", out _)
            ? text
            : throw new StorageException(
                $"{disk.Description}/{FileName} does not hold a UUID; put the node's ID there, or remove the file"
            );
    }

    private static async ValueTask WriteAsync(IDisk disk, string id)
    {
        const string Temporary = FileName + ".tmp";
        disk.Delete(Temporary);
        using (var file = disk.OpenAppend(Temporary))
        {
            file.Append(System.Text.Encoding.UTF8.GetBytes(id));
            await file.SyncAsync();
        }

        disk.Rename(Temporary, FileName);
        disk.SyncDirectory("");
    }
}
