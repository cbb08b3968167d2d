using Microsoft.Extensions.Logging;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Pool;

/// <summary>Receives packets, opens their layers and hands them to the pool's loop.</summary>
internal sealed partial class PacketLoop(
    PoolOptions options,
    PoolSeams seams,
    PoolInbox inbox,
    PoolMetrics metrics,
    ILogger logger
)
{
    // One key that is wrong is worth a line, a thousand packets with it are not.
    private static readonly TimeSpan ComplainEvery = TimeSpan.FromSeconds(30);

    private readonly PacketCodec _codec = new(options.Layers, seams.Entropy);
    private readonly Complaint _refused = new(seams.Time, ComplainEvery);
    private readonly Complaint _full = new(seams.Time, ComplainEvery);

    public async Task RunAsync(CancellationToken stopping)
    {
        var buffer = new byte[GossipLimits.PacketBytesMax];
        while (true)
        {
            var packet = await seams.Transport.ReceiveAsync(buffer, stopping);
            metrics.PacketReceived(packet.Length);
            if (!AllowedSources.Contains(options.AllowedNetworks, packet.From.Address))
            {
                metrics.PacketFromElsewhere();
                continue;
            }

            try
            {
                var messages = _codec.Open(buffer.AsSpan(0, packet.Length));
                if (
                    !inbox.TryAdd(
                        new PoolInput.Swim(new SwimInput.PacketReceived(GossipAddress.Of(packet.From), messages))
                    )
                )
                {
                    Drop();
                }
            }
            catch (GossipFormatException refused)
            {
                metrics.Refused(refused.Fault);
                if (_refused.IsDue(out var before))
                {
                    LogPacketRefused(logger, options.Pool, packet.From, refused.Message, before);
                }
            }
        }
    }

    private void Drop()
    {
        metrics.PacketDropped();
        if (_full.IsDue(out var before))
        {
            LogQueueFull(logger, options.Pool, before);
        }
    }

    [LoggerMessage(
        EventId = 3011,
        Level = LogLevel.Warning,
        Message = "serf: {Pool}: a packet of {From} was refused: {Reason} (and {Before} before it)"
    )]
    private static partial void LogPacketRefused(
        ILogger logger,
        string pool,
        System.Net.IPEndPoint from,
        string reason,
        long before
    );

    [LoggerMessage(
        EventId = 3012,
        Level = LogLevel.Warning,
        Message = "serf: {Pool}: handler queue full, dropping packets (and {Before} before this); the machine is too busy"
    )]
    private static partial void LogQueueFull(ILogger logger, string pool, long before);
}
