using System.Buffers.Binary;
using System.Text;
using Praetor.Foundation.Storage;

namespace Praetor.Consensus.Log;

/// <summary>
/// Term and vote on disk: a file that is replaced whole, so that a crash leaves the old or the new pair and never a mix.
/// Magic "PRAETTRM", term (u64), length of the vote (i32, -1 for none), its UTF-8 bytes, CRC-32C of all before.
/// </summary>
internal static class HardStateFile
{
    private const string Name = "term";
    private const int HeadBytes = 20;

    /// <exception cref="StorageException">The disk fails, or the file is damaged.</exception>
    public static HardState Read(IDisk disk, string folder)
    {
        var path = $"{folder}/{Name}";
        if (!disk.FileExists(path))
        {
            return HardState.Initial;
        }

        using var file = disk.OpenRead(path);
        var bytes = new byte[Math.Min(file.Length, 64 << 10)];
        var read = bytes.AsSpan(0, file.ReadAt(0, bytes));
        if (read.Length < HeadBytes + 4 || !read.StartsWith("PRAETTRM"u8))
        {
            throw Damaged(disk, path);
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(read[16..]);
        var end = HeadBytes + Math.Max(length, 0);
        if (
            length < -1
            || read.Length != end + 4
            || BinaryPrimitives.ReadUInt32LittleEndian(read[end..]) != Checksum.Of(read[..end])
        )
        {
            throw Damaged(disk, path);
        }

        return new HardState(
            new Term(BinaryPrimitives.ReadUInt64LittleEndian(read[8..])),
            length < 0 ? null : new ServerId(Encoding.UTF8.GetString(read[HeadBytes..end]))
        );
    }

    /// <summary>Completes when the pair is durable.</summary>
    public static async ValueTask WriteAsync(IDisk disk, string folder, HardState state)
    {
        var vote = state.Vote is { } id ? Encoding.UTF8.GetBytes(id.Value) : null;
        var bytes = new byte[HeadBytes + (vote?.Length ?? 0) + 4];
        "PRAETTRM"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), state.Term.Value);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), vote?.Length ?? -1);
        vote?.CopyTo(bytes, HeadBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(
            bytes.AsSpan(bytes.Length - 4),
            Checksum.Of(bytes.AsSpan(0, bytes.Length - 4))
        );

        var temporary = $"{folder}/{Name}.tmp";
        disk.Delete(temporary);
        using (var file = disk.OpenAppend(temporary))
        {
            file.Append(bytes);
            await file.SyncAsync();
        }

        disk.Rename(temporary, $"{folder}/{Name}");
        disk.SyncDirectory(folder);
    }

    private static StorageException Damaged(IDisk disk, string path) =>
        new($"{disk.Description}/{path}: term and vote are damaged; restore this server from a snapshot")
        {
            IsCorrupt = true,
        };
}
