using Praetor.Foundation.Wire;
using Praetor.Gossip.Encryption;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>Who this member is, and how long things take; the defaults are Consul's.</summary>
public sealed record SerfOptions
{
    public required string Name { get; init; }

    /// <summary>Where others reach it.</summary>
    public required GossipAddress Address { get; init; }

    /// <summary>At most <see cref="GossipLimits.MetaBytesMax"/> bytes when encoded.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = WireMap<string>.Empty;

    public SwimProfile Profile { get; init; } = SwimProfile.Lan;

    /// <summary>See <see cref="SwimOptions.PacketOverhead"/>.</summary>
    public int PacketOverhead { get; init; }

    /// <summary>The ring that key queries change; null if the pool is not encrypted.</summary>
    public Keyring? Keyring { get; init; }

    /// <summary>How long a departure waits at most for others to be told of it, twice.</summary>
    public TimeSpan BroadcastTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a departing member still answers, so that nobody suspects it while word spreads.</summary>
    public TimeSpan LeavePropagateDelay { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan ReapInterval { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan ReconnectInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a failed member is tried to be reached before it is forgotten.</summary>
    public TimeSpan ReconnectTimeout { get; init; } = TimeSpan.FromHours(72);

    /// <summary>A failed member's own time, where it has one; null for <see cref="ReconnectTimeout"/>.</summary>
    public Func<SerfMember, TimeSpan?>? ReconnectTimeoutOf { get; init; }

    /// <summary>How long a member that left is remembered.</summary>
    public TimeSpan TombstoneTimeout { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long intents of nodes are kept that are not known yet.</summary>
    public TimeSpan RecentIntentTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many members are held, with the failed and those that left; more are not admitted.</summary>
    public int MembersMax { get; init; } = GossipLimits.PushPullNodesMax;

    /// <summary>Name and payload of an event, together.</summary>
    public int UserEventBytesMax { get; init; } = 512;

    public int QueryBytesMax { get; init; } = 1024;

    public int QueryResponseBytesMax { get; init; } = 1024;

    /// <summary>How long events are held back at most, to tell only the outcome of a burst; zero for not at all.</summary>
    public TimeSpan CoalescePeriod { get; init; }

    /// <summary>After what silence they are told earlier; at most the period.</summary>
    public TimeSpan QuiescentPeriod { get; init; }

    /// <summary>Whether the member whose name a majority gives to another stops. Consul switches it off.</summary>
    public bool ResolvesNameConflicts { get; init; } = true;

    /// <summary>Whether places in the network are found out.</summary>
    public bool HasCoordinates { get; init; } = true;

    /// <summary>Whether to believe that a member is there; null for always.</summary>
    public Func<SerfMember, bool>? Admits { get; init; }

    /// <summary>Why members must not be joined; null for never.</summary>
    public Func<IReadOnlyList<SerfMember>, string?>? RefuseMerge { get; init; }
}
