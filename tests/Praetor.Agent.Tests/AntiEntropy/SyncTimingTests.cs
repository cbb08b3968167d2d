using Praetor.Agent.AntiEntropy;
using Xunit;

namespace Praetor.Agent.Tests.AntiEntropy;

public sealed class SyncTimingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(128, 1)]
    [InlineData(129, 2)]
    [InlineData(256, 2)]
    [InlineData(257, 3)]
    [InlineData(512, 3)]
    [InlineData(513, 4)]
    public void The_pace_is_stretched_with_each_doubling(int members, int scale) =>
        Assert.Equal(scale, SyncTiming.ScaleOf(members));

    [Fact]
    public void Waiting_for_a_leader_grows_up_to_the_usual_pause()
    {
        var usual = TimeSpan.FromSeconds(20);
        Assert.True(SyncTiming.RetryWithoutLeader(0, usual) <= TimeSpan.FromMilliseconds(100));
        Assert.Equal(usual, SyncTiming.RetryWithoutLeader(30, usual));
    }
}
