using Praetor.Contracts;
using Praetor.Foundation.Storage;
using Praetor.TestKit.Simulation;
using Praetor.TestKit.Storage;
using Xunit;

namespace Praetor.Consensus.Tests.Storage;

/// <summary>The simulated disk keeps the contract, and no more than it: what it may lose, some crash loses.</summary>
public sealed class SimDiskTests : DiskContract
{
    protected override IDisk NewDisk() => new SimDisk(new Random(1));

    [Fact]
    public void What_was_synced_survives_every_crash() =>
        ForSeeds(seed =>
            {
                var disk = new SimDisk(new Random(seed));
                disk.CreateDirectory("d");
                var file = disk.OpenAppend("d/a");
                file.Append("kept"u8);
                Sync(file);
                disk.SyncDirectory("d");
                file.Append("loose"u8);
                disk.Crash();
                using var again = disk.OpenRead("d/a");
                return Read(again, 0, 4) == "kept" ? "kept" : "lost";
            })
            .AssertOnly("kept");

    [Fact]
    public void What_was_not_synced_may_be_lost_kept_cut_or_holed() =>
        ForSeeds(seed =>
            {
                var disk = new SimDisk(new Random(seed));
                var file = disk.OpenAppend("a");
                Sync(file);
                disk.SyncDirectory("");
                file.Append("abcdef"u8);
                disk.Crash();
                using var again = disk.OpenRead("a");
                return Read(again, 0, 6) switch
                {
                    "" => "lost",
                    "abcdef" => "kept",
                    var part => part.Contains('\0', StringComparison.Ordinal) ? "holed" : "cut",
                };
            })
            .AssertOnly("lost", "kept", "cut", "holed");

    [Fact]
    public void A_name_that_was_not_synced_may_be_lost() =>
        ForSeeds(seed =>
            {
                var disk = new SimDisk(new Random(seed));
                Sync(disk.OpenAppend("a"));
                disk.Crash();
                return disk.FileExists("a") ? "kept" : "lost";
            })
            .AssertOnly("lost", "kept");

    [Fact]
    public void A_rename_is_whole_or_has_not_happened() =>
        ForSeeds(seed =>
            {
                var disk = new SimDisk(new Random(seed));
                Sync(disk.OpenAppend("old"));
                disk.SyncDirectory("");
                disk.Rename("old", "new");
                disk.Crash();
                return string.Join(" ", disk.List(""));
            })
            .AssertOnly("old", "new");

    [Fact]
    public void A_truncation_that_was_not_synced_may_be_undone() =>
        ForSeeds(seed =>
            {
                var disk = new SimDisk(new Random(seed));
                var file = disk.OpenAppend("a");
                file.Append("abcdef"u8);
                Sync(file);
                disk.SyncDirectory("");
                file.Truncate(3);
                disk.Crash();
                using var again = disk.OpenRead("a");
                return Read(again, 0, 6);
            })
            .AssertOnly("abc", "abcdef");

    [Fact]
    public void Files_opened_before_a_crash_are_useless_and_locks_are_free()
    {
        var disk = new SimDisk(new Random(1));
        var file = disk.OpenAppend("a");
        _ = disk.Lock("lock");
        disk.Crash();
        Assert.Throws<StorageException>(() => file.Append("x"u8));
        disk.Lock("lock").Dispose();
    }

    [Fact]
    public void A_killed_process_leaves_what_it_wrote_and_a_later_power_failure_may_take_it() =>
        ForSeeds(seed =>
            {
                var disk = new SimDisk(new Random(seed));
                Sync(disk.OpenAppend("a"));
                disk.SyncDirectory("");
                using (var file = disk.OpenAppend("a"))
                {
                    file.Append("x"u8);
                }

                disk.Kill();
                using (var again = disk.OpenRead("a"))
                {
                    Assert.Equal("x", Read(again, 0, 9));
                }

                disk.Crash();
                using var afterwards = disk.OpenRead("a");
                return afterwards.Length == 0 ? "lost" : "kept";
            })
            .AssertOnly("kept", "lost");

    [Fact]
    public void A_full_disk_takes_a_part_and_says_so()
    {
        var disk = new SimDisk(new Random(1)) { BytesLeft = 4 };
        using var file = disk.OpenAppend("a");
        Assert.Throws<StorageException>(() => file.Append("abcdef"u8));
        Assert.Equal("abcd", Read(file, 0, 10));
    }

    [Fact]
    public async Task A_failed_sync_says_so()
    {
        var disk = new SimDisk(new Random(1)) { FailsSyncs = true };
        using var file = disk.OpenAppend("a");
        await Assert.ThrowsAsync<StorageException>(async () => await file.SyncAsync());
    }

    [Fact]
    public void A_slow_sync_takes_virtual_time()
    {
        var world = new SimWorld(1);
        var disk = new SimDisk(world.Random, world) { SyncTakes = TimeSpan.FromSeconds(3) };
        using var file = disk.OpenAppend("a");
        world.Run(async () => await file.SyncAsync(), TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(3), world.Now);
    }

    private static void Sync(IDiskFile file) => Assert.True(file.SyncAsync().AsTask().IsCompletedSuccessfully);

    private static Outcomes ForSeeds(Func<int, string> run) => new([.. Enumerable.Range(0, 200).Select(run)]);

    private sealed record Outcomes(IReadOnlyList<string> Seen)
    {
        public void AssertOnly(params string[] expected) =>
            Assert.Equal(expected.Order(StringComparer.Ordinal), Seen.Distinct().Order(StringComparer.Ordinal));
    }
}
