using System.Text;
using Praetor.Agent.Membership;
using Praetor.Foundation.Storage;
using Praetor.Gossip.Encryption;
using Praetor.TestKit.Logging;
using Xunit;

namespace Praetor.Agent.Tests.Membership;

public sealed class KeyringFileTests
{
    private const string Path = "serf/local.keyring";
    private const string First = "AQIDBAUGBwgJCgsMDQ4PEA==";
    private const string Second = "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=";

    // As Serf's agent left it.
    private const string Captured = "[\n  \"ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=\"\n]";

    private readonly MemoryDisk _disk = new();

    [Fact]
    public async Task The_configured_key_begins_the_file()
    {
        var ring = await KeyringFile.LoadAsync(_disk, Path, Second);

        Assert.Equal([Second], Shown(ring));
        Assert.Equal(Captured, Text());
    }

    [Fact]
    public async Task A_file_that_is_there_counts_and_not_the_configuration()
    {
        await KeyringFile.SaveAsync(_disk, Path, [Bytes(Second), Bytes(First)]);

        Assert.Equal([Second, First], Shown(await KeyringFile.LoadAsync(_disk, Path, First)));
        Assert.Equal([Second, First], Shown(await KeyringFile.LoadAsync(_disk, Path, "")));
        Assert.Equal($"[\n  \"{Second}\",\n  \"{First}\"\n]", Text());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(First, 0)]
    [InlineData(Second, 1)]
    public void A_configured_key_that_the_pool_does_not_know_is_told_of_and_not_told(string configured, int warnings)
    {
        using var log = new LogRecorder();
        var (ring, _) = Keyring.Create(Bytes(First), []);

        KeyringFile.WarnOfOtherKeys(ring, configured, Path, log.CreateLogger("x"));

        Assert.Equal(warnings, log.Lines.Count(static it => it.Text.Contains(Path, StringComparison.Ordinal)));
        Assert.DoesNotContain(log.Lines, it => it.Text.Contains(Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_kept_without_a_key_or_without_a_disk()
    {
        Assert.Null(await KeyringFile.LoadAsync(_disk, Path, ""));
        Assert.Null(await KeyringFile.LoadAsync(null, Path, ""));
        Assert.Equal([First], Shown(await KeyringFile.LoadAsync(null, Path, First)));
        Assert.False(_disk.FileExists(Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[\"no base64\"]")]
    [InlineData("[\"c2hvcnQ=\"]")]
    [InlineData("[\"AQIDBAUGBwgJCgsMDQ4PEA==\"")]
    public async Task A_file_that_is_no_keyring_is_named(string text)
    {
        _disk.CreateDirectory("serf");
        using (var file = _disk.OpenAppend(Path))
        {
            file.Append(Encoding.UTF8.GetBytes(text));
        }

        var refusal = await Assert.ThrowsAsync<StorageException>(async () =>
            await KeyringFile.LoadAsync(_disk, Path, First)
        );
        Assert.Contains(Path, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2hvcnQ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fullest_ring_comes_back()
    {
        var keys = Enumerable
            .Range(0, Keyring.KeysMax)
            .Select(static i => Enumerable.Repeat((byte)i, 32).ToArray())
            .ToList();
        await KeyringFile.SaveAsync(_disk, Path, keys);

        Assert.Equal(keys, (await KeyringFile.LoadAsync(_disk, Path, ""))!.Keys);
    }

    private static byte[] Bytes(string key) => Convert.FromBase64String(key);

    private static IEnumerable<string> Shown(Keyring? ring) => ring!.Keys.Select(Convert.ToBase64String);

    private string Text()
    {
        using var file = _disk.OpenRead(Path);
        var bytes = new byte[file.Length];
        return Encoding.UTF8.GetString(bytes, 0, file.ReadAt(0, bytes));
    }
}
