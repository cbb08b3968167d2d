using Praetor.Server.Leadership;
using Praetor.TestKit.Clocks;
using Xunit;

namespace Praetor.Server.Tests.Leadership;

public sealed class LockDelaysTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Key_is_delayed_until_its_time_is_over()
    {
        var delays = new LockDelays(_clock);
        delays.Arm("k", TimeSpan.FromSeconds(15));

        _clock.Advance(TimeSpan.FromSeconds(14.9));
        Assert.True(delays.IsDelayed("k"));
        Assert.False(delays.IsDelayed("other"));

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(delays.IsDelayed("k"));
    }

    [Fact]
    public void Delay_is_cut_to_a_minute()
    {
        var delays = new LockDelays(_clock);
        delays.Arm("k", TimeSpan.FromHours(1));

        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.False(delays.IsDelayed("k"));
    }

    [Fact]
    public void Delay_of_nothing_arms_nothing()
    {
        var delays = new LockDelays(_clock);
        delays.Arm("k", TimeSpan.Zero);

        Assert.False(delays.IsDelayed("k"));
    }
}
