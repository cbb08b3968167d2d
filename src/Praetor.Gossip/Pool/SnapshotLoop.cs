using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Praetor.Foundation.Storage;
using Praetor.Gossip.Serf;

namespace Praetor.Gossip.Pool;

/// <summary>Writes the snapshot beside the pool's loop, which must not wait for a disk. A disk that fails costs rejoining, not the pool.</summary>
internal sealed partial class SnapshotLoop(string pool, SnapshotFile file, TimeProvider time, ILogger logger)
    : IDisposable
{
    // Batches of lines; each of the pool's steps makes at most one. A disk this far behind is as good as broken.
    private const int WaitingMax = 4096;

    private static readonly TimeSpan ComplainEvery = TimeSpan.FromSeconds(30);

    private readonly Complaint _failed = new(time, ComplainEvery);
    private readonly Channel<SnapshotLine[]> _lines = Channel.CreateBounded<SnapshotLine[]>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest }
    );

    /// <summary>Adds lines; never waits.</summary>
    public void Add(IEnumerable<SnapshotLine> lines) => _lines.Writer.TryWrite([.. lines]);

    /// <summary>Writes what is added, until nothing more comes.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (await _lines.Reader.WaitToReadAsync(stopping))
            {
                Write();
            }
        }
        finally
        {
            // The last word is that this member left.
            Write();
            await SyncAsync();
        }
    }

    public void Dispose() => file.Dispose();

    private void Write()
    {
        while (_lines.Reader.TryRead(out var lines))
        {
            try
            {
                file.Append(lines);
            }
            catch (StorageException failure)
            {
                Complain(failure);
            }
        }
    }

    private async ValueTask SyncAsync()
    {
        try
        {
            await file.SyncAsync();
        }
        catch (StorageException failure)
        {
            Complain(failure);
        }
    }

    private void Complain(StorageException failure)
    {
        if (_failed.IsDue(out _))
        {
            LogNotWritten(logger, pool, failure.Message);
        }
    }

    [LoggerMessage(
        EventId = 3031,
        Level = LogLevel.Error,
        Message = "serf: {Pool}: the snapshot cannot be written: {Reason}. After a restart this agent may not find the "
            + "others by itself; mend the disk"
    )]
    private static partial void LogNotWritten(ILogger logger, string pool, string reason);
}
