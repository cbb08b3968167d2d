namespace Praetor.EndToEnd.Gossip;

/// <summary>Both kinds find the same places in the network.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public async Task Ours_and_serfs_estimates_are_within_a_fifth_of_each_other()
    {
        // What comes to either of the far ones takes 20 ms more, so that the loopback has distances worth the name.
        var delay = TimeSpan.FromMilliseconds(20);
        await using var pool = new MixedPool();
        var ownNear = await pool.StartAsync(Kind.Own, "own-near");
        var serfNear = await pool.StartAsync(Kind.Serf, "serf-near");
        var ownAt = $"{PoolAddresses.Next()}:{PoolAddresses.Port}";
        var serfAt = $"{PoolAddresses.Next()}:{PoolAddresses.Port}";
        await using var toOwn = new DelayedPath(ownAt, delay);
        await using var toSerf = new DelayedPath(serfAt, delay);
        await pool.StartAsync(Kind.Own, "own-far", "-bind", ownAt, "-advertise", toOwn.Address);
        await pool.StartAsync(Kind.Serf, "serf-far", "-bind", serfAt, "-advertise", toSerf.Address);
        foreach (var member in pool.Members.Skip(1))
        {
            await member.JoinAsync(ownNear.Address);
        }

        await pool.AgreeAsync();
        foreach (var (other, atLeast) in new[] { ("serf-near", 0), ("own-far", 0.5), ("serf-far", 0.5) })
        {
            // Before they have settled, all are near: that would say nothing.
            var least = atLeast * delay.TotalSeconds;
            await pool.HoldsAsync(
                $"the estimates from own-near to {other} are alike",
                async () =>
                    (await ownNear.RoundTripAsync("own-near", other), await serfNear.RoundTripAsync("own-near", other)),
                seen =>
                    seen is ({ } ours, { } serfs)
                    && serfs >= least
                    && Math.Abs(ours - serfs) <= Math.Max(0.2 * serfs, 0.0005)
            );
        }
    }
}
