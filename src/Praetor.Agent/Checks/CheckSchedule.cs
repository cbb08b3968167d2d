using Praetor.Model.Services;

namespace Praetor.Agent.Checks;

/// <summary>
/// Decides when which check is due and what its results mean. Pure: it is told the time and handed the dice, and knows
/// neither clocks nor probes. All times are since the agent's start.
/// </summary>
internal sealed class CheckSchedule(Random random)
{
    /// <summary>No check runs more often, however short its interval: as in Consul.</summary>
    internal static readonly TimeSpan IntervalMin = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Scheduled> _checks = new(StringComparer.Ordinal);

    // Apart, so that what services fail to report is never behind probes that have to wait for room. Deadlines that were
    // given up stay until their time comes and are recognized by their number.
    private readonly PriorityQueue<(string Id, long Armed), (TimeSpan Due, long Armed)> _expiries = new();
    private readonly PriorityQueue<(string Id, long Armed), (TimeSpan Due, long Armed)> _runs = new();
    private long _armed;

    /// <summary>How many checks the service itself reports.</summary>
    public int TtlCount => _checks.Values.Count(static check => check.Kind == CheckKind.Ttl);

    /// <summary>How many checks are done by probes.</summary>
    public int ProbeCount => _checks.Count - TtlCount;

    /// <summary>When the next report of a service expires; null when none ever does.</summary>
    public TimeSpan? NextExpiry => NextOf(_expiries);

    /// <summary>When the next probe is due; null when none ever is.</summary>
    public TimeSpan? NextProbe => NextOf(_runs);

    /// <summary>Takes up a check; one with the same ID is given up.</summary>
    /// <param name="id">The check.</param>
    /// <param name="registration">Which registration of it.</param>
    /// <param name="type">How it is done; not an alias, which follows other checks instead of the time.</param>
    /// <param name="now">The time.</param>
    public void Add(string id, long registration, CheckType type, TimeSpan now)
    {
        var check = new Scheduled(id, registration, type);
        _checks[id] = check;
        Arm(
            check,
            check.Kind == CheckKind.Ttl ? now + type.Ttl.ToTimeSpan() : now + check.Interval * random.NextDouble()
        );
    }

    /// <summary>Gives a check up.</summary>
    public void Remove(string id) => _checks.Remove(id);

    /// <summary>Whether the check is one that the service itself reports.</summary>
    public bool IsTtl(string id) => _checks.TryGetValue(id, out var check) && check.Kind == CheckKind.Ttl;

    /// <summary>Notes that a service reported, which is good for another while.</summary>
    public void Renew(string id, string output, TimeSpan now)
    {
        if (_checks.TryGetValue(id, out var check) && check.Kind == CheckKind.Ttl)
        {
            check.LastOutput = output;
            Arm(check, now + check.Type.Ttl.ToTimeSpan());
        }
    }

    /// <summary>Takes the next report that has expired; null when none has. The next report arms it again.</summary>
    public DueCheck? TakeExpired(TimeSpan now) =>
        Take(_expiries, now) is { } check
            ? new DueCheck(check.Id, check.Registration, null, ExpiryOf(check.LastOutput))
            : null;

    /// <summary>Takes the probe that has been due for longest; null when none is. Its result arms it again.</summary>
    public DueCheck? TakeProbe(TimeSpan now) =>
        Take(_runs, now) is { } check ? new DueCheck(check.Id, check.Registration, check.Type, "") : null;

    /// <summary>Takes a probe's result into account and arms the next run.</summary>
    /// <returns>What the check is then; null while it stays what it was, or when it is gone.</returns>
    public string? Complete(string id, long registration, string status, TimeSpan now)
    {
        if (!_checks.TryGetValue(id, out var check) || check.Registration != registration)
        {
            return null;
        }

        Arm(check, now + check.Interval);
        return check.Thresholds.Judge(status);
    }

    private static string ExpiryOf(string lastOutput) =>
        lastOutput.Length == 0 ? "TTL expired" : $"TTL expired (last output before timeout follows): {lastOutput}";

    private void Arm(Scheduled check, TimeSpan due)
    {
        check.Armed = ++_armed;
        // Of those that are due at once the one that was armed first comes first, so that none is overtaken for ever.
        var deadlines = check.Kind == CheckKind.Ttl ? _expiries : _runs;
        deadlines.Enqueue((check.Id, check.Armed), (due, check.Armed));
    }

    private Scheduled? Take(PriorityQueue<(string Id, long Armed), (TimeSpan Due, long Armed)> deadlines, TimeSpan now)
    {
        if (NextOf(deadlines) is not { } due || due > now)
        {
            return null;
        }

        var check = _checks[deadlines.Dequeue().Id];
        check.Armed = 0;
        return check;
    }

    private TimeSpan? NextOf(PriorityQueue<(string Id, long Armed), (TimeSpan Due, long Armed)> deadlines)
    {
        while (deadlines.TryPeek(out var next, out var at))
        {
            if (_checks.TryGetValue(next.Id, out var check) && check.Armed == next.Armed)
            {
                return at.Due;
            }

            deadlines.Dequeue();
        }

        return null;
    }

    private sealed class Scheduled(string id, long registration, CheckType type)
    {
        public string Id => id;

        public long Registration => registration;

        public CheckType Type => type;

        public CheckKind Kind { get; } = CheckKinds.Of(type);

        public TimeSpan Interval { get; } =
            type.Interval.ToTimeSpan() > IntervalMin ? type.Interval.ToTimeSpan() : IntervalMin;

        public CheckThresholds Thresholds { get; } = new(type);

        public string LastOutput { get; set; } = "";

        public long Armed { get; set; }
    }
}

/// <summary>A check whose time has come.</summary>
/// <param name="Id">The check.</param>
/// <param name="Registration">Which registration of it.</param>
/// <param name="Probe">What to look at; null when the service did not report in time.</param>
/// <param name="Expiry">What is said about a service that did not report.</param>
internal sealed record DueCheck(string Id, long Registration, CheckType? Probe, string Expiry);
