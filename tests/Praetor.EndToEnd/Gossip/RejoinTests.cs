namespace Praetor.EndToEnd.Gossip;

/// <summary>A member that restarts finds the others of the other kind by its snapshot, without being told where.</summary>
public sealed class RejoinTests
{
    [Theory]
    [InlineData(Kind.Own)]
    [InlineData(Kind.Serf)]
    public async Task Who_is_killed_rejoins_by_its_snapshot_and_hears_no_old_events_again(Kind kind)
    {
        await using var pool = new MixedPool();
        var (one, other) = await StartAsync(pool, kind, "-snapshot", pool.PathOf("one.snapshot"));
        await other.FireAsync("before", "it was killed");
        await pool.HappenedAsync(one, "user before it was killed");
        await pool.HoldsAsync(
            "the snapshot has the event's time",
            async () =>
            {
                // serf writes what it keeps when something more comes half a second later.
                await other.FireAsync("more", "");
                return await File.ReadAllTextAsync(pool.PathOf("one.snapshot"));
            },
            static text => text.Contains("event-clock: ", StringComparison.Ordinal)
        );
        await one.KillAsync();
        await one.StartAsync();
        await RejoinedAsync(pool, one);
        await other.FireAsync("after", "it was back");
        await pool.HappenedAsync(one, "user after it was back");
        Assert.Single(one.Happened, "user before it was killed");
    }

    [Theory]
    [InlineData(Kind.Own)]
    [InlineData(Kind.Serf)]
    public async Task Who_left_rejoins_by_its_snapshot_if_it_is_to(Kind kind)
    {
        await using var pool = new MixedPool();
        var (one, other) = await StartAsync(pool, kind, "-snapshot", pool.PathOf("one.snapshot"), "-rejoin=true");
        await one.LeaveAsync();
        await pool.AgreeAsync([("one", "left"), ("other", "alive")], [other]);
        await one.StartAsync();
        await RejoinedAsync(pool, one);
    }

    private static async Task<(IPoolMember One, IPoolMember Other)> StartAsync(
        MixedPool pool,
        Kind kind,
        params string[] flags
    )
    {
        var one = await pool.StartAsync(kind, "one", flags);
        var other = await pool.StartAsync(kind == Kind.Own ? Kind.Serf : Kind.Own, "other");
        await one.JoinAsync(other.Address);
        await pool.AgreeAsync();
        return (one, other);
    }

    private static async Task RejoinedAsync(MixedPool pool, IPoolMember one)
    {
        // The other may also have found it: it must have done so itself.
        await pool.HoldsAsync(
            "it rejoins",
            () => Task.FromResult(one.Log),
            static log => log.Contains("Re-joined to previously known node", StringComparison.Ordinal)
        );
        await pool.AgreeAsync();
    }
}
