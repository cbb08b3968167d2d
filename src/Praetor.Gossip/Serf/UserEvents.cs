using System.Text;
using Praetor.Gossip.Swim;

namespace Praetor.Gossip.Serf;

/// <summary>Events that everybody hears of once.</summary>
internal sealed class UserEvents(SerfCore core, BroadcastQueue queue)
{
    /// <summary>Serf's bound whatever is configured: an event must fit packets of the largest kind.</summary>
    private const int BytesMax = 9 * 1024;

    private readonly RecentRing<RecentEvent> _recent = new(static it =>
        Encoding.UTF8.GetByteCount(it.Name) + (it.Payload?.Length ?? 0)
    );
    private ulong _earliest;

    /// <summary>The clock of events.</summary>
    public LamportClock Clock { get; } = new();

    /// <summary>What was seen lately, for a push/pull.</summary>
    public IReadOnlyList<EventBucket?> Recent =>
        [.. _recent.Buckets.Select(it => it is { } bucket ? new EventBucket(bucket.Time, bucket.Seen) : null)];

    /// <summary>How many wait to be told on.</summary>
    public int Waiting => queue.Count;

    /// <summary>How many were dropped because too many waited.</summary>
    public long Dropped => queue.Dropped;

    /// <summary>Events before that time are not wanted.</summary>
    public void Ignore(ulong before) => _earliest = Math.Max(_earliest, before);

    /// <summary>Tells everybody; says in Serf's words what is wrong, if it is too large.</summary>
    public string? Fire(SerfInput.FireEvent request)
    {
        var configured = core.Options.UserEventBytesMax;
        var bytes = Encoding.UTF8.GetByteCount(request.Name) + (request.Payload?.Length ?? 0);
        if (bytes > configured)
        {
            return $"user event exceeds configured limit of {configured} bytes before encoding";
        }

        if (bytes > BytesMax)
        {
            return $"user event exceeds sane limit of {BytesMax} bytes before encoding";
        }

        var message = new SerfMessage.UserEvent(Clock.Time, request.Name)
        {
            Payload = request.Payload,
            Coalesces = request.Coalesces,
        };
        var encoded = SerfCodec.Encode(message);
        if (encoded.Length > Math.Min(configured, BytesMax))
        {
            return $"user event exceeds configured limit of {configured} bytes after encoding";
        }

        Clock.Next();
        Take(message);
        queue.Add(null, encoded);
        return null;
    }

    /// <summary>An event arrived by gossip, and is told on if it is news.</summary>
    public void Receive(SerfMessage.UserEvent message, ReadOnlyMemory<byte> encoded)
    {
        if (encoded.Length <= BytesMax && Take(message))
        {
            queue.Add(null, encoded);
        }
    }

    /// <summary>Events arrived with a push/pull; they are not told on, since others exchange them alike.</summary>
    public void Merge(IReadOnlyList<EventBucket?> buckets)
    {
        foreach (var bucket in buckets.OfType<EventBucket>())
        {
            foreach (var it in bucket.Events)
            {
                Take(new SerfMessage.UserEvent(bucket.Time, it.Name) { Payload = it.Payload });
            }
        }
    }

    private bool Take(SerfMessage.UserEvent message)
    {
        Clock.Witness(message.Time);
        var seen = new RecentEvent(message.Name, message.Payload);
        if (message.Time < _earliest || !_recent.TryAdd(message.Time, Clock.Time, seen, static (a, b) => a.SaysSame(b)))
        {
            return false;
        }

        core.Effects.Events.Add(new SerfEvent.User(message.Time, message.Name, message.Payload, message.Coalesces));
        return true;
    }
}
