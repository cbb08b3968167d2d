using Praetor.Server.Leadership;
using Xunit;

namespace Praetor.Server.Tests.Leadership;

public sealed class TombstoneExpiryTests
{
    private readonly TombstoneExpiry _expiry = new();

    [Fact]
    public void Deletions_of_one_bucket_go_together_after_fifteen_minutes()
    {
        _expiry.Hint(index: 7, now: TimeSpan.FromSeconds(1));
        _expiry.Hint(index: 9, now: TimeSpan.FromSeconds(29));

        Assert.Null(_expiry.TakeExpired(TimeSpan.FromMinutes(15)));
        Assert.Equal(9UL, _expiry.TakeExpired(TimeSpan.FromMinutes(15.5)));
        Assert.Null(_expiry.NextDue);
    }

    [Fact]
    public void Later_deletions_wait_for_their_own_time()
    {
        _expiry.Hint(index: 7, now: TimeSpan.Zero);
        _expiry.Hint(index: 9, now: TimeSpan.FromMinutes(1));

        Assert.Equal(7UL, _expiry.TakeExpired(TimeSpan.FromMinutes(15.5)));
        Assert.Equal(TimeSpan.FromMinutes(16.5), _expiry.NextDue);
        Assert.Equal(9UL, _expiry.TakeExpired(TimeSpan.FromMinutes(16.5)));
    }
}
