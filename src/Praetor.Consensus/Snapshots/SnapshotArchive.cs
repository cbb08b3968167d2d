using System.Buffers;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Praetor.Consensus.Snapshots;

/// <summary>
/// Consul's snapshot file: a gzipped tar with exactly meta.json, state.bin and SHA256SUMS. What `consul snapshot save`
/// writes is read, and what is written here, `consul snapshot restore` and `inspect` read.
/// </summary>
public static class SnapshotArchive
{
    private const string MetaName = "meta.json";
    private const string StateName = "state.bin";
    private const string SumsName = "SHA256SUMS";

    // Two lines of less than 100 bytes.
    private const int SumsBytesMax = 4096;

    /// <summary>Writes an archive.</summary>
    /// <param name="snapshot">What the state is; its checksum is left out, as Consul does.</param>
    /// <param name="state">The state, read to its end; it must have <see cref="SnapshotMeta.Size"/> bytes.</param>
    /// <param name="output">Left open.</param>
    /// <param name="cancellationToken">Breaks off; what is written then is no archive.</param>
    public static async Task WriteAsync(
        SnapshotMeta snapshot,
        Stream state,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var meta = (snapshot with { Checksum = null }).ToJson();
        await using var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Ustar, leaveOpen: true);
        await WriteMemberAsync(tar, MetaName, new MemoryStream(meta), cancellationToken);

        using var sum = SHA256.Create();
        await using (var summed = new CryptoStream(state, sum, CryptoStreamMode.Read, leaveOpen: true))
        {
            await WriteMemberAsync(tar, StateName, new SizedStream(summed, snapshot.Size), cancellationToken);
        }

