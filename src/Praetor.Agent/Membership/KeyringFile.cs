using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Praetor.Foundation.Storage;
using Praetor.Gossip.Encryption;

namespace Praetor.Agent.Membership;

/// <summary>
/// The keys of a pool on disk: Consul's <c>serf/local.keyring</c> and <c>serf/remote.keyring</c>, a JSON array of base64, the
/// primary key first. The configured key only begins the file; from then on the file counts, since keys are rotated while
/// the pool runs.
/// </summary>
internal static partial class KeyringFile
{
    /// <summary>More than the ring may hold, with room for spaces.</summary>
    private const int BytesMax = 64 * 1024;

    /// <summary>Reads the ring, and begins the file where there is none and a key is configured.</summary>
    /// <param name="disk">Where; null for nowhere, so that only the configured key counts.</param>
    /// <param name="path">The file.</param>
    /// <param name="configured">The configured key in base64, which was checked; empty for none.</param>
    /// <returns>The ring; null where the pool is not encrypted.</returns>
    /// <exception cref="StorageException">The file cannot be read or written, or is no ring.</exception>
    public static async ValueTask<Keyring?> LoadAsync(IDisk? disk, string path, string configured)
    {
        byte[]? first = configured.Length > 0 ? Convert.FromBase64String(configured) : null;
        if (disk is null || (first is null && !disk.FileExists(path)))
        {
            return first is null ? null : Make(first, [], path);
        }

        if (!disk.FileExists(path))
        {
            await SaveAsync(disk, path, [first!]); // There is one: see above.
        }

        var keys = Read(disk, path);
        return Make(keys[0], keys.Skip(1), $"{disk.Description}/{path}");
    }

    /// <summary>Tells an operator whose configured key is not the pool's, or no longer.</summary>
    public static void WarnOfOtherKeys(Keyring? ring, string configured, string path, ILogger logger)
    {
        if (
            configured.Length > 0
            && ring is not null
            && !ring.Keys.Any(key => key.AsSpan().SequenceEqual(Convert.FromBase64String(configured)))
        )
        {
            LogOtherKeys(logger, path);
        }
    }

    /// <summary>Writes the ring anew, in one step, and makes it durable.</summary>
    /// <exception cref="StorageException">The disk does not let us.</exception>
    public static async ValueTask SaveAsync(IDisk disk, string path, IReadOnlyList<byte[]> keys)
    {
        var text = new StringBuilder("[\n");
        for (var i = 0; i < keys.Count; i++)
        {
            text.Append("  \"").Append(Convert.ToBase64String(keys[i])).Append(i + 1 < keys.Count ? "\",\n" : "\"\n");
        }

        text.Append(']');
        var folder = path[..path.LastIndexOf('/')];
        disk.CreateDirectory(folder);
        var fresh = path + ".tmp";
        disk.Delete(fresh);
        try
        {
            using (var file = disk.OpenAppend(fresh))
            {
                file.Append(Encoding.UTF8.GetBytes(text.ToString()));
                await file.SyncAsync();
            }

            disk.Rename(fresh, path);
        }
        catch (StorageException)
        {
            disk.Delete(fresh);
            throw;
        }

        disk.SyncDirectory(folder);
    }

    private static byte[][] Read(IDisk disk, string path)
    {
        using var file = disk.OpenRead(path);
        var bytes = new byte[Math.Min(file.Length, BytesMax)];
        var read = file.ReadAt(0, bytes);
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, read));
            byte[][] keys = [.. json.RootElement.EnumerateArray().Select(static key => key.GetBytesFromBase64())];
            return keys.Length > 0 ? keys : throw new StorageException($"{disk.Description}/{path} holds no key");
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException)
        {
            throw new StorageException(
                $"{disk.Description}/{path} is no keyring: {malformed.Message.TrimEnd('.')}. Restore it from another agent of the pool, or "
                    + "remove it to begin with the configured key"
            );
        }
    }

    private static Keyring Make(byte[] primary, IEnumerable<byte[]> others, string where)
    {
        var (ring, outcome) = Keyring.Create(primary, others);
        return ring ?? throw new StorageException($"{where}: {Keyring.Describe(outcome)}");
    }

    [LoggerMessage(
        EventId = 11606,
        Level = LogLevel.Warning,
        Message = "The configured gossip key is not among those kept in {Path}, which count; change keys with the keyring command"
    )]
    private static partial void LogOtherKeys(ILogger logger, string path);
}
