using Microsoft.Extensions.Logging;
using Praetor.Foundation.Storage;
using Praetor.Gossip.Encryption;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Wire;
using Praetor.TestKit.Pools;
using Praetor.TestKit.Storage;
using Xunit;

namespace Praetor.Gossip.Tests.Pool;

/// <summary>The whole driver, in a simulated world: what its owner asks for and is told.</summary>
public sealed class GossipPoolTests
{
    private readonly PoolWorld _world = new();

    [Fact]
    public void Members_that_join_are_in_every_view_with_their_tags_and_are_told_of() =>
        _world.Run(async world =>
        {
            var members = await world.StartPoolAsync(
                3,
                options => options with { Member = options.Member with { Tags = Tags("role", options.Member.Name) } }
            );
            foreach (var member in members)
            {
                Assert.Equal(["node-1", "node-2", "node-3"], member.Pool.View.Members.Select(static it => it.Name));
                Assert.All(member.Pool.View.Members, static it => Assert.Equal(it.Name, it.Tags["role"]));
                Assert.Equal(
                    ["node-1", "node-2", "node-3"],
                    Changes(member, MemberChange.Joined).Order(StringComparer.Ordinal)
                );
            }

            Assert.Null(await members[0].Pool.SetTagsAsync(Tags("role", "new"), CancellationToken.None));
            await world.UntilAsync(
                "the new tag is seen",
                () => members[2].Pool.View.Find("node-1")?.Tags["role"] == "new"
            );
            Assert.Equal(
                "Encoded length of tags exceeds limit of 512 bytes",
                await members[0].Pool.SetTagsAsync(Tags("role", new string('x', 600)), CancellationToken.None)
            );
        });

    [Fact]
    public void Who_leaves_has_left_and_who_falls_silent_has_failed() =>
        _world.Run(async world =>
        {
            var members = await world.StartPoolAsync(3);
            await members[1].Pool.LeaveAsync(CancellationToken.None);
            await members[1].StopAsync();
            await members[2].StopAsync();
            await world.UntilAsync(
                "one has left and one has failed",
                () =>
                    members[0].StatusOf(members[1]) == MemberStatus.Left
                    && members[0].StatusOf(members[2]) == MemberStatus.Failed
            );
            var view = members[0].Pool.View;
            Assert.Equal((1, 1), (view.CountOf(MemberStatus.Left), view.CountOf(MemberStatus.Failed)));
            Assert.Equal(["node-2"], Changes(members[0], MemberChange.Left, MemberChange.Failed)[..1]);
        });

    [Fact]
    public void A_member_alone_leaves_at_once_and_joins_no_more() =>
        _world.Run(async world =>
        {
            var alone = world.Start(1);
            await alone.Pool.LeaveAsync(CancellationToken.None);
            await alone.Pool.LeaveAsync(CancellationToken.None);
            Assert.Equal(TimeSpan.Zero, world.World.Now);
            var joined = await alone.Pool.JoinAsync(["10.0.0.2:7946"], false, CancellationToken.None);
            Assert.Equal("Failed to join 10.0.0.2:7946: this node is leaving", Assert.Single(joined.Errors));
        });

    [Fact]
    public void A_member_that_is_forced_to_leave_has_left_and_one_that_is_pruned_is_forgotten() =>
        _world.Run(async world =>
        {
            var members = await world.StartPoolAsync(4);
            await members[2].StopAsync();
            await members[3].StopAsync();
            await world.UntilAsync("two have failed", () => members[0].Pool.View.CountOf(MemberStatus.Failed) == 2);
            await members[0].Pool.ForceLeaveAsync("node-3", prune: false, CancellationToken.None);
            await members[0].Pool.ForceLeaveAsync("node-4", prune: true, CancellationToken.None);
            Assert.Equal(MemberStatus.Left, members[0].StatusOf(members[2]));
            Assert.Null(members[0].StatusOf(members[3]));
            Assert.Equal(["node-4"], Changes(members[0], MemberChange.Reaped));
        });

    [Fact]
    public void Joining_says_what_went_wrong_with_each_address_and_reaches_the_others() =>
        _world.Run(async world =>
        {
            var (here, there) = (world.Start(1), world.Start(2));
            here.Names.Set("pool.example", there.Address.Address, PoolAddress(9));
            var result = await here.Pool.JoinAsync(
                ["pool.example:7946", "nobody.example", "dc1/10.0.0.2:7946", "10.0.0.2:x"],
                ignoresOldEvents: false,
                CancellationToken.None
            );
            Assert.Equal(2, result.Joined);
            Assert.Equal(
                [
                    "Failed to join 10.0.0.9:7946: dial tcp 10.0.0.9:7946: connect: connection refused",
                    "Failed to resolve nobody.example: lookup nobody.example: no such host",
                    "Failed to resolve 10.0.0.2:x: \"10.0.0.2:x\" has no port after its colon",
                ],
                result.Errors
            );
        });

