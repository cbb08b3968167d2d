namespace Praetor.Gossip.Serf;

/// <summary>
/// Remembers what was seen at the last 512 times of a clock, so that each thing is taken once, however often gossip brings
/// it. Something older than the ring is taken for seen.
/// </summary>
/// <typeparam name="T">What is seen.</typeparam>
internal sealed class RecentRing<T>
{
    /// <summary>Serf's, and the length of the list in its push/pulls.</summary>
    public const int Size = 512;

    /// <summary>Different things of one time: each node may make one of its own. More are a flood, and taken for seen.</summary>
    private const int SameTimeMax = 256;

    private readonly (ulong Time, List<T> Seen)?[] _ring = new (ulong, List<T>)?[Size];

    /// <summary>What was seen, by place in the ring.</summary>
    public IReadOnlyList<(ulong Time, List<T> Seen)?> Buckets => _ring;

    /// <summary>Takes something in; false if it was seen.</summary>
    /// <param name="time">Its time.</param>
    /// <param name="now">The clock's, after it has witnessed that.</param>
    /// <param name="thing">What to remember.</param>
    /// <param name="isSame">Whether two are the same.</param>
    public bool TryAdd(ulong time, ulong now, T thing, Func<T, T, bool> isSame)
    {
        if (now > Size && time < now - Size)
        {
            return false;
        }

        ref var bucket = ref _ring[time % Size];
        if (bucket is not { } held || held.Time != time)
        {
            bucket = (time, [thing]);
            return true;
        }

        if (held.Seen.Count >= SameTimeMax || held.Seen.Exists(it => isSame(it, thing)))
        {
            return false;
        }

        held.Seen.Add(thing);
        return true;
    }
}
