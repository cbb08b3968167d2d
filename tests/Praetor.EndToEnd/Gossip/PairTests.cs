namespace Praetor.EndToEnd.Gossip;

/// <summary>One of ours and one of serf's: what either does, the other sees.</summary>
public sealed class PairTests
{
    [Theory]
    [InlineData(Kind.Own)]
    [InlineData(Kind.Serf)]
    public async Task Who_joins_is_seen_with_its_address_and_tags(Kind joined)
    {
        await using var pool = new MixedPool();
        var (first, second) = await pool.StartPairAsync(joined, "-tag", "role=db", "-tag", "empty=");
        foreach (var (by, of) in new[] { (first, second), (second, first) })
        {
            var seen = (await by.MembersAsync())[of.Name];
            Assert.Equal(of.Address, seen.Address);
            Assert.Equal("db", seen.Tags["role"]);
            Assert.Equal("", seen.Tags["empty"]);
        }
    }
}
