using Praetor.Agent.Checks;
using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Services;
using Xunit;

namespace Praetor.Agent.Tests.Checks;

public sealed class CheckScheduleTests
{
    private static readonly CheckType EveryTenSeconds = new() { Tcp = "h:1", Interval = GoDuration.FromSeconds(10) };
    private static readonly CheckType TenSecondsGood = new() { Ttl = GoDuration.FromSeconds(10) };
    private readonly CheckSchedule _schedule = new(new Random(7));

    [Fact]
    public void The_first_run_comes_at_random_within_the_interval()
    {
        for (var i = 0; i < 100; i++)
        {
            _schedule.Add("c" + i, 1, EveryTenSeconds, At(100));
        }

        Assert.Null(_schedule.TakeProbe(At(100)));
        var early = 0;
        while (_schedule.TakeProbe(At(105)) is not null)
        {
            early++;
        }

        Assert.InRange(early, 25, 75);
        Assert.True(_schedule.NextProbe <= At(110));
    }

    [Fact]
    public void A_check_runs_again_an_interval_after_its_result_and_not_before_it()
    {
        _schedule.Add("c", 1, EveryTenSeconds, At(0));
        Assert.NotNull(_schedule.TakeProbe(At(10)));
        Assert.Null(_schedule.NextProbe);

        _schedule.Complete("c", 1, HealthStatus.Passing, At(13));
        Assert.Equal(At(23), _schedule.NextProbe);
    }

    [Fact]
    public void No_check_runs_more_often_than_each_second()
    {
        _schedule.Add("c", 1, EveryTenSeconds with { Interval = GoDuration.FromMilliseconds(1) }, At(0));
        Assert.NotNull(_schedule.TakeProbe(At(1)));
        _schedule.Complete("c", 1, HealthStatus.Passing, At(1));
        Assert.Equal(At(2), _schedule.NextProbe);
    }

    [Fact]
    public void A_result_of_an_earlier_registration_counts_for_nothing()
    {
        _schedule.Add("c", 1, EveryTenSeconds, At(0));
        _schedule.TakeProbe(At(10));
        _schedule.Add("c", 2, EveryTenSeconds, At(10));

        Assert.Null(_schedule.Complete("c", 1, HealthStatus.Critical, At(11)));
        Assert.Equal(HealthStatus.Passing, _schedule.Complete("c", 2, HealthStatus.Passing, At(12)));
    }

    [Fact]
    public void A_check_that_was_given_up_is_never_due()
    {
        _schedule.Add("c", 1, EveryTenSeconds, At(0));
        _schedule.Remove("c");
        Assert.Null(_schedule.NextProbe);
        Assert.Null(_schedule.TakeProbe(At(1_000)));
    }

    [Fact]
    public void A_service_that_stops_reporting_expires_once_with_its_last_words()
    {
        _schedule.Add("t", 1, TenSecondsGood, At(0));
        _schedule.Renew("t", "all fine", At(8));
        Assert.Null(_schedule.TakeExpired(At(17)));

        var due = _schedule.TakeExpired(At(18))!;
        Assert.Null(due.Probe);
        Assert.Equal("TTL expired (last output before timeout follows): all fine", due.Expiry);
        Assert.Null(_schedule.TakeExpired(At(1_000)));

        _schedule.Renew("t", "", At(1_000));
        Assert.Equal("TTL expired", _schedule.TakeExpired(At(1_010))!.Expiry);
    }

    [Fact]
    public void Renewing_many_times_leaves_one_deadline()
    {
        _schedule.Add("t", 1, TenSecondsGood, At(0));
        for (var i = 0; i < 100; i++)
        {
            _schedule.Renew("t", "", At(i));
        }

        Assert.Equal(At(109), _schedule.NextExpiry);
        Assert.NotNull(_schedule.TakeExpired(At(109)));
        Assert.Null(_schedule.TakeExpired(At(200)));
    }

    [Fact]
    public void Probes_that_wait_are_taken_in_the_order_in_which_they_came_due()
    {
        for (var i = 0; i < 50; i++)
        {
            _schedule.Add("c" + i, 1, EveryTenSeconds, At(0));
            Assert.NotNull(_schedule.TakeProbe(At(10)));
        }

        for (var i = 49; i >= 0; i--)
        {
            _schedule.Complete("c" + i, 1, HealthStatus.Passing, At(100 - (i / 2)));
        }

        var order = new List<string>();
        while (_schedule.TakeProbe(At(1_000)) is { } due)
        {
            order.Add(due.Id);
        }

        Assert.Equal(Enumerable.Range(0, 50).Select(static i => "c" + (49 - i)), order);
    }

    [Fact]
    public void A_report_expires_though_a_probe_has_waited_for_longer()
    {
        _schedule.Add("c", 1, EveryTenSeconds, At(0));
        _schedule.Add("t", 1, TenSecondsGood, At(5));
        Assert.Equal("t", _schedule.TakeExpired(At(15))?.Id);
        Assert.Equal("c", _schedule.TakeProbe(At(15))?.Id);
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
