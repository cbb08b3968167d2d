namespace Praetor.Agent.Coordinates;

/// <summary>When an agent sends its coordinate: the more members, the less often, so that the servers get no more. Pure.</summary>
internal static class CoordinateTiming
{
    /// <summary>How long to wait for the next time: the interval, and up to as much again by chance.</summary>
    /// <param name="members">How many agents share the rate.</param>
    /// <param name="perSecond">How many coordinates all of them may send in a second; none or less is no limit.</param>
    /// <param name="intervalMin">The least interval.</param>
    /// <param name="random">Spreads the agents that started together.</param>
    public static TimeSpan Next(int members, double perSecond, TimeSpan intervalMin, Random random)
    {
        var shared = perSecond > 0 ? TimeSpan.FromSeconds(members / perSecond) : TimeSpan.Zero;
        var interval = shared > intervalMin ? shared : intervalMin;
        return interval + interval * random.NextDouble();
    }
}
