using System.Buffers;
using Praetor.Foundation.Network;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Pool;

/// <summary>Reads one message from a stream: as much as it takes, and no more than is bounded.</summary>
/// <param name="codec">Its layers. One message at a time.</param>
/// <param name="budget">What all streams together may hold.</param>
internal sealed class MessageStream(StreamCodec codec, StreamBudget budget)
{
    private const int FirstBytes = 4 * 1024;

    /// <summary>Reads a message.</summary>
    /// <exception cref="GossipFormatException">It is refused.</exception>
    /// <exception cref="TransportException">The stream broke, or ended in the middle.</exception>
    public async ValueTask<SwimMessage> ReadAsync(
        ITransportConnection stream,
        bool isAnswer,
        CancellationToken cancellationToken
    )
    {
        var extent = new StreamExtent(isAnswer);
        var size = FirstBytes;
        budget.Take(size);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            for (var (read, needed) = (0, 1); ; )
            {
                var arrived = await stream.ReadAsync(buffer.AsMemory(read, size - read), cancellationToken);
                if (arrived == 0)
                {
                    throw new TransportException("EOF");
                }

                read += arrived;
                needed = read < needed ? needed : extent.Measure(buffer.AsSpan(0, read));
                if (needed <= read)
                {
                    return codec.Open(buffer.AsSpan(0, needed), isAnswer);
                }

                if (read == size)
                {
                    // Twice as large: what is held is bounded by what arrived, whatever length a peer claims.
                    budget.Take(size);
                    size *= 2;
                    buffer = Grow(buffer, size);
                }
            }
        }
        finally
        {
            budget.Give(size);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer, int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        buffer.CopyTo(larger.AsSpan());
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
