namespace Praetor.Gossip.Serf;

/// <summary>
/// Remembers what was seen at the last 512 times of a clock, so that each thing is taken once, however often gossip brings
/// it. Something older than the ring is taken for seen.
/// </summary>
/// <typeparam name="T">What is seen.</typeparam>
/// <param name="bytesOf">What a thing takes.</param>
internal sealed class RecentRing<T>(Func<T, int> bytesOf)
{
    /// <summary>Serf's, and the length of the list in its push/pulls.</summary>
    public const int Size = 512;

    /// <summary>Different things of one time: each node may make one of its own. More are a flood, and taken for seen.</summary>
    public const int SameTimeMax = 256;

    /// <summary>
    /// What all things may take: thirty times as much as events of Serf's usual bound in every place, and little enough for the
    /// push/pulls that carry it. What comes when it is full is taken for seen, until older things make room.
    /// </summary>
    public const int BytesMax = 8 * 1024 * 1024;

    private readonly (ulong Time, List<T> Seen)?[] _ring = new (ulong, List<T>)?[Size];

    private long _bytes;

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
        if (bucket is { } older && older.Time != time)
        {
            _bytes -= older.Seen.Sum(it => (long)bytesOf(it));
            bucket = null;
        }

        if (_bytes + bytesOf(thing) > BytesMax)
        {
            return false;
        }

        if (bucket is not { } held)
        {
            bucket = (time, [thing]);
        }
        else if (held.Seen.Count >= SameTimeMax || held.Seen.Exists(it => isSame(it, thing)))
        {
            return false;
        }
        else
        {
            held.Seen.Add(thing);
        }

        _bytes += bytesOf(thing);
        return true;
    }
}
