namespace Praetor.Dns.Tests.Fakes;

/// <summary>A clock that stands still.</summary>
public sealed class FixedTime(long unixSeconds) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(unixSeconds);
}
