using System.Threading.Channels;
using Praetor.Consensus.Core;
using Praetor.Consensus.Log;

namespace Praetor.Consensus.Driver;

/// <summary>
/// The one writer of the log: takes all writes that have queued up while the last sync ran, and pays one sync for them
/// together. Owns a thread, which the syncs block.
/// </summary>
internal sealed class LogLoop(SegmentedLog log, CoreInbox inbox)
{
    // The core makes one write of each of its batches. When the disk is this far behind, the core waits for it.
    private const int WritesMax = 256;

    private readonly Channel<LogWrite> _writes = Channel.CreateBounded<LogWrite>(
        new BoundedChannelOptions(WritesMax) { SingleReader = true, SingleWriter = true }
    );

    public ValueTask WriteAsync(LogWrite write, CancellationToken stopping) =>
        _writes.Writer.WriteAsync(write, stopping);

    /// <exception cref="Foundation.Storage.StorageException">The disk failed; the process must end.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        var batch = new List<LogWrite>(WritesMax);
        while (await _writes.Reader.WaitToReadAsync(stopping))
        {
            batch.Clear();
            while (batch.Count < WritesMax && _writes.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            await log.WriteAsync(batch);
            inbox.AddNews(new RaftInput.Persisted(batch[^1].Sequence));
        }
    }
}
