namespace Praetor.Gossip.Serf;

/// <summary>A logical clock (Lamport 1978): what is said later of the same is told from what was said before.</summary>
internal sealed class LamportClock
{
    /// <summary>No pool lives as long; a later time is a lie that would bring the clock to the end of its range.</summary>
    private const ulong Latest = ulong.MaxValue / 2;

    /// <summary>Now. The first is 1, so that 0 is before everything.</summary>
    public ulong Time { get; private set; } = 1;

    /// <summary>The time of something that happens here.</summary>
    public ulong Next() => Time++;

    /// <summary>Something of that time was seen: what happens here from now on is later.</summary>
    public void Witness(ulong time)
    {
        if (time >= Time && time < Latest)
        {
            Time = time + 1;
        }
    }
}
