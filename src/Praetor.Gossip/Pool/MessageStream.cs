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
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        budget.Take(buffer.Length);
        try
        {
            for (var (read, needed) = (0, 1); ; )
            {
                var arrived = await stream.ReadAsync(buffer.AsMemory(read), cancellationToken);
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

                if (read == buffer.Length)
                {
                    buffer = Grow(buffer, read);
                }
            }
        }
        finally
        {
            budget.Give(buffer.Length);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Twice as large: what is held is bounded by what arrived, whatever length a peer claims.</summary>
    private byte[] Grow(byte[] buffer, int read)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        budget.Take(larger.Length);
        buffer.AsSpan(0, read).CopyTo(larger);
        budget.Give(buffer.Length);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
