using Praetor.Consensus.Core;
using Praetor.Consensus.Log;

namespace Praetor.Consensus.Driver;

/// <summary>A proposal with its caller, who is answered when the entry is applied, or will not be.</summary>
internal sealed record PendingProposal(LogEntryType Type, ReadOnlyMemory<byte> Data) : ProposeRequest(Type, Data)
{
    public TaskCompletionSource<ProposeOutcome> Completion { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A read with its caller.</summary>
internal sealed record PendingRead(bool IsLeaseEnough) : ReadRequest(IsLeaseEnough)
{
    public TaskCompletionSource<ReadOutcome> Completion { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
