using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Agent.Checks;
using Praetor.Agent.Local;
using Praetor.Foundation.Text;
using Praetor.Model.Catalog;
using Praetor.Model.Services;
using Praetor.TestKit.Simulation;
using Xunit;

namespace Praetor.Agent.Tests.Checks;

public sealed class CheckRunnerTests
{
    private static readonly CheckType EachSecond = new() { Tcp = "h:1", Interval = GoDuration.FromSeconds(1) };

    private readonly SimWorld _world = new(seed: 3);
    private readonly LocalState _local = new();
    private readonly ScriptedProbe _probe;
    private readonly CheckRunner _runner;

    public CheckRunnerTests()
    {
        _probe = new ScriptedProbe(_world);
        _runner = new CheckRunner(
            _local,
            [_probe],
            new CheckSettings
            {
                UpdateInterval = TimeSpan.Zero,
                OutputMax = 4096,
                DiscardOutput = false,
                RemovalMin = TimeSpan.FromMinutes(1),
                ReapInterval = TimeSpan.FromSeconds(30),
            },
            _world,
            new Random(3),
            NullLogger<CheckRunner>.Instance
        );
    }

    [Fact]
    public void A_check_follows_what_its_probe_finds()
    {
        Run(async () =>
        {
            Start("c", EachSecond);
            await Task.Delay(TimeSpan.FromSeconds(1.5), _world);
            Assert.Equal((HealthStatus.Passing, "ok"), StateOf("c"));

            _probe.Find = static _ => new ProbeResult(HealthStatus.Critical, "no");
            await Task.Delay(TimeSpan.FromSeconds(1.5), _world);
            Assert.Equal((HealthStatus.Critical, "no"), StateOf("c"));
        });
    }

    [Fact]
    public void A_probe_that_throws_makes_its_own_check_critical_and_stops_no_other()
    {
        Run(async () =>
        {
            _probe.Find = static request =>
                request.Type.Tcp == "h:2"
                    ? throw new InvalidOperationException("broken")
                    : new ProbeResult(HealthStatus.Passing, "ok");
            Start("good", EachSecond);
            Start("bad", EachSecond with { Tcp = "h:2" });
            await Task.Delay(TimeSpan.FromSeconds(3), _world);
            Assert.Equal((HealthStatus.Passing, "ok"), StateOf("good"));
            Assert.Equal((HealthStatus.Critical, "broken"), StateOf("bad"));
        });
    }

    [Fact]
    public void No_more_probes_are_under_way_than_allowed_and_all_get_their_turn()
    {
        Run(async () =>
        {
            _probe.Takes = TimeSpan.FromSeconds(3);
            for (var i = 0; i < 1_500; i++)
            {
                Start("c" + i, EachSecond);
            }

            await Task.Delay(TimeSpan.FromSeconds(10), _world);
            Assert.Equal(CheckRunner.UnderWayMax, _probe.UnderWayMax);
            Assert.All(_local.View.LiveChecks, entry => Assert.Equal(HealthStatus.Passing, entry.Check.Status));
        });
    }

    [Fact]
    public void Seventy_probes_that_hang_delay_no_other_check()
    {
        Run(async () =>
        {
            _probe.Hangs = static request => request.Type.Tcp == "h:hangs";
            for (var i = 0; i < 70; i++)
            {
                Start("hangs" + i, EachSecond with { Tcp = "h:hangs" });
            }

            await Task.Delay(TimeSpan.FromSeconds(2), _world);
            Assert.Equal(70, _probe.UnderWay);
            Start("c", EachSecond);
            await Task.Delay(TimeSpan.FromSeconds(2), _world);
            Assert.Equal((HealthStatus.Passing, "ok"), StateOf("c"));
        });
    }

    [Fact]
    public void Reports_expire_in_time_while_probes_that_hang_leave_no_room_for_others()
    {
        Run(async () =>
        {
            _probe.Hangs = static _ => true;
            for (var i = 0; i < CheckRunner.UnderWayMax + 10; i++)
            {
                Start("hangs" + i, EachSecond);
            }

            await Task.Delay(TimeSpan.FromSeconds(2), _world);
            Assert.Equal(CheckRunner.UnderWayMax, _probe.UnderWay);
            Start("t", new CheckType { Ttl = GoDuration.FromSeconds(5) });
            Assert.True(_runner.TryReport("t", HealthStatus.Passing, "fine"));
            await Task.Delay(TimeSpan.FromSeconds(4.9), _world);
            Assert.Equal((HealthStatus.Passing, "fine"), StateOf("t"));

            await Task.Delay(TimeSpan.FromSeconds(0.2), _world);
            Assert.Equal(HealthStatus.Critical, StateOf("t").Status);
        });
    }

    [Fact]
    public void A_service_that_stops_reporting_becomes_critical()
    {
        Run(async () =>
        {
            Start("t", new CheckType { Ttl = GoDuration.FromSeconds(5) });
            Assert.True(_runner.TryReport("t", HealthStatus.Passing, "fine"));
            await Task.Delay(TimeSpan.FromSeconds(4), _world);
            Assert.Equal((HealthStatus.Passing, "fine"), StateOf("t"));

            await Task.Delay(TimeSpan.FromSeconds(2), _world);
            Assert.Equal(
                (HealthStatus.Critical, "TTL expired (last output before timeout follows): fine"),
                StateOf("t")
            );
        });
    }

    [Fact]
    public void A_report_on_a_check_with_a_probe_is_refused()
    {
        Run(() =>
        {
            Start("c", EachSecond);
            Assert.False(_runner.TryReport("c", HealthStatus.Passing, ""));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void A_result_that_comes_after_a_new_registration_is_thrown_away()
    {
        Run(async () =>
        {
            _probe.Takes = TimeSpan.FromSeconds(3);
            Start("c", EachSecond);
            await Task.Delay(TimeSpan.FromSeconds(2), _world);
            Start("c", new CheckType { Ttl = GoDuration.FromSeconds(100) });
            await Task.Delay(TimeSpan.FromSeconds(5), _world);
            Assert.Equal((HealthStatus.Critical, ""), StateOf("c"));
        });
    }

    [Theory]
    [InlineData("short", 4096, "short")]
    [InlineData("abcdef", 3, "abc ... (captured 3 of 6 bytes)")]
    [InlineData("aé", 2, "a ... (captured 2 of 3 bytes)")]
    public void Long_reports_are_cut_with_a_note(string output, int max, string kept) =>
        Assert.Equal(kept, CheckOutput.Shorten(output, max));

    private void Run(Func<Task> scenario) =>
        _world.Run(
            async () =>
            {
                using var stopping = new CancellationTokenSource();
                var loop = _runner.RunAsync(stopping.Token);
                await scenario();
                stopping.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop);
            },
            TimeSpan.FromHours(1)
        );

    private long _registrations;

    private void Start(string id, CheckType type)
    {
        var entry = new CheckEntry
        {
            Check = new HealthCheck { CheckID = id, Status = HealthStatus.Critical },
            Type = type,
            Registration = ++_registrations,
        };
        _local.Change(view => view.With(entry));
        _runner.Start(entry);
    }

    private (string Status, string Output) StateOf(string id)
    {
        var check = _local.View.Check(id)!.Check;
        return (check.Status, check.Output);
    }
}
