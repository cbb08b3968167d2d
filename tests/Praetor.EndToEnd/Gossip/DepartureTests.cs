namespace Praetor.EndToEnd.Gossip;

/// <summary>One of ours and one of serf's: how either is gone, the other sees, and that it is back.</summary>
public sealed class DepartureTests
{
    [Theory]
    [InlineData(Kind.Own)]
    [InlineData(Kind.Serf)]
    public async Task Who_leaves_has_left_and_who_is_killed_has_failed(Kind kind)
    {
        await using var pool = new MixedPool();
        var (one, other) = await pool.StartPairAsync(kind);
        await one.LeaveAsync();
        await pool.AgreeAsync([("one", "left"), ("other", "alive")], [other]);

        await one.StartAsync();
        await one.JoinAsync(other.Address);
        await pool.AgreeAsync();
        await one.KillAsync();
        await pool.AgreeAsync([("one", "failed"), ("other", "alive")], [other]);
    }

    [Theory]
    [InlineData(Kind.Own)]
    [InlineData(Kind.Serf)]
    public async Task Who_failed_and_is_back_is_found_by_who_missed_it(Kind kind)
    {
        await using var pool = new MixedPool();
        var (one, other) = await pool.StartPairAsync(kind);
        await one.KillAsync();
        await pool.AgreeAsync([("one", "failed"), ("other", "alive")], [other]);
        await one.StartAsync();
        await pool.AgreeAsync();
    }
}
