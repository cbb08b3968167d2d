using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>Everything that can happen to a <see cref="SerfCore"/>.</summary>
internal abstract record SerfInput
{
    /// <summary>What happens to the members' protocol below: time, packets and streams.</summary>
    internal sealed record Swim(SwimInput Input) : SerfInput
    {
        public static Swim Tick { get; } = new(SwimInput.Tick.Instance);
    }

    /// <summary>Join the pool of the node at an address. Ends in <see cref="SwimEffects.Joins"/>.</summary>
    /// <param name="Request">The caller's number for it; not negative.</param>
    /// <param name="Address">Where.</param>
    /// <param name="IgnoresOldEvents">Whether events from before are not wanted.</param>
    internal sealed record Join(long Request, GossipAddress Address, bool IgnoresOldEvents) : SerfInput;

    /// <summary>Leave the pool. <see cref="SerfCore.HasLeft"/> tells when it is done.</summary>
    internal sealed record Leave : SerfInput;

    /// <summary>A failed member will not come back.</summary>
    /// <param name="Node">Who.</param>
    /// <param name="Prune">Whether to forget it at once.</param>
    internal sealed record ForceLeave(string Node, bool Prune) : SerfInput;

    /// <summary>Change the tags.</summary>
    internal sealed record SetTags(IReadOnlyDictionary<string, string> Tags) : SerfInput;

    /// <summary>Tell everybody of an event.</summary>
    internal sealed record FireEvent(string Name, byte[]? Payload, bool Coalesces) : SerfInput;

    /// <summary>Ask everybody, or some. What comes back is in <see cref="SerfEffects.Events"/>.</summary>
    internal sealed record Ask(long Request, string Name, byte[]? Payload) : SerfInput
    {
        public IReadOnlyList<byte[]>? Filters { get; init; }

        public bool WantsAcks { get; init; }

        public byte RelayFactor { get; init; }

        /// <summary>Null for the default, which grows with the pool.</summary>
        public TimeSpan? Timeout { get; init; }
    }

    /// <summary>Keys that a query changed are on disk, or why they are not.</summary>
    internal sealed record KeysKept(QueryTicket Ticket, string? Error) : SerfInput;

    /// <summary>Answer a query that arrived.</summary>
    internal sealed record Answer(QueryTicket Ticket, byte[]? Payload) : SerfInput;
}
