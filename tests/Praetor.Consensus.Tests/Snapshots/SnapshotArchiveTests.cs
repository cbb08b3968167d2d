using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Praetor.Consensus.Snapshots;
using Praetor.Consensus.Tests.Captures;
using Praetor.TestKit.Fuzzing;
using Xunit;

namespace Praetor.Consensus.Tests.Snapshots;

public sealed class SnapshotArchiveTests
{
    private static readonly byte[] Real = Capture.Bytes("full.snap");

    [Fact]
    public async Task A_real_archive_is_read()
    {
        var (meta, state) = await ReadAsync(Real);
        Assert.Equal("2-432-1795628933340", meta.Id);
        Assert.Equal((432UL, 2UL), (meta.Index.Value, meta.Term.Value));
        Assert.Equal(3, meta.Configuration.VoterCount);
        Assert.Equal(1UL, meta.ConfigurationIndex.Value);
        Assert.Equal(168_858, meta.Size);
        Assert.Equal(meta.Size, state.Length);
        Assert.Null(meta.Checksum);
    }

    [Fact]
    public async Task What_is_written_again_has_the_same_members_in_the_same_order()
    {
        var (meta, state) = await ReadAsync(Real);
        var written = await WriteAsync(meta, state);
        var (theirs, ours) = (await MembersAsync(Real), await MembersAsync(written));
        Assert.Equal(["meta.json", "state.bin", "SHA256SUMS"], ours.Select(member => member.Name));
        Assert.Equal(theirs.Take(2).Select(Describe), ours.Take(2).Select(Describe));

        // Consul writes the sums in any order.
        Assert.Equal(Lines(theirs[2].Content), Lines(ours[2].Content));
        Assert.All(ours, member => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, member.Mode));
    }

    [Fact]
    public async Task Tar_and_sha256sum_agree_with_what_is_written()
    {
        var (meta, state) = await ReadAsync(Real);
        var folder = Directory.CreateTempSubdirectory("praetor-snapshot-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "a.snap"), await WriteAsync(meta, state));
            await RunAsync(folder.FullName, "tar", "-xzf a.snap");
            await RunAsync(folder.FullName, "sha256sum", "--check --strict SHA256SUMS");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("state.bin", "hash check failed for \"state.bin\"")]
    [InlineData("meta.json", "hash check failed for \"meta.json\"")]
    public async Task A_member_that_is_not_what_its_sum_says_is_refused(string name, string because)
    {
        var members = await MembersAsync(Real);
        var content = members.Single(member => member.Name == name).Content;
        content[^3] ^= 1; // In meta.json the last digit of the size.
        await RefusedAsync(await PackAsync(members), because);
    }

    [Fact]
    public async Task A_member_too_many_is_refused()
    {
        var members = await MembersAsync(Real);
        await RefusedAsync(
            await PackAsync([.. members, new Member("x", [1], default)]),
            "unexpected file \"x\" in snapshot"
        );
        await RefusedAsync(await PackAsync([.. members, members[0]]), "unexpected file \"meta.json\" in snapshot");
    }

    [Theory]
    [InlineData(0, "file missing for \"meta.json\"")]
    [InlineData(1, "file missing for \"state.bin\"")]
    [InlineData(2, "file missing for \"meta.json\"")]
    public async Task A_member_too_few_is_refused(int missing, string because)
    {
        var members = await MembersAsync(Real);
        members.RemoveAt(missing);
        await RefusedAsync(await PackAsync(members), because);
    }

    [Fact]
    public async Task A_sum_for_an_unknown_file_is_refused()
    {
        var members = await MembersAsync(Real);
        members[2] = members[2] with { Content = [.. members[2].Content, .. "00  other\n"u8] };
        await RefusedAsync(await PackAsync(members), "list missing hash for \"other\"");
    }

    [Fact]
    public async Task Data_behind_the_end_is_refused()
    {
        var unpacked = new MemoryStream();
        await using (var gzip = new GZipStream(new MemoryStream(Real), CompressionMode.Decompress))
        {
            await gzip.CopyToAsync(unpacked);
        }

        unpacked.Write("more"u8);
        await RefusedAsync(Gzip(unpacked.ToArray()), "there is data behind its end");
    }

    [Fact]
    public async Task What_is_no_archive_is_refused()
    {
        await RefusedAsync("not a snapshot at all"u8.ToArray(), "failed to decompress snapshot");
        await RefusedAsync([], "failed");
    }

    [Fact]
    public async Task A_state_larger_than_allowed_is_refused_before_it_is_unpacked()
    {
        var failure = await Assert.ThrowsAsync<SnapshotArchiveException>(() =>
            SnapshotArchive.ReadAsync(new MemoryStream(Real), Stream.Null, 1000, CancellationToken.None)
        );
        Assert.Contains("more than the 1000 it may have", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_of_another_size_than_described_is_not_written()
    {
        var (meta, state) = await ReadAsync(Real);
        await Assert.ThrowsAsync<InvalidDataException>(() => WriteAsync(meta, state[..^1]));
        await Assert.ThrowsAsync<InvalidDataException>(() => WriteAsync(meta with { Size = meta.Size - 1 }, state));
    }

    [Fact]
    [FuzzTarget(typeof(SnapshotArchive))]
    public async Task A_mutated_archive_is_read_whole_or_refused()
    {
        // Once the packed bytes, which mostly break the compression, once the unpacked, which mostly do not.
        var members = await MembersAsync(Real);
        members[1] = members[1] with { Content = members[1].Content[..2000] };
        var tar = await TarAsync(members);
        var packed = new Mutator(new Random(1), [Real]);
        var unpacked = new Mutator(new Random(2), [tar]);
        for (var round = 0; round < 300; round++)
        {
            foreach (var archive in (byte[][])[packed.Next(), Gzip(unpacked.Next())])
            {
                try
                {
                    var (meta, state) = await ReadAsync(archive);
                    Assert.Equal("2-432-1795628933340", meta.Id);
                    Assert.NotEmpty(state);
                }
                catch (SnapshotArchiveException refused)
                {
                    Assert.StartsWith("failed", refused.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    private static async Task RefusedAsync(byte[] archive, string because)
    {
        var failure = await Assert.ThrowsAsync<SnapshotArchiveException>(() => ReadAsync(archive));
        Assert.Contains(because, failure.Message, StringComparison.Ordinal);
    }

    private static async Task<(SnapshotMeta Meta, byte[] State)> ReadAsync(byte[] archive)
    {
        var state = new MemoryStream();
        var meta = await SnapshotArchive.ReadAsync(new MemoryStream(archive), state, 1 << 30, CancellationToken.None);
        return (meta, state.ToArray());
    }

    private static async Task<byte[]> WriteAsync(SnapshotMeta meta, byte[] state)
    {
        var output = new MemoryStream();
        await SnapshotArchive.WriteAsync(meta, new MemoryStream(state), output, CancellationToken.None);
        return output.ToArray();
    }

    private static async Task<List<Member>> MembersAsync(byte[] archive)
    {
        await using var gzip = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        await using var tar = new TarReader(gzip);
        var members = new List<Member>();
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            var content = new MemoryStream();
            await entry.DataStream!.CopyToAsync(content);
            members.Add(new Member(entry.Name, content.ToArray(), entry.Mode));
        }

        return members;
    }

    private static async Task<byte[]> PackAsync(IEnumerable<Member> members) => Gzip(await TarAsync(members));

    private static async Task<byte[]> TarAsync(IEnumerable<Member> members)
    {
        var output = new MemoryStream();
        await using (var tar = new TarWriter(output, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var member in members)
            {
                var entry = new UstarTarEntry(TarEntryType.RegularFile, member.Name)
                {
                    DataStream = new MemoryStream(member.Content),
                };
                await tar.WriteEntryAsync(entry);
            }
        }

        return output.ToArray();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return output.ToArray();
    }

    private static async Task RunAsync(string folder, string program, string arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true }
        )!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static (string, string) Describe(Member member) => (member.Name, Convert.ToBase64String(member.Content));

    private static IEnumerable<string> Lines(byte[] text) =>
        Encoding.ASCII.GetString(text).Split('\n').Order(StringComparer.Ordinal);

    private sealed record Member(string Name, byte[] Content, UnixFileMode Mode);
}
