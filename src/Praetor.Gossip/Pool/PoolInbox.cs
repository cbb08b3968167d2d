using System.Threading.Channels;

namespace Praetor.Gossip.Pool;

/// <summary>
/// What waits for the pool's loop. Packets that find it full are lost, as they would be in a socket's buffer; requests and
/// streams wait outside.
/// </summary>
internal sealed class PoolInbox
{
    /// <summary>memberlist's bound on messages that wait for its handler. The loop takes a packet in some ten microseconds.</summary>
    private const int WaitingMax = 1024;

    private readonly Channel<PoolInput> _channel = Channel.CreateBounded<PoolInput>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true }
    );

    /// <summary>For the loop.</summary>
    public ChannelReader<PoolInput> Reader => _channel.Reader;

    /// <summary>Adds a packet or a wake-up; false if there is no room.</summary>
    public bool TryAdd(PoolInput input) => _channel.Writer.TryWrite(input);

    /// <summary>Adds something that somebody waits for.</summary>
    /// <exception cref="OperationCanceledException">The caller waits no longer, or the loop has ended.</exception>
    public async ValueTask AddAsync(PoolInput input, CancellationToken cancellationToken)
    {
        try
        {
            await _channel.Writer.WriteAsync(input, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new OperationCanceledException("the gossip pool has stopped", closed);
        }
    }

    /// <summary>Takes no more in, and cancels what waits.</summary>
    public void Close()
    {
        _channel.Writer.TryComplete();
        while (_channel.Reader.TryRead(out var input))
        {
            input.Cancel();
        }
    }
}
