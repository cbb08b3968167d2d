using Praetor.Consensus.Core;
using Praetor.Consensus.Log;

namespace Praetor.Consensus.Driver;

/// <summary>A proposal with its caller, who is answered when the entry is applied, or will not be.</summary>
internal sealed record PendingProposal(LogEntryType Type, ReadOnlyMemory<byte> Data) : ProposeRequest(Type, Data)
{
    public TaskCompletionSource<ProposeOutcome> Completion { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A read with its caller, who wants the majority's word and not the lease's.</summary>
internal sealed record PendingRead() : ReadRequest(IsLeaseEnough: false)
{
    public TaskCompletionSource<ReadOutcome> Completion { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
