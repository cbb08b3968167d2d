using Microsoft.Extensions.Logging;
using Praetor.Agent.Local;
using Praetor.Agent.Loops;
using Praetor.Model.Catalog;
using Praetor.Model.Services;

namespace Praetor.Agent.Checks;

/// <summary>
/// Runs the checks: one loop with one deadline for all of them, and a bounded number of probes under way. Results go into
/// the local state, from which anti-entropy sends them.
/// </summary>
internal sealed partial class CheckRunner
{
    // Probes wait for others nearly all the time, so that the bound is there for what they hold: a connection is one
    // descriptor and some kilobytes, a command a child process with two pipes. A thousand commands that hang at once are
    // a thousand processes, which is the cost of not letting them delay others; 64, as it was first, let seventy of them
    // stop all checks. What is due beyond the bound waits in the order in which it came due, until probes end: each does
    // within its own timeout. Expiries and results never wait.
    internal const int UnderWayMax = 1024;

    private readonly LocalState _local;
    private readonly SortedList<CheckKind, ICheckProbe> _probes;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly WakeSignal _wake;
    private readonly long _started;

    // Guards _schedule, _underWay, _random and _settings.
    private readonly Lock _gate = new();
    private readonly CheckSchedule _schedule;
    private CheckSettings _settings;
    private int _underWay;

    public CheckRunner(
        LocalState local,
        IEnumerable<ICheckProbe> probes,
        CheckSettings settings,
        TimeProvider time,
        Random random,
        ILogger<CheckRunner> logger
    )
    {
        _local = local;
        _probes = new SortedList<CheckKind, ICheckProbe>(probes.ToDictionary(static probe => probe.Kind));
        _settings = settings;
        _time = time;
        _random = random;
        _logger = logger;
        _schedule = new CheckSchedule(random);
        _wake = new WakeSignal(time);
        _started = time.GetTimestamp();
    }

    /// <summary>Time since the agent's start.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_started);

    /// <summary>How many checks are reported by their services, and how many are done by probes.</summary>
    public (int Ttls, int Probes) Counts
    {
        get
        {
            lock (_gate)
            {
                return (_schedule.TtlCount, _schedule.ProbeCount);
            }
        }
    }

    /// <summary>Whether this version knows how to do the check.</summary>
    public bool Supports(CheckKind kind) => kind is CheckKind.Ttl or CheckKind.Alias || _probes.ContainsKey(kind);

    /// <summary>Changes the settings while checks run.</summary>
    public void Configure(CheckSettings settings)
    {
        lock (_gate)
        {
            _settings = settings;
        }
    }

    /// <summary>Takes up a check, or gives it up where the new registration has nothing to run.</summary>
    public void Start(CheckEntry entry)
    {
        var now = Now;
        lock (_gate)
        {
            if (entry.Type is { } type && CheckKinds.Of(type) != CheckKind.Alias)
            {
                _schedule.Add(entry.Check.CheckID, entry.Registration, type, now);
            }
            else
            {
                _schedule.Remove(entry.Check.CheckID);
            }
        }

        _wake.Raise();
    }

    /// <summary>Gives a check up.</summary>
    public void Stop(string id)
    {
        lock (_gate)
        {
            _schedule.Remove(id);
        }
    }

    /// <summary>Takes a report of the service itself. False when the check is not one for that.</summary>
    /// <param name="id">The check.</param>
    /// <param name="status">How the service is.</param>
    /// <param name="output">What it says; what is too long is cut.</param>
    public bool TryReport(string id, string status, string output)
    {
        var now = Now;
        var cut = CheckOutput.Shorten(output, OutputMaxOf(_local.View.Check(id)?.Type));
        lock (_gate)
        {
            if (!_schedule.IsTtl(id))
            {
                return false;
            }

            _schedule.Renew(id, cut, now);
        }

        Publish(id, null, status, cut, now);
        return true;
    }

    /// <summary>Puts a result into the local state.</summary>
    public void Publish(string id, long? registration, string status, string output, TimeSpan now)
    {
        string kept;
        TimeSpan delay;
        lock (_gate)
        {
            kept = _settings.DiscardOutput ? "" : output;
            delay = _settings.UpdateInterval * (0.5 + _random.NextDouble());
        }

        _local.Change(view => view.WithResult(id, registration, status, kept, now, delay));
    }

    /// <summary>Runs checks until stopping, then waits for the probes under way.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                running.RemoveAll(static probe => probe.IsCompleted);
                while (TryTake(out var due))
                {
                    if (due.Probe is { } type)
                    {
                        running.Add(ProbeAsync(due, type, stopping));
                    }
                    else
                    {
                        LogExpired(_logger, due.Id);
                        Publish(due.Id, due.Registration, HealthStatus.Critical, due.Expiry, Now);
                    }
                }

                await _wake.WaitAsync(TimeToNext(), stopping);
            }
        }
        finally
        {
            await Task.WhenAll(running);
        }
    }

    private bool TryTake(out DueCheck due)
    {
        var now = Now;
        lock (_gate)
        {
            if (_schedule.TakeExpired(now) is { } expired)
            {
                due = expired;
                return true;
            }

            if (_underWay < UnderWayMax && _schedule.TakeProbe(now) is { } probe)
            {
                _underWay++;
                due = probe;
                return true;
            }
        }

        due = null!; // Not looked at by a caller that gets false.
        return false;
    }

    private TimeSpan TimeToNext()
    {
        var now = Now;
        lock (_gate)
        {
            // With no room for another probe the next one comes with the end of one, which wakes the loop.
            var probe = _underWay < UnderWayMax ? _schedule.NextProbe : null;
            var next = Min(_schedule.NextExpiry, probe);
            return next is { } due ? due - now : TimeSpan.MaxValue;
        }
    }

    private static TimeSpan? Min(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other : one;

    private async Task ProbeAsync(DueCheck due, CheckType type, CancellationToken stopping)
    {
        // The loop goes on before a probe does anything, even one that starts by blocking.
        await Task.Yield();
        ProbeResult result;
        try
        {
            result = await _probes[CheckKinds.Of(type)].ProbeAsync(new ProbeRequest(type, OutputMaxOf(type)), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception surprise)
        {
            // One check's trouble is that check's result; the others go on.
            LogProbeFailed(_logger, due.Id, surprise);
            result = new ProbeResult(HealthStatus.Critical, surprise.Message);
        }

        Complete(due, result);
    }

    private void Complete(DueCheck due, ProbeResult result)
    {
        var now = Now;
        string? status;
        lock (_gate)
        {
            _underWay--;
            status = _schedule.Complete(due.Id, due.Registration, result.Status, now);
        }

        if (status is not null)
        {
            Publish(due.Id, due.Registration, status, result.Output, now);
        }

        _wake.Raise();
    }

    private int OutputMaxOf(CheckType? type)
    {
        lock (_gate)
        {
            return type is { OutputMaxSize: > 0 } own
                ? Math.Min(own.OutputMaxSize, _settings.OutputMax)
                : _settings.OutputMax;
        }
    }

    [LoggerMessage(
        EventId = 11301,
        Level = LogLevel.Warning,
        Message = "Check missed TTL, is now critical: check={Check}"
    )]
    private static partial void LogExpired(ILogger logger, string check);

    [LoggerMessage(
        EventId = 11302,
        Level = LogLevel.Error,
        Message = "Probing failed by a surprise; report this: check={Check}"
    )]
    private static partial void LogProbeFailed(ILogger logger, string check, Exception surprise);
}
