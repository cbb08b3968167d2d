using System.Threading.Channels;
using Praetor.Consensus.Core;
using Praetor.Consensus.Log;

namespace Praetor.Consensus.Driver;

/// <summary>What the apply loop is asked, in order.</summary>
internal abstract record ApplyJob
{
    /// <summary>It will not be done: tells those who wait in it that the node has stopped.</summary>
    public void Abandon()
    {
        switch (this)
        {
            case Committed committed:
                foreach (var (_, request) in committed.Awaited)
                {
                    request.Completion.TrySetResult(new ProposeOutcome(ProposeStatus.Stopped, default, null));
                }

                break;
            case AnswerWhenApplied waiting:
                waiting.Read.Completion.TrySetResult(new ReadOutcome(ReadStatus.Stopped, default));
                break;
            case TakePicture take:
                take.Completion.TrySetCanceled();
                break;
        }
    }

    /// <summary>Entries up to an index are committed.</summary>
    /// <param name="UpTo">The last of them.</param>
    /// <param name="Entries">The last of them, without a gap; those before are read from the log.</param>
    /// <param name="Awaited">Who waits for which of them, ascending.</param>
    internal sealed record Committed(
        LogIndex UpTo,
        LogEntry[] Entries,
        (LogIndex Index, PendingProposal Request)[] Awaited
    ) : ApplyJob;

    /// <summary>The state is to be what this snapshot holds.</summary>
    internal sealed record Restore(SnapshotMark Mark) : ApplyJob;

    /// <summary>A read is to be answered when the state is as new as an index.</summary>
    internal sealed record AnswerWhenApplied(LogIndex Index, PendingRead Read) : ApplyJob;

    /// <summary>The leadership changed, and what was committed before is applied by now.</summary>
    internal sealed record Tell(Leadership Leadership, ChannelWriter<Leadership> Listener) : ApplyJob;

    /// <summary>A picture of the state is wanted.</summary>
    internal sealed record TakePicture(TaskCompletionSource<StatePicture> Completion) : ApplyJob;
}

/// <summary>The state at an index, with the group as of it.</summary>
internal sealed record StatePicture(SnapshotMark Mark, ISnapshotSource Source);