    [Fact]
    public void An_event_is_told_to_every_member_once_and_one_too_large_is_refused() =>
        _world.Run(async world =>
        {
            var members = await world.StartPoolAsync(3);
            Assert.Null(await members[0].Pool.FireEventAsync("deploy", [1, 2], true, CancellationToken.None));
            Assert.NotNull(await members[0].Pool.FireEventAsync("deploy", new byte[600], true, CancellationToken.None));
            await world.PassAsync(TimeSpan.FromSeconds(40));
            foreach (var member in members)
            {
                var heard = Assert.Single(member.TakeEvents().OfType<SerfEvent.User>());
                Assert.Equal(("deploy", true), (heard.Name, heard.Coalesces));
                Assert.Equal([1, 2], heard.Payload);
            }
        });

    [Fact]
    public void A_join_may_leave_out_events_from_before() =>
        _world.Run(async world =>
        {
            var (old, curious, other) = (world.Start(1), world.Start(2), world.Start(3));
            await old.Pool.FireEventAsync("before", null, false, CancellationToken.None);
            await curious.Pool.JoinAsync([$"{old.Address}"], ignoresOldEvents: false, CancellationToken.None);
            await other.Pool.JoinAsync([$"{old.Address}"], ignoresOldEvents: true, CancellationToken.None);
            await world.PassAsync(TimeSpan.FromSeconds(40));
            Assert.Single(curious.TakeEvents().OfType<SerfEvent.User>());
            Assert.Empty(other.TakeEvents().OfType<SerfEvent.User>());
        });

    [Fact]
    public void A_question_comes_back_with_who_got_it_and_who_answered() =>
        _world.Run(async world =>
        {
            var members = await world.StartPoolAsync(
                3,
                options => options with { Member = options.Member with { Tags = Tags("name", options.Member.Name) } }
            );
            var all = AskAsync(
                members[0],
                new PoolQuery
                {
                    Name = "who",
                    Payload = [7],
                    WantsAcks = true,
                }
            );
            foreach (var member in members[..2])
            {
                var asked = await NextAsync<SerfEvent.Asked>(world, member);
                Assert.Equal([7], asked.Payload);
                Assert.Null(await member.Pool.AnswerAsync(asked.Ticket, [8], CancellationToken.None));
                Assert.NotNull(await member.Pool.AnswerAsync(asked.Ticket, new byte[2000], CancellationToken.None));
            }

            var outcome = await all;
            Assert.Equal((null, 3), (outcome.Error, outcome.Members));
            Assert.Equal(["node-1", "node-2", "node-3"], outcome.Acks.Order(StringComparer.Ordinal));
            Assert.Equal(
                ["node-1", "node-2"],
                outcome.Answers.Select(static it => it.Key).Order(StringComparer.Ordinal)
            );
            await world.PassAsync(TimeSpan.FromSeconds(1));
            var late = await NextAsync<SerfEvent.Asked>(world, members[2]);
            Assert.Equal(
                "response is past the deadline",
                await members[2].Pool.AnswerAsync(late.Ticket, [9], CancellationToken.None)
            );
        });

    [Fact]
    public void A_question_reaches_only_whom_its_filters_name() =>
        _world.Run(async world =>
        {
            var members = await world.StartPoolAsync(
                3,
                options => options with { Member = options.Member with { Tags = Tags("name", options.Member.Name) } }
            );
            var byName = await AskAsync(
                members[0],
                new PoolQuery
                {
                    Name = "who",
                    Nodes = ["node-2"],
                    WantsAcks = true,
                }
            );
            Assert.Equal(["node-2"], byName.Acks);
            var byTag = await AskAsync(
                members[0],
                new PoolQuery
                {
                    Name = "who",
                    Tags = Tags("name", "-[13]$"),
                    WantsAcks = true,
                }
            );
            Assert.Equal(["node-1", "node-3"], byTag.Acks.Order(StringComparer.Ordinal));
            var large = await AskAsync(members[0], new PoolQuery { Name = "who", Payload = new byte[2000] });
            Assert.Equal("query exceeds limit of 1024 bytes", large.Error);
        });

