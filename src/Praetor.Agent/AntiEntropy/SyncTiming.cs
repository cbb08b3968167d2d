namespace Praetor.Agent.AntiEntropy;

/// <summary>When the agent compares itself with the catalog: the more members, the more spread out. Pure.</summary>
internal static class SyncTiming
{
    // Up to this many members the catalog bears the plain pace.
    private const int MembersUnscaled = 128;
    private static readonly TimeSpan SoonMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryBase = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LeaderlessMin = TimeSpan.FromMilliseconds(50);

    /// <summary>By how much the pace is stretched: 1, and 1 more for each doubling beyond 128 members.</summary>
    public static int ScaleOf(int members) =>
        members <= MembersUnscaled ? 1 : (int)Math.Ceiling(Math.Log2(members) - Math.Log2(MembersUnscaled)) + 1;

    /// <summary>How long after a full comparison the next one comes.</summary>
    public static TimeSpan NextFull(TimeSpan interval, int members, Random random) =>
        interval + interval * ScaleOf(members) * random.NextDouble();

    /// <summary>How long after another server began to lead everything is compared: a second where few agents are.</summary>
    public static TimeSpan Soon(int members, Random random) => SoonMax * ScaleOf(members) * random.NextDouble();

    /// <summary>How long after a failure the next attempt comes.</summary>
    public static TimeSpan Retry(int members, Random random) =>
        RetryBase + RetryBase * ScaleOf(members) * random.NextDouble();

    /// <summary>
    /// How long to wait for a leader to appear: soon at first, since one usually does, and no longer than after any other
    /// failure.
    /// </summary>
    public static TimeSpan RetryWithoutLeader(int attempts, TimeSpan max)
    {
        var wait = LeaderlessMin * Math.Pow(2, Math.Min(attempts, 16));
        return wait < max ? wait : max;
    }
}
