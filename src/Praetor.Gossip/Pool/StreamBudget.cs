using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Pool;

/// <summary>What messages that are still arriving may hold of memory, together. From any thread.</summary>
internal sealed class StreamBudget
{
    /// <summary>
    /// Two of the largest messages there may be, or thousands of usual ones: whoever opens streams and sends without end
    /// costs no more.
    /// </summary>
    private const long BytesMax = 128 * 1024 * 1024;

    private long _held;

    /// <summary>What is held at this moment.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>Takes some, until it is given back.</summary>
    /// <exception cref="GossipFormatException">There is no more.</exception>
    public void Take(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) > BytesMax)
        {
            Interlocked.Add(ref _held, -bytes);
            throw new GossipFormatException(GossipFault.TooLarge, "too many bytes on streams at once");
        }
    }

    public void Give(int bytes) => Interlocked.Add(ref _held, -bytes);
}
