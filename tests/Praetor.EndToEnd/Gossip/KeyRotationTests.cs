namespace Praetor.EndToEnd.Gossip;

/// <summary>The keys of a running pool are changed, by a member of either kind, and no member is lost over it.</summary>
public sealed class KeyRotationTests
{
    private static readonly string Old = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
    private static readonly string New = Convert.ToBase64String(Enumerable.Repeat((byte)9, 16).ToArray());

    [Theory]
    [InlineData(Kind.Own)]
    [InlineData(Kind.Serf)]
    public async Task A_running_pool_gets_a_new_key_and_loses_the_old(Kind kind)
    {
        await using var pool = new MixedPool();
        var one = await StartAsync(pool, kind, "one");
        var other = await StartAsync(pool, kind == Kind.Own ? Kind.Serf : Kind.Own, "other");
        await one.JoinAsync(other.Address);
        await pool.AgreeAsync();
        await HaveAsync(pool, [(Old, 2)]);

        Assert.Equal("", (await one.ChangeKeysAsync(KeyChange.Install, New)).Error);
        await HaveAsync(pool, [(Old, 2), (New, 2)]);

        // The key that seals cannot be removed, and every member says so.
        Assert.Contains("2/2", (await one.ChangeKeysAsync(KeyChange.Remove, Old)).Error, StringComparison.Ordinal);

        Assert.Equal("", (await one.ChangeKeysAsync(KeyChange.Use, New)).Error);
        Assert.Equal("", (await one.ChangeKeysAsync(KeyChange.Remove, Old)).Error);
        await HaveAsync(pool, [(New, 2)]);
        await other.FireAsync("sealed", "with the new");
        await pool.HappenedAsync(one, "user sealed with the new");

        // It is kept: who restarts has the new key, and joins with it.
        foreach (var member in pool.Members)
        {
            Assert.Equal($"[\"{New}\"]", string.Concat(await KeptAsync(pool, member)));
            await member.KillAsync();
            await member.StartAsync();
            await member.JoinAsync(member == one ? other.Address : one.Address);
            await pool.AgreeAsync();
        }
    }

    private static async Task<IPoolMember> StartAsync(MixedPool pool, Kind kind, string name)
    {
        var path = pool.PathOf($"{name}.keys");
        await File.WriteAllTextAsync(path, $"[\"{Old}\"]");
        return await pool.StartAsync(kind, name, "-keyring-file", path);
    }

    private static async Task<IEnumerable<char>> KeptAsync(MixedPool pool, IPoolMember member) =>
        (await File.ReadAllTextAsync(pool.PathOf($"{member.Name}.keys"))).Where(static it => !char.IsWhiteSpace(it));

    private static async Task HaveAsync(MixedPool pool, (string Key, int Members)[] wanted)
    {
        foreach (var member in pool.Members)
        {
            var keys = await member.ChangeKeysAsync(KeyChange.List, "");
            Assert.Equal("", keys.Error);
            Assert.Equal(
                wanted.OrderBy(static it => it.Key, StringComparer.Ordinal),
                keys.Members.Select(static it => (it.Key, it.Value))
            );
        }
    }
}
