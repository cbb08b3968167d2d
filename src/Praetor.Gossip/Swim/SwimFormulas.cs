namespace Praetor.Gossip.Swim;

/// <summary>How SWIM's and Lifeguard's times and counts grow with the pool. Pure; the papers' and memberlist's figures.</summary>
internal static class SwimFormulas
{
    /// <summary>Up to that many nodes the push/pull interval is as configured; each doubling adds it once more.</summary>
    private const int PushPullScaleFrom = 32;

    /// <summary>How often a broadcast is sent in a pool of that many nodes.</summary>
    public static int RetransmitLimit(int multiplier, int nodes) =>
        multiplier * (int)Math.Ceiling(Math.Log10(nodes + 1));

    /// <summary>How long a suspected node has at least.</summary>
    public static TimeSpan SuspicionTimeout(int multiplier, int nodes, TimeSpan probeInterval)
    {
        // Thousandths, truncated, as memberlist counts them.
        var scale = (long)(Math.Max(1, Math.Log10(Math.Max(1, nodes))) * 1000);
        return new TimeSpan(multiplier * scale * probeInterval.Ticks / 1000);
    }

    /// <summary>How many others must confirm a suspicion before it lasts no longer than the minimum.</summary>
    public static int ExpectedConfirmations(int multiplier, int nodes)
    {
        var expected = multiplier - 2;
        return nodes - 2 < expected || expected < 0 ? 0 : expected;
    }

    /// <summary>How long a suspicion lasts in all, after some confirmations.</summary>
    public static TimeSpan SuspicionLength(int confirmed, int expected, TimeSpan min, TimeSpan max)
    {
        if (expected < 1)
        {
            return min;
        }

        var part = Math.Log(confirmed + 1) / Math.Log(expected + 1);
        var seconds = max.TotalSeconds - part * (max.TotalSeconds - min.TotalSeconds);
        var length = TimeSpan.FromMilliseconds(Math.Floor(seconds * 1000));
        return length < min ? min : length;
    }

    /// <summary>How often a node exchanges all it knows in a pool of that many.</summary>
    public static TimeSpan PushPullInterval(TimeSpan interval, int nodes)
    {
        if (nodes <= PushPullScaleFrom)
        {
            return interval;
        }

        return interval * (Math.Ceiling(Math.Log2(nodes) - Math.Log2(PushPullScaleFrom)) + 1);
    }
}
