namespace Praetor.Gossip.Serf;

/// <summary>A logical clock (Lamport 1978): what is said later of the same is told from what was said before.</summary>
internal sealed class LamportClock
{
    /// <summary>Now. The first is 1, so that 0 is before everything.</summary>
    public ulong Time { get; private set; } = 1;

    /// <summary>The time of something that happens here.</summary>
    public ulong Next() => Time++;

    /// <summary>Something of that time was seen: what happens here from now on is later.</summary>
    public void Witness(ulong time)
    {
        // A time at the end of its range would stop the clock; only a liar has one.
        if (time >= Time && time < ulong.MaxValue)
        {
            Time = time + 1;
        }
    }
}
