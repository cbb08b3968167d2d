namespace Praetor.EndToEnd.Gossip;

/// <summary>Pools of one of ours and one of serf's in every form their packets and streams take.</summary>
public sealed class LayerTests
{
    [Theory]
    [InlineData(Kind.Own, 0, false)]
    [InlineData(Kind.Serf, 0, false)]
    [InlineData(Kind.Own, 16, true)]
    [InlineData(Kind.Serf, 16, true)]
    [InlineData(Kind.Own, 24, false)]
    [InlineData(Kind.Serf, 24, false)]
    [InlineData(Kind.Own, 32, true)]
    [InlineData(Kind.Serf, 32, true)]
    public async Task Encrypted_or_not_and_compressed_or_not_they_are_one_pool(Kind kind, int keyBytes, bool compresses)
    {
        string[] flags =
        [
            .. keyBytes > 0 ? ["-encrypt", Convert.ToBase64String(new byte[keyBytes])] : Array.Empty<string>(),
            .. compresses ? Array.Empty<string>() : ["-disable-compression=true"],
        ];
        await AreOnePoolAsync(kind, flags, flags);
    }

    [Fact]
    public async Task One_that_compresses_and_one_that_does_not_are_one_pool() =>
        await AreOnePoolAsync(Kind.Own, ["-disable-compression=true"], []);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task An_agent_of_an_older_protocol_is_in_the_pool(int protocol) =>
        await AreOnePoolAsync(Kind.Own, [], [$"-protocol={protocol}"]);

    [Theory]
    [InlineData(Kind.Own)]
    [InlineData(Kind.Serf)]
    public async Task Over_IPv6_they_are_one_pool(Kind kind)
    {
        var (at, otherAt) = ($"[::1]:{PoolAddresses.Port}", $"[::1]:{PoolAddresses.Port + 1}");
        await AreOnePoolAsync(kind, ["-bind", at], ["-bind", otherAt], otherAt);
    }

    [Fact]
    public async Task Different_keys_are_different_pools()
    {
        await using var pool = new MixedPool();
        var own = await pool.StartAsync(Kind.Own, "own", "-encrypt", Convert.ToBase64String(new byte[32]));
        var serf = await pool.StartAsync(
            Kind.Serf,
            "serf",
            "-encrypt",
            Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray())
        );
        foreach (var (one, other) in new[] { (own, serf), (serf, own) })
        {
            await Assert.ThrowsAnyAsync<Exception>(() => one.JoinAsync(other.Address));
            Assert.Single(await one.MembersAsync());
        }
    }

    private static async Task AreOnePoolAsync(Kind kind, string[] flags, string[] otherFlags, string? otherAt = null)
    {
        await using var pool = new MixedPool();
        var other = kind == Kind.Own ? Kind.Serf : Kind.Own;
        var pair = await Task.WhenAll(pool.StartAsync(kind, "one", flags), pool.StartAsync(other, "other", otherFlags));
        await pair[0].JoinAsync(otherAt ?? pair[1].Address);
        await pool.AgreeAsync();

        // Long enough to be compressed, and to need several packets.
        var payload = new string('x', 400);
        for (var n = 0; n < 5; n++)
        {
            await pair[n % 2].FireAsync($"long-{n}", payload);
        }

        for (var n = 0; n < 5; n++)
        {
            await pool.HappenedAsync(pair[0], $"user long-{n} {payload}");
            await pool.HappenedAsync(pair[1], $"user long-{n} {payload}");
        }
    }
}