        var sums = $"{Hex(SHA256.HashData(meta))}  {MetaName}\n{Hex(sum.Hash!)}  {StateName}\n"; // Not null: read to its end.
        await WriteMemberAsync(tar, SumsName, new MemoryStream(Encoding.ASCII.GetBytes(sums)), cancellationToken);
    }

    /// <summary>Reads an archive and checks it whole.</summary>
    /// <param name="input">The archive, read to its end.</param>
    /// <param name="state">Where the state goes. Use it only after this has returned: the checksums come last.</param>
    /// <param name="stateBytesMax">A bound on the state: a small archive can unpack to anything.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <returns>What the state is.</returns>
    /// <exception cref="SnapshotArchiveException">It is no archive, or it is damaged.</exception>
    public static async Task<SnapshotMeta> ReadAsync(
        Stream input,
        Stream state,
        long stateBytesMax,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var gzip = new GZipStream(input, CompressionMode.Decompress, leaveOpen: true);
            await using var tar = new TarReader(gzip, leaveOpen: true);
            var meta = await ReadMembersAsync(tar, state, stateBytesMax, cancellationToken);
            await CheckEndAsync(gzip, cancellationToken);
            return meta;
        }
        catch (InvalidDataException damaged)
        {
            throw new SnapshotArchiveException($"failed to decompress snapshot: {damaged.Message}", damaged);
        }
        catch (Exception damaged) when (damaged is EndOfStreamException or FormatException or NotSupportedException)
        {
            throw new SnapshotArchiveException(
                $"failed to read snapshot file: failed reading snapshot: {damaged.Message}",
                damaged
            );
        }
    }

    private static async Task<SnapshotMeta> ReadMembersAsync(
        TarReader tar,
        Stream state,
        long stateBytesMax,
        CancellationToken cancellationToken
    )
    {
        SnapshotMeta? meta = null;
        string? sums = null;
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } member)
        {
            switch (member.Name)
            {
                case MetaName when !found.ContainsKey(MetaName):
                    var json = await ReadWholeAsync(member, SnapshotMeta.JsonBytesMax, cancellationToken);
                    found[MetaName] = Hex(SHA256.HashData(json));
                    meta = Decode(json);
                    break;
                case StateName when !found.ContainsKey(StateName):
                    found[StateName] = await CopyStateAsync(member, state, stateBytesMax, cancellationToken);
                    break;
                case SumsName when sums is null:
                    sums = Encoding.ASCII.GetString(await ReadWholeAsync(member, SumsBytesMax, cancellationToken));
                    break;
                default:
                    throw new SnapshotArchiveException(
                        $"failed to read snapshot file: unexpected file {Foundation.Text.GoQuote.Quote(member.Name)} in snapshot"
                    );
            }
        }

        CheckSums(sums ?? "", found);
        return meta!; // Not null: its checksum was there.
    }

    /// <summary>A tar ends with blocks of zeros, up to a whole record of them; nothing else may follow.</summary>
    private static async Task CheckEndAsync(Stream gzip, CancellationToken cancellationToken)
    {
        const int RecordBytes = 10240;
        var buffer = new byte[RecordBytes];
        var zeros = 0;
        for (int read; (read = await gzip.ReadAsync(buffer, cancellationToken)) > 0; zeros += read)
        {
            if (zeros + read > RecordBytes || buffer.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                throw new SnapshotArchiveException("failed to read snapshot file: there is data behind its end");
            }
        }
    }

    private static SnapshotMeta Decode(byte[] json)
    {
        try
        {
            return SnapshotMeta.FromJson(json);
        }
        catch (JsonException malformed)
        {
            throw new SnapshotArchiveException(
                $"failed to read snapshot file: failed to decode snapshot metadata: {malformed.Message}",
                malformed
            );
        }
    }

    /// <summary>Every file has its sum, and every sum its file.</summary>
    private static void CheckSums(string sums, SortedDictionary<string, string> found)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var line in sums.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length != 2)
            {
                throw Integrity($"malformed line {Foundation.Text.GoQuote.Quote(line)}");
            }

            var name = parts[1];
            if (!found.TryGetValue(name, out var sum) && name is not (MetaName or StateName))
            {
                throw Integrity($"list missing hash for {Foundation.Text.GoQuote.Quote(name)}");
            }

            if (sum is not null && !sum.Equals(parts[0], StringComparison.OrdinalIgnoreCase))
            {
                throw Integrity($"hash check failed for {Foundation.Text.GoQuote.Quote(name)}");
            }

            seen.Add(name);
        }

        foreach (var name in (string[])[MetaName, StateName])
        {
            if (!seen.Contains(name) || !found.ContainsKey(name))
            {
                throw Integrity($"file missing for {Foundation.Text.GoQuote.Quote(name)}");
            }
        }
    }

    private static SnapshotArchiveException Integrity(string what) =>
        new($"failed to read snapshot file: failed checking integrity of snapshot: {what}");

    private static async Task WriteMemberAsync(
        TarWriter tar,
        string name,
        Stream content,
        CancellationToken cancellationToken
    ) =>
        await tar.WriteEntryAsync(
            new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                DataStream = content,
            },
            cancellationToken
        );

    private static async Task<byte[]> ReadWholeAsync(TarEntry member, int bytesMax, CancellationToken cancellationToken)
    {
        if (member.Length > bytesMax)
        {
            throw new SnapshotArchiveException(
                $"failed to read snapshot file: {member.Name} has {member.Length} bytes, more than the {bytesMax} it may have"
            );
        }

        var bytes = new byte[member.Length];
        if (member.DataStream is { } data)
        {
            await data.ReadExactlyAsync(bytes, cancellationToken);
        }

        return bytes;
    }

    private static async Task<string> CopyStateAsync(
        TarEntry member,
        Stream state,
        long bytesMax,
        CancellationToken cancellationToken
    )
    {
        if (member.Length > bytesMax)
        {
            throw new SnapshotArchiveException(
                $"failed to read snapshot file: {member.Name} has {member.Length} bytes, more than the {bytesMax} it may have"
            );
        }

        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(128 << 10);
        try
        {
            for (
                int read;
                member.DataStream is { } data && (read = await data.ReadAsync(buffer, cancellationToken)) > 0;

            )
            {
                sum.AppendData(buffer, 0, read);
                await state.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Hex(sum.GetHashAndReset());
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
