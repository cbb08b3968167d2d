namespace Praetor.Gossip.Swim;

/// <summary>
/// What is told to others with the packets that go out anyway, each message a number of times that grows with the pool.
/// First come those sent least often, of these the largest, of these the newest.
/// </summary>
/// <param name="retransmitLimit">How often a message is sent, asked for whenever some are taken.</param>
/// <param name="depthMax">
/// How many may wait, asked for whenever one is added; over it, those sent most often and smallest are dropped.
/// </param>
internal sealed class BroadcastQueue(Func<int> retransmitLimit, Func<int> depthMax)
{
    private readonly SortedSet<Broadcast> _queue = new(Broadcast.Order);
    private readonly Dictionary<string, Broadcast> _named = new(StringComparer.Ordinal);
    private readonly List<Broadcast> _taken = [];
    private long _lastNumber;

    /// <summary>How many wait.</summary>
    public int Count => _queue.Count;

    /// <summary>How many were dropped because too many waited.</summary>
    public long Dropped { get; private set; }

    /// <summary>Adds a message.</summary>
    /// <param name="name">
    /// What it is about: it replaces the message before it about the same. Null if it stands for itself.
    /// </param>
    /// <param name="message">The encoded message.</param>
    public Broadcast Add(string? name, ReadOnlyMemory<byte> message)
    {
        var broadcast = new Broadcast(name, message, ++_lastNumber);
        if (name is not null)
        {
            if (_named.Remove(name, out var replaced))
            {
                _queue.Remove(replaced);
                replaced.IsFinished = true;
            }

            _named.Add(name, broadcast);
        }

        _queue.Add(broadcast);
        while (_queue.Count > Math.Max(depthMax(), 1))
        {
            // The one just added is the last only if it is alone or smallest among the unsent.
            Finish(_queue.Max!);
            Dropped++;
        }

        return broadcast;
    }

    /// <summary>Takes messages that fit, and counts them as sent once more.</summary>
    /// <param name="bytesEach">What each takes beside its own bytes.</param>
    /// <param name="bytesMax">What all may take.</param>
    /// <param name="countMax">How many.</param>
    /// <param name="into">Where they are added.</param>
    /// <returns>The bytes they take.</returns>
    public int Take(int bytesEach, int bytesMax, int countMax, List<ReadOnlyMemory<byte>> into)
    {
        _taken.Clear();
        var left = bytesMax;
        while (_taken.Count < countMax && LargestUpTo(left - bytesEach) is { } broadcast)
        {
            left -= bytesEach + broadcast.Message.Length;
            into.Add(broadcast.Message);
            _taken.Add(broadcast);
            _queue.Remove(broadcast);
        }

        CountAsSent();
        return bytesMax - left;
    }

    /// <summary>
    /// The first that fits; null for none. Those of the same number of sendings that are too large are passed over as one,
    /// so that the rest of a packet costs no look at each of the thousands that wait in a storm.
    /// </summary>
    private Broadcast? LargestUpTo(int length)
    {
        var first = _queue.Min;
        while (length > 0 && first is not null && first.Length > length)
        {
            first = _queue.GetViewBetween(Broadcast.Bound(first.Transmits, length), Broadcast.Last).Min;
        }

        return length > 0 ? first : null;
    }

    private void CountAsSent()
    {
        if (_taken.Count == 0)
        {
            return;
        }

        var limit = retransmitLimit();
        foreach (var broadcast in _taken)
        {
            broadcast.Transmits++;
            if (broadcast.Transmits >= limit)
            {
                Finish(broadcast);
            }
            else
            {
                _queue.Add(broadcast);
            }
        }
    }

    private void Finish(Broadcast broadcast)
    {
        _queue.Remove(broadcast);
        broadcast.IsFinished = true;
        if (broadcast.Name is not null)
        {
            _named.Remove(broadcast.Name);
        }
    }
}

/// <summary>A message on its way to everybody.</summary>
internal sealed class Broadcast
{
    private readonly long _number;

    public Broadcast(string? name, ReadOnlyMemory<byte> message, long number) =>
        (Name, Message, Length, _number) = (name, message, message.Length, number);

    private Broadcast(int transmits, int length) => (Transmits, Length, _number) = (transmits, length, long.MaxValue);

    /// <summary>See <see cref="BroadcastQueue"/>.</summary>
    public static IComparer<Broadcast> Order { get; } =
        Comparer<Broadcast>.Create(
            static (a, b) =>
                a.Transmits != b.Transmits ? a.Transmits.CompareTo(b.Transmits)
                : a.Length != b.Length ? b.Length.CompareTo(a.Length)
                : b._number.CompareTo(a._number)
        );

    /// <summary>Stands after all.</summary>
    public static Broadcast Last { get; } = new(int.MaxValue, 0);

    public string? Name { get; }

    public ReadOnlyMemory<byte> Message { get; }

    public int Length { get; }

    /// <summary>How often it was sent. Changes only while it is out of the queue, whose order depends on it.</summary>
    public int Transmits { get; set; }

    /// <summary>Whether it was sent often enough, or another took its place.</summary>
    public bool IsFinished { get; set; }

    /// <summary>Stands before all that were sent that often and are not longer.</summary>
    public static Broadcast Bound(int transmits, int length) => new(transmits, length);
}
