using Microsoft.Extensions.Logging;
using Praetor.Gossip.Serf;

namespace Praetor.Gossip.Pool;

/// <summary>
/// Looks now and then at what waits to be told on, and warns once when it grows long: then the pool has more to say than
/// its packets carry.
/// </summary>
internal sealed partial class QueueWatch(SerfCore core, string pool, ILogger logger)
{
    /// <summary>Serf's interval.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>Serf's own depth to warn at is 128; joins of whole racks pass that, and drain in seconds.</summary>
    private const int WarnAt = 1024;

    private TimeSpan _next = Every;
    private bool _hasWarned;
    private long _dropped;

    public void Look(TimeSpan now)
    {
        if (now < _next)
        {
            return;
        }

        _next = now + Every;
        var depth = core.Intents.Count + core.Events.Waiting + core.Queries.Waiting;
        if (depth >= WarnAt != _hasWarned)
        {
            _hasWarned = !_hasWarned;
            if (_hasWarned)
            {
                LogQueueLong(logger, pool, depth);
            }
        }

        var dropped = core.Intents.Dropped + core.Events.Dropped + core.Queries.Dropped;
        if (dropped > _dropped)
        {
            LogDropped(logger, pool, dropped - _dropped);
            _dropped = dropped;
        }
    }

    [LoggerMessage(
        EventId = 3041,
        Level = LogLevel.Warning,
        Message = "serf: {Pool}: Queue depth: {Depth} messages wait to be told on; fewer events and changes of tags help"
    )]
    private static partial void LogQueueLong(ILogger logger, string pool, int depth);

    [LoggerMessage(
        EventId = 3042,
        Level = LogLevel.Warning,
        Message = "serf: {Pool}: {Count} messages were dropped from full queues, those told most often first"
    )]
    private static partial void LogDropped(ILogger logger, string pool, long count);
}
