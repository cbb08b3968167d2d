using System.Text;
using Praetor.Foundation.Storage;
using Praetor.Gossip.Serf;
using Praetor.TestKit.Gossip;
using Xunit;

namespace Praetor.Gossip.Tests.Serf;

public sealed class SnapshotFileTests
{
    private const string FileName = "local.snapshot";

    [Fact]
    public void A_real_nodes_snapshot_adds_up_to_who_was_there()
    {
        var disk = DiskWith(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "GossipCaptures", "serf-n1.snapshot"))
        );
        using var file = SnapshotFile.Open(disk, FileName, rejoinsAfterLeave: false);

        Assert.Equal(["n1", "n2", "n4", "n5"], file.State.Members.Keys);
        Assert.Equal("127.0.0.2:7946", file.State.Members["n2"].ToString());
        Assert.Equal(12ul, file.State.TimeOf(SnapshotClock.Members));
        Assert.Equal(2ul, file.State.TimeOf(SnapshotClock.Events));
        Assert.Equal(6ul, file.State.TimeOf(SnapshotClock.Queries));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 6)]
    public void After_a_departure_members_are_kept_only_to_rejoin(bool rejoins, int members)
    {
        var disk = DiskWith(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "GossipCaptures", "serf-n3.snapshot"))
        );
        using var file = SnapshotFile.Open(disk, FileName, rejoins);

        Assert.Equal(members, file.State.Members.Count);
        Assert.Equal(7ul, file.State.TimeOf(SnapshotClock.Members));
    }

    [Fact]
    public void Lines_of_real_nodes_are_written_as_they_were_read()
    {
        foreach (var name in new[] { "serf-n1.snapshot", "serf-n3.snapshot" })
        {
            var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "GossipCaptures", name));
            Assert.Equal(lines, lines.Select(line => SnapshotLine.Parse(line)?.ToString()));
        }
    }

    [Theory]
    [InlineData("# comment")]
    [InlineData("alive: x")]
    [InlineData("alive: x y")]
    [InlineData("clock: -1")]
    [InlineData("clock: 18446744073709551616")]
    [InlineData("coordinate: {}")]
    [InlineData("")]
    public void Other_lines_are_read_over(string line) => Assert.Null(SnapshotLine.Parse(line));

    [Fact]
    public void A_line_that_a_crash_cut_off_is_left_out()
    {
        var disk = DiskWith(Encoding.UTF8.GetBytes("clock: 5\nalive: n2 10.0.0.2:7946\nclock: 6"));
        using (var file = SnapshotFile.Open(disk, FileName, rejoinsAfterLeave: false))
        {
            file.Append([new SnapshotLine.Alive("n3", GossipMember.AddressOf(3))]);
        }

        using var again = SnapshotFile.Open(disk, FileName, rejoinsAfterLeave: false);
        Assert.Equal(["n2", "n3"], again.State.Members.Keys);
        Assert.Equal(5ul, again.State.TimeOf(SnapshotClock.Members));
    }

    [Fact]
    public void A_file_that_grew_is_written_anew_with_the_same_meaning()
    {
        var disk = DiskWith([]);
        using var file = SnapshotFile.Open(disk, FileName, rejoinsAfterLeave: false);
        for (ulong time = 1; time <= 20_000; time++)
        {
            file.Append([
                new SnapshotLine.Clock(SnapshotClock.Events, time),
                new SnapshotLine.Alive("n" + time % 10, GossipMember.AddressOf(3)),
            ]);
        }

        using var again = SnapshotFile.Open(disk, FileName, rejoinsAfterLeave: false);
        using var onDisk = disk.OpenRead(FileName);
        Assert.InRange(onDisk.Length, 1, 128 * 1024 + 100);
        Assert.Equal(10, again.State.Members.Count);
        Assert.Equal(20_000ul, again.State.TimeOf(SnapshotClock.Events));
    }

    private static MemoryDisk DiskWith(byte[] bytes)
    {
        var disk = new MemoryDisk();
        using var file = disk.OpenAppend(FileName);
        file.Append(bytes);
        return disk;
    }
}
