namespace Praetor.EndToEnd.Gossip;

/// <summary>
/// Goal: three of ours and three of serf's are one pool through all that happens to a pool.
/// Method: one life of a pool, in which whatever one kind does, the other does as well, and all six must agree after each.
/// </summary>
public sealed class MixedPoolTests
{
    private static readonly string Key = Convert.ToBase64String(Enumerable.Repeat((byte)3, 32).ToArray());

    [Fact]
    public async Task Three_of_ours_and_three_of_serfs_live_as_one_pool()
    {
        await using var pool = new MixedPool();
        var own = await StartAsync(pool, Kind.Own);
        var serf = await StartAsync(pool, Kind.Serf);

        // A chain of joins in both directions: each learns of most by gossip.
        await own[1].JoinAsync(own[0].Address);
        await serf[0].JoinAsync(own[1].Address);
        await own[2].JoinAsync(serf[0].Address);
        await serf[1].JoinAsync(own[2].Address);
        await serf[2].JoinAsync(serf[1].Address);
        await pool.AgreeAsync();
        await SeeTheSameAsync(pool);
        await TalkAsync(pool, [own[0], serf[0]]);
        await pool.HoldsAsync(
            "serf's own check of the network finds all",
            ((SerfAgent)serf[1]).ReachabilityAsync,
            static found => found.Contains("Successfully contacted all live nodes", StringComparison.Ordinal)
        );

        // kill -9 of one each: all others see both fail.
        await Task.WhenAll(own[2].KillAsync(), serf[2].KillAsync());
        IPoolMember[] alive = [own[0], own[1], serf[0], serf[1]];
        await pool.AgreeAsync(Statuses(alive, ("own-2", "failed"), ("serf-2", "failed")), alive);

        // Each kind says of the other's that it will not come back; one of the two is forgotten at once.
        await own[0].ForceLeaveAsync("serf-2", prunes: false);
        await pool.AgreeAsync(Statuses(alive, ("own-2", "failed"), ("serf-2", "left")), alive);
        await ForgetAsync(pool, serf[0], "own-2", alive);
        await pool.AgreeAsync(Statuses(alive, ("serf-2", "left")), alive);

        // Both come back all the same.
        await Task.WhenAll(own[2].StartAsync(), serf[2].StartAsync());
        await own[2].JoinAsync(serf[0].Address);
        await serf[2].JoinAsync(own[0].Address);
        await pool.AgreeAsync();
        await TalkAsync(pool, [own[2], serf[2]]);

        // One each leaves, and one each is pruned while it is gone.
        await Task.WhenAll(own[2].LeaveAsync(), serf[2].LeaveAsync());
        await pool.AgreeAsync(Statuses(alive, ("own-2", "left"), ("serf-2", "left")), alive);
        await ForgetAsync(pool, own[0], "own-2", alive);
        await ForgetAsync(pool, serf[0], "serf-2", alive);
        await pool.AgreeAsync(Statuses(alive), alive);
    }

    private static Task<IPoolMember[]> StartAsync(MixedPool pool, Kind kind) =>
        Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(number =>
                {
                    var name = $"{kind.ToString().ToLowerInvariant()}-{number}";
                    return pool.StartAsync(kind, name, "-encrypt", Key, "-tag", $"kind={kind}", "-tag", $"n={number}");
                })
        );

    /// <summary>Every member sees the same addresses and tags of every member.</summary>
    private static async Task SeeTheSameAsync(MixedPool pool)
    {
        foreach (var by in pool.Members)
        {
            var seen = await by.MembersAsync();
            foreach (var of in pool.Members)
            {
                Assert.Equal(of.Address, seen[of.Name].Address);
                Assert.Equal(of.Name, $"{seen[of.Name].Tags["kind"].ToLowerInvariant()}-{seen[of.Name].Tags["n"]}");
            }
        }
    }

    /// <summary>What some fire reaches all, and what they ask is answered by all, with and without relays.</summary>
    private static async Task TalkAsync(MixedPool pool, IPoolMember[] speakers)
    {
        var names = pool.Members.Select(static it => it.Name).Order(StringComparer.Ordinal).ToArray();
        await Task.WhenAll(speakers.Select(speaker => TalkAsync(pool, speaker, names)));
    }

    private static async Task TalkAsync(MixedPool pool, IPoolMember speaker, string[] names)
    {
        await speaker.FireAsync("news", speaker.Name);
        await Task.WhenAll(pool.Members.Select(it => pool.HappenedAsync(it, $"user news {speaker.Name}")));
        foreach (var relays in new[] { 0, 2 })
        {
            // Gossip reaches all but for a bad throw of the dice, and nothing mends that for a question.
            await pool.HoldsAsync(
                $"all answer {speaker.Name} with {relays} relays",
                () => speaker.QueryAsync(new Question("who", "all") { Relays = relays }),
                answers =>
                    answers.Acks.SequenceEqual(names)
                    && answers.Answers.Values.SequenceEqual(names.Select(static it => $"answer from {it}"))
            );
        }
    }

    /// <summary>Has all forget a member. Whom the word does not reach, by a throw of the dice, keeps it: it is told again.</summary>
    private static Task ForgetAsync(MixedPool pool, IPoolMember by, string name, IPoolMember[] alive) =>
        pool.HoldsAsync(
            $"all forget {name} as {by.Name} says",
            async () =>
            {
                await by.ForceLeaveAsync(name, prunes: true);
                var seen = await Task.WhenAll(alive.Select(static member => member.MembersAsync()));
                return seen.Count(members => members.ContainsKey(name));
            },
            static knowing => knowing == 0
        );

    private static (string Name, string Status)[] Statuses(
        IPoolMember[] alive,
        params (string Name, string Status)[] others
    ) => [.. alive.Select(static it => (it.Name, "alive")), .. others];
}
