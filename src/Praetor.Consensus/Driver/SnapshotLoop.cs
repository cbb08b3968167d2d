using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Praetor.Consensus.Core;
using Praetor.Consensus.Snapshots;
using Praetor.Foundation.Storage;

namespace Praetor.Consensus.Driver;

/// <summary>
/// Writes snapshots in the background: the apply loop stops only for the picture, and writes go on while it is written.
/// </summary>
internal sealed partial class SnapshotLoop(
    RaftOptions options,
    ApplyLoop apply,
    SnapshotStore snapshots,
    CoreInbox inbox,
    LogIndex lastSnapshot,
    TimeProvider time,
    RaftMetrics metrics,
    ILogger logger
)
{
    // Null asks whether one is due. Callers with a wish wait for room; a due check that finds the inbox full is dropped.
    private readonly Channel<TaskCompletionSource<SnapshotMeta>?> _wishes =
        Channel.CreateBounded<TaskCompletionSource<SnapshotMeta>?>(
            new BoundedChannelOptions(16) { SingleReader = true }
        );

    // The wish at work, so that its caller is told when the loop ends under it.
    private TaskCompletionSource<SnapshotMeta>? _current;
    private LogIndex _last = lastSnapshot;

    /// <summary>Takes a snapshot now; completes when it is durable. If nothing was applied since the last, that one is given.</summary>
    public async ValueTask<SnapshotMeta> TakeAsync(CancellationToken cancellationToken)
    {
        var wish = new TaskCompletionSource<SnapshotMeta>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _wishes.Writer.WriteAsync(wish, cancellationToken);
        return await wish.Task.WaitAsync(cancellationToken);
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = time.CreateTimer(
            static state => ((ChannelWriter<TaskCompletionSource<SnapshotMeta>?>)state!).TryWrite(null), // The writer below.
            _wishes.Writer,
            options.SnapshotInterval,
            options.SnapshotInterval
        );
        try
        {
            while (await _wishes.Reader.WaitToReadAsync(stopping))
            {
                if (_wishes.Reader.TryRead(out _current))
                {
                    await FulfilAsync(_current, stopping);
                }
            }
        }
        finally
        {
            _wishes.Writer.TryComplete();
            _current?.TrySetCanceled(CancellationToken.None);
            while (_wishes.Reader.TryRead(out var wish))
            {
                wish?.TrySetCanceled(CancellationToken.None);
            }
        }
    }

    private async ValueTask FulfilAsync(TaskCompletionSource<SnapshotMeta>? wish, CancellationToken stopping)
    {
        if (wish is null && apply.Applied.Value - _last.Value < (ulong)options.SnapshotThreshold)
        {
            return;
        }

        try
        {
            var meta =
                apply.Applied == _last && snapshots.List() is [var newest, ..] ? newest : await WriteAsync(stopping);
            wish?.TrySetResult(meta);
        }
        catch (StorageException failure)
        {
            // What was half written is cleared away, the last snapshot stands, and the log keeps what it would have
            // replaced: nothing is lost but room. It is tried again when it is due again.
            LogSnapshotFailed(logger, failure.Message);
            wish?.TrySetException(failure);
        }
    }

    private async ValueTask<SnapshotMeta> WriteAsync(CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        var taken = new TaskCompletionSource<StatePicture>(TaskCreationOptions.RunContinuationsAsynchronously);
        await apply.AddAsync(new ApplyJob.TakePicture(taken), stopping);
        var picture = await taken.Task;
        using var source = picture.Source;
        using var writer = snapshots.Create(picture.Mark, time.GetUtcNow());
        await source.WriteAsync(writer.State, stopping);
        var meta = await writer.CompleteAsync();
        _last = meta.Index;
        inbox.AddNews(new RaftInput.SnapshotTaken(picture.Mark));
        var took = time.GetElapsedTime(began);
        metrics.SnapshotTaken(took);
        LogSnapshotTaken(logger, meta.Id, meta.Size, took.TotalSeconds);
        return meta;
    }

    [LoggerMessage(
        EventId = 2011,
        Level = LogLevel.Warning,
        Message = "No snapshot could be written, the log goes on growing: {Reason}"
    )]
    private static partial void LogSnapshotFailed(ILogger logger, string reason);

    [LoggerMessage(
        EventId = 2010,
        Level = LogLevel.Information,
        Message = "Snapshot {Id} of {Size} bytes is written, in {Seconds} s"
    )]
    private static partial void LogSnapshotTaken(ILogger logger, string id, long size, double seconds);
}
