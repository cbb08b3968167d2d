namespace Praetor.TestKit.Clocks;

/// <summary>A clock that stands still until a test moves it. It runs no timers: for code that only asks what time it is.</summary>
public sealed class ManualClock : TimeProvider
{
    private TimeSpan _now;

    // An odd frequency, so that code which takes a timestamp for ticks goes wrong here first.
    public override long TimestampFrequency => TimeSpan.TicksPerSecond * 7;

    public override long GetTimestamp() => _now.Ticks * 7;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _now;

    public void Advance(TimeSpan by) => _now += by;
}
