namespace Praetor.EndToEnd.Gossip;

/// <summary>One of ours and one of serf's, which are a pool: what either does, the other sees.</summary>
public sealed class PairTests
{
    [Theory]
    [InlineData(Kind.Own)]
    [InlineData(Kind.Serf)]
    public async Task Who_joins_is_seen_with_its_address_and_tags(Kind kind)
    {
        await using var pool = new MixedPool();
        var (one, other) = await pool.StartPairAsync(kind, "-tag", "role=db", "-tag", "empty=");
        foreach (var (by, of) in new[] { (one, other), (other, one) })
        {
            var seen = (await by.MembersAsync())[of.Name];
            Assert.Equal(of.Address, seen.Address);
            Assert.Equal("db", seen.Tags["role"]);
            Assert.Equal("", seen.Tags["empty"]);
        }
    }

    [Theory]
    [InlineData(Kind.Own)]
    [InlineData(Kind.Serf)]
    public async Task A_tag_that_is_changed_is_seen(Kind kind)
    {
        await using var pool = new MixedPool();
        var (one, other) = await pool.StartPairAsync(kind, "-tag", "role=db");
        await one.SetTagAsync("role", "web");
        await pool.HoldsAsync(
            $"{other.Name} sees the new tag",
            async () => (await other.MembersAsync())[one.Name].Tags["role"],
            static role => role == "web"
        );
    }

    [Theory]
    [InlineData(Kind.Own)]
    [InlineData(Kind.Serf)]
    public async Task An_event_reaches_the_other_and_oneself_once(Kind kind)
    {
        await using var pool = new MixedPool();
        var (one, other) = await pool.StartPairAsync(kind);
        await one.FireAsync("deploy", "v1");
        await one.FireAsync("deploy", "v2");
        foreach (var member in pool.Members)
        {
            await pool.HappenedAsync(member, "user deploy v2");
            await pool.HappenedAsync(member, "user deploy v1");
        }

        // What was fired after them has come: a second copy of either would have, too.
        await one.FireAsync("after", "");
        await pool.HappenedAsync(other, "user after ");
        Assert.Equal(3, other.Happened.Count);
    }

    [Theory]
    [InlineData(Kind.Own)]
    [InlineData(Kind.Serf)]
    public async Task A_question_is_acknowledged_and_answered_by_those_it_is_for(Kind kind)
    {
        await using var pool = new MixedPool();
        var (one, other) = await pool.StartPairAsync(kind, "-tag", "role=db");
        await one.SetTagAsync("role", "web");
        await pool.HoldsAsync(
            $"{other.Name} sees the new tag",
            async () => (await other.MembersAsync())[one.Name].Tags["role"],
            static role => role == "web"
        );

        var all = await one.QueryAsync(new Question("who", "me"));
        Assert.Equal(["one", "other"], all.Acks);
        Assert.Equal(["answer from one", "answer from other"], all.Answers.Values);
        Assert.Contains("query who me", other.Happened);

        var byName = await one.QueryAsync(new Question("who", "named") { Nodes = [other.Name] });
        Assert.Equal(["other"], byName.Acks);
        Assert.Equal(["other"], byName.Answers.Keys);

        var byTag = await one.QueryAsync(new Question("who", "tagged") { Tags = ["role=^d[a-c]$"] });
        Assert.Equal(["other"], byTag.Acks);
        Assert.Equal(["other"], byTag.Answers.Keys);
    }
}
