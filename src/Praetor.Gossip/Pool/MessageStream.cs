using System.Buffers;
using Praetor.Foundation.Network;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Pool;

/// <summary>Reads one message from a stream: as much as it takes, and no more than is bounded.</summary>
/// <param name="codec">Its layers. One message at a time.</param>
/// <param name="budget">What all streams together may hold.</param>
/// <param name="turns">Who may hold what that unfolds to.</param>
internal sealed class MessageStream(StreamCodec codec, StreamBudget budget, Turns turns)
{
    private const int FirstBytes = 4 * 1024;

    /// <summary>
    /// Pings and their answers take no more, sealed or not, and do not wait behind the states of others. What is as small
    /// unfolds to 26 kB at most: each of LZW's codes stands for one byte more than any before it.
    /// </summary>
    private const int SmallBytes = 256;

    /// <summary>Reads a message and has it handled; until that is done, few others are.</summary>
    /// <exception cref="GossipFormatException">It is refused.</exception>
    /// <exception cref="TransportException">The stream broke, or ended in the middle.</exception>
    public async ValueTask<T> ReadAsync<T>(
        ITransportConnection stream,
        bool isAnswer,
        Func<SwimMessage, ValueTask<T>> handle,
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
                    return await HandleAsync(buffer.AsMemory(0, needed), isAnswer, handle, cancellationToken);
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

    private async ValueTask<T> HandleAsync<T>(
        ReadOnlyMemory<byte> bytes,
        bool isAnswer,
        Func<SwimMessage, ValueTask<T>> handle,
        CancellationToken cancellationToken
    )
    {
        if (bytes.Length <= SmallBytes)
        {
            return await handle(codec.Open(bytes.Span, isAnswer));
        }

        await turns.TakeAsync(cancellationToken);
        try
        {
            return await handle(codec.Open(bytes.Span, isAnswer));
        }
        finally
        {
            turns.Give();
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
