using System.Threading.Channels;

namespace Praetor.Gossip.Pool;

/// <summary>
/// Lets a few at once, and others wait for their turn in the order in which they came. For messages of streams: a small one
/// may unfold to a large one, which is a pool's whole state when it is honest, and the core takes one after the other anyway.
/// </summary>
internal sealed class Turns
{
    private readonly Channel<bool> _free;

    public Turns(int count)
    {
        // No place to take a turn in a simulated world is left but a channel.
        _free = Channel.CreateBounded<bool>(count);
        for (var n = 0; n < count; n++)
        {
            _free.Writer.TryWrite(true);
        }
    }

    /// <summary>Waits for a turn.</summary>
    /// <exception cref="OperationCanceledException">The caller waits no longer.</exception>
    public async ValueTask TakeAsync(CancellationToken cancellationToken) =>
        await _free.Reader.ReadAsync(cancellationToken);

    /// <summary>Ends a turn.</summary>
    public void Give() => _free.Writer.TryWrite(true);
}
