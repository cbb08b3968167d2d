using Praetor.Consensus.Core;
using Praetor.Consensus.Log;

namespace Praetor.Consensus.Driver;

/// <summary>A proposal with its caller.</summary>
internal sealed record PendingProposal(LogEntryType Type, ReadOnlyMemory<byte> Data)
    : ProposeRequest(Type, Data),
        IAwaitedEntry
{
    public TaskCompletionSource<ProposeOutcome> Completion { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A membership change with its caller.</summary>
internal sealed record PendingMembership(MembershipChange Change) : MembershipRequest(Change), IAwaitedEntry
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

/// <summary>A transfer with its caller, who learns whether the leadership went over.</summary>
internal sealed record PendingTransfer(ServerId? Target) : TransferRequest(Target)
{
    public TaskCompletionSource<bool> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A request that is answered when its entry is applied.</summary>
internal interface IAwaitedEntry
{
    TaskCompletionSource<ProposeOutcome> Completion { get; }
}
