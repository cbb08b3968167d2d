using Praetor.Gossip.Serf;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Pool;

/// <summary>What reaches the pool's loop. Whoever waits for a completion is answered by the loop, or cancelled at its end.</summary>
internal abstract record PoolInput
{
    /// <summary>Nobody will take it up any more.</summary>
    public virtual void Cancel() { }

    /// <summary>Look at the clock.</summary>
    internal sealed record Wake : PoolInput
    {
        public static readonly Wake Instance = new();
    }

    /// <summary>Something of the protocol below that nobody waits for.</summary>
    internal sealed record Swim(SwimInput Input) : PoolInput;

    /// <summary>Another opened a stream and said something; what to answer, or null for nothing.</summary>
    internal sealed record Heard(SwimMessage Message, TaskCompletionSource<byte[]?> Answer) : PoolInput
    {
        public override void Cancel() => Answer.TrySetCanceled();
    }

    /// <summary>What came of a stream of ours; told when the core has taken it, and holds it no longer.</summary>
    internal sealed record Answered(SwimInput Outcome, TaskCompletionSource<bool> Taken) : PoolInput
    {
        public override void Cancel() => Taken.TrySetCanceled();
    }

    /// <summary>Something the core does at once; why it was refused, or null.</summary>
    internal sealed record Request(SerfInput Input, TaskCompletionSource<string?> Done) : PoolInput
    {
        public override void Cancel() => Done.TrySetCanceled();
    }

    /// <summary>Join one address; why it failed, or null.</summary>
    internal sealed record Join(GossipAddress Address, bool IgnoresOldEvents, TaskCompletionSource<string?> Done)
        : PoolInput
    {
        public override void Cancel() => Done.TrySetCanceled();
    }

    /// <summary>Leave; done, with nothing to say, when others were told.</summary>
    internal sealed record Leave(TaskCompletionSource<string?> Done) : PoolInput
    {
        public override void Cancel() => Done.TrySetCanceled();
    }

    /// <summary>Ask; done when its time is over, or all have answered.</summary>
    internal sealed record Ask(PoolQuery Query, bool EndsWithLastAnswer, TaskCompletionSource<QueryResult> Done)
        : PoolInput
    {
        public override void Cancel() => Done.TrySetCanceled();
    }
}
