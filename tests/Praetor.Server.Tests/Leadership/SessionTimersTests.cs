using Praetor.Server.Leadership;
using Xunit;

namespace Praetor.Server.Tests.Leadership;

public sealed class SessionTimersTests
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(10);

    private readonly SessionTimers _timers = new();

    [Fact]
    public void Session_is_due_after_twice_its_time_to_live_and_not_before()
    {
        _timers.Reset("a", Ttl, now: TimeSpan.Zero);

        Assert.Empty(ExpiredAt(seconds: 19.9));
        Assert.Equal(["a"], ExpiredAt(seconds: 20));
    }

    [Fact]
    public void Renewal_starts_the_time_anew()
    {
        _timers.Reset("a", Ttl, now: TimeSpan.Zero);
        _timers.Reset("a", Ttl, now: TimeSpan.FromSeconds(15));

        Assert.Empty(ExpiredAt(seconds: 34.9));
        Assert.Equal(["a"], ExpiredAt(seconds: 35));
    }

    [Fact]
    public void End_that_was_not_written_is_tried_six_times_later_each_time()
    {
        _timers.Reset("a", Ttl, now: TimeSpan.Zero);

        var attempts = new List<double>();
        while (_timers.NextDue is { } due)
        {
            attempts.AddRange(ExpiredAt(due.TotalSeconds).Select(_ => due.TotalSeconds));
        }

        Assert.Equal([20, 30, 50, 90, 170, 330], attempts);
    }

    [Fact]
    public void Session_that_is_gone_never_comes_up()
    {
        _timers.Reset("a", Ttl, now: TimeSpan.Zero);
        _timers.Remove("a");

        Assert.Empty(ExpiredAt(seconds: 1_000));
    }

    [Fact]
    public void Many_renewals_leave_nothing_behind()
    {
        for (var second = 0; second < 10_000; second++)
        {
            _timers.Reset("a", Ttl, TimeSpan.FromSeconds(second));
        }

        Assert.Equal(1, _timers.Count);
        Assert.Empty(ExpiredAt(seconds: 10_018));
        Assert.Equal(["a"], ExpiredAt(seconds: 10_019));
    }

    private List<string> ExpiredAt(double seconds)
    {
        var expired = new List<string>();
        _timers.TakeExpired(TimeSpan.FromSeconds(seconds), expired);
        return expired;
    }
}