    [Fact]
    public void Places_are_found_out_and_are_as_far_apart_as_the_network_is_slow() =>
        _world.Run(async world =>
        {
            world.Network.Delay = TimeSpan.FromMilliseconds(20);
            var members = await world.StartPoolAsync(3);
            await world.PassAsync(TimeSpan.FromMinutes(2));
            var places = members[0].Pool.View.Places;
            Assert.Equal(["node-2", "node-3"], places.Keys.Order(StringComparer.Ordinal));
            Assert.InRange(members[0].Pool.View.Place!.SecondsTo(places["node-2"]), 0.035, 0.065);
        });

    [Fact]
    public void Who_restarts_finds_the_others_by_its_snapshot_and_hears_no_old_events() =>
        _world.Run(async world =>
        {
            var disk = new MemoryDisk();
            var others = await world.StartPoolAsync(2);
            var first = world.Start(3, Remembering, disk);
            await first.JoinAsync(others[0]);
            await others[0].Pool.FireEventAsync("old", null, false, CancellationToken.None);
            await world.UntilAsync(
                "the event is there",
                () => first.TakeEvents().Exists(static it => it is SerfEvent.User)
            );
            await first.StopAsync();

            // One of those it knew is gone: it tries the other.
            await others[0].StopAsync();
            var again = world.Start(3, Remembering, disk);
            await world.UntilAsync("it is back", () => again.StatusOf(others[1]) == MemberStatus.Alive);
            Assert.Single(again.Logs.Lines, static line => line.Text.Contains("Re-joined", StringComparison.Ordinal));
            Assert.Empty(again.TakeEvents().OfType<SerfEvent.User>());
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_left_finds_the_others_by_its_snapshot_only_if_it_is_to(bool rejoins) =>
        _world.Run(async world =>
        {
            var disk = new MemoryDisk();
            var other = world.Start(2);
            PoolOptions Configure(PoolOptions options) => Remembering(options) with { RejoinsAfterLeave = rejoins };
            var first = world.Start(1, Configure, disk);
            await first.JoinAsync(other);
            await first.Pool.LeaveAsync(CancellationToken.None);
            await first.StopAsync();
            var again = world.Start(1, Configure, disk);
            await world.PassAsync(TimeSpan.FromSeconds(5));
            Assert.Equal(rejoins ? MemberStatus.Alive : null, again.StatusOf(other));
        });

    [Fact]
    public void A_disk_that_fails_costs_the_snapshot_and_not_the_pool_and_is_written_when_it_is_mended() =>
        _world.Run(async world =>
        {
            var disk = new SimDisk(new Random(1));
            var other = world.Start(2);
            var first = world.Start(1, Remembering, disk);
            await first.JoinAsync(other);
            await world.PassAsync(TimeSpan.FromSeconds(1));
            disk.BytesLeft = 3;
            for (var n = 0; n < 10; n++)
            {
                await first.Pool.FireEventAsync($"lost-{n}", null, false, CancellationToken.None);
            }

            await world.PassAsync(TimeSpan.FromSeconds(1));
            Assert.Single(first.Logs.Lines, static line => line.Level == LogLevel.Error);
            disk.BytesLeft = long.MaxValue;
            await first.Pool.FireEventAsync("kept", null, false, CancellationToken.None);
            await world.PassAsync(TimeSpan.FromSeconds(1));
            await first.StopAsync();
            using var file = SnapshotFile.Open(disk, "local.snapshot", rejoinsAfterLeave: false);
            Assert.Equal(["node-1", "node-2"], file.State.Members.Keys);
            Assert.Equal(11ul, file.State.TimeOf(SnapshotClock.Events));
        });

    [Fact]
    public void A_file_that_is_no_snapshot_is_said_at_once()
    {
        const int MoreThanAnySnapshot = 65 * 1024 * 1024;
        var disk = new MemoryDisk();
        using (var file = disk.OpenAppend("local.snapshot"))
        {
            file.Append(new byte[MoreThanAnySnapshot]);
        }

        Assert.Throws<StorageException>(() =>
            _world.Start(1, static options => options with { SnapshotPath = "local.snapshot" }, disk)
        );
    }

    [Fact]
    public void Events_that_nobody_takes_are_lost_and_told_of_and_the_pool_goes_on() =>
        _world.Run(async world =>
        {
            var alone = world.Start(1);
            for (var n = 0; n < 5000; n++)
            {
                await alone.Pool.FireEventAsync($"{n}", null, false, CancellationToken.None);
            }

            Assert.Single(
                alone.Logs.Lines,
                static line => line.Text.Contains("events are lost", StringComparison.Ordinal)
            );
            Assert.Equal(5001 - 4096, alone.Measurements["praetor.gossip.events.dropped"]);

            // The oldest were kept: one that joined is the first.
            Assert.Equal(4096, alone.TakeEvents().Count);
            await alone.Pool.FireEventAsync("after", null, false, CancellationToken.None);
            Assert.Equal("after", Assert.IsType<SerfEvent.User>(Assert.Single(alone.TakeEvents())).Name);
        });

    [Fact]
    public void Whoever_waits_when_a_member_stops_is_told_so_and_who_comes_later_too() =>
        _world.Run(async world =>
        {
            var members = await world.StartPoolAsync(2);
            var (here, pool) = (members[0], members[0].Pool);
            world.Network.SideOf = static address => address.GetAddressBytes()[3];
            Task[] waiting =
            [
                pool.JoinAsync(["10.0.0.2:7946"], false, CancellationToken.None).AsTask(),
                pool.QueryAsync(new PoolQuery { Name = "who" }, CancellationToken.None).AsTask(),
                pool.ChangeKeysAsync(KeyOperation.List, [], 0, CancellationToken.None).AsTask(),
                pool.LeaveAsync(CancellationToken.None).AsTask(),
            ];
            await world.PassAsync(TimeSpan.FromMilliseconds(10));
            Assert.DoesNotContain(waiting, static it => it.IsCompleted);
            await here.StopAsync();
            foreach (var wait in waiting)
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
            }

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                pool.FireEventAsync("late", null, false, CancellationToken.None).AsTask()
            );
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                pool.LeaveAsync(CancellationToken.None).AsTask()
            );
            while (pool.Events.TryRead(out _)) { }
            Assert.False(await pool.Events.WaitToReadAsync(CancellationToken.None));
        });

    [Fact]
    public void A_callers_patience_ends_its_wait_and_nothing_else() =>
        _world.Run(async world =>
        {
            var members = await world.StartPoolAsync(2);
            using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(5), world.World);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                members[0].Pool.QueryAsync(new PoolQuery { Name = "who" }, impatient.Token).AsTask()
            );
            var answered = await AskAsync(members[0], new PoolQuery { Name = "who", WantsAcks = true });
            Assert.Equal(2, answered.Acks.Count);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_network_that_loses_garbles_and_parts_is_outlived(int seed) =>
        new PoolWorld(seed).Run(async world =>
        {
            world.Network.Loss = 0.1;
            world.Network.Garbling = 0.1;

            // Sealed, so that what is garbled is as good as lost: else a name or a version may arrive as another, and is believed.
            var members = await world.StartPoolAsync(
                5,
                static options =>
                    options with
                    {
                        Layers = new LayerOptions { Keyring = Keyring.Create(new byte[32], []).Ring },
                    }
            );
            world.Network.SideOf = static address => address.GetAddressBytes()[3] / 3;
            await world.UntilAsync(
                "each side has lost the other",
                () =>
                    See(members[..2], members[2..], MemberStatus.Failed)
                    && See(members[2..], members[..2], MemberStatus.Failed)
            );
            world.Network.SideOf = static _ => 0;
            await world.UntilAsync("all are back", () => See(members, members, MemberStatus.Alive));
            Assert.True(members.Sum(static it => it.Measurements["praetor.gossip.refused"]) > 0);
        });

    private static bool See(PoolMember[] by, PoolMember[] of, MemberStatus status) =>
        Array.TrueForAll(by, member => Array.TrueForAll(of, other => member.StatusOf(other) == status));

    private static PoolOptions Remembering(PoolOptions options) => options with { SnapshotPath = "local.snapshot" };

    private static Dictionary<string, string> Tags(string name, string value) => new() { [name] = value };

    private static System.Net.IPAddress PoolAddress(int number) => new([10, 0, 0, (byte)number]);

    private static Task<QueryResult> AskAsync(PoolMember member, PoolQuery query) =>
        member.Pool.QueryAsync(query, CancellationToken.None).AsTask();

    private static async Task<T> NextAsync<T>(PoolWorld world, PoolMember member)
        where T : SerfEvent
    {
        T? found = null;
        await world.UntilAsync(
            $"{member.Name} is told of a {typeof(T).Name}",
            () => (found = member.TakeEvents().OfType<T>().FirstOrDefault()) is not null
        );
        return found!; // Until it is not null.
    }

    private static List<string> Changes(PoolMember member, params MemberChange[] changes) =>
        [
            .. member
                .TakeEvents()
                .OfType<SerfEvent.Member>()
                .Where(it => changes.Contains(it.Change))
                .Select(static it => it.Who.Name),
        ];
}
