using Praetor.Gossip.Pool;
using Praetor.TestKit.Clocks;
using Xunit;

namespace Praetor.Gossip.Tests.Pool;

public sealed class ComplaintTests
{
    [Fact]
    public void The_first_is_told_and_then_one_an_interval_with_how_many_were_not()
    {
        var clock = new ManualClock();
        var complaint = new Complaint(clock, TimeSpan.FromSeconds(30));
        Assert.True(complaint.IsDue(out var untold));
        Assert.Equal(0, untold);
        Assert.False(complaint.IsDue(out _));
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(complaint.IsDue(out _));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(complaint.IsDue(out untold));
        Assert.Equal(2, untold);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.True(complaint.IsDue(out untold));
        Assert.Equal(0, untold);
    }
}
