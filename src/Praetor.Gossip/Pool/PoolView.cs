using System.Collections.Immutable;
using Praetor.Gossip.Coordinates;
using Praetor.Gossip.Serf;

namespace Praetor.Gossip.Pool;

/// <summary>A pool at one moment; never changes.</summary>
public sealed record PoolView
{
    private readonly PoolMembers _members;

    internal PoolView(PoolMembers members) => _members = members;

    /// <summary>The members, those that left or failed and are not forgotten among them, in the order of names.</summary>
    public ImmutableArray<SerfMember> Members => _members.All;

    /// <summary>This member's place; null if places are switched off.</summary>
    public required Coordinate? Place { get; init; }

    /// <summary>Where others are, as each told with its last answer to a ping of ours; none of members forgotten.</summary>
    public required ImmutableSortedDictionary<string, Coordinate> Places { get; init; }

    /// <summary>Numbers about the pool.</summary>
    public required PoolNumbers Numbers { get; init; }

    /// <summary>A member, or null.</summary>
    public SerfMember? Find(string name) => _members.Find(name);

    /// <summary>How many are in a state.</summary>
    public int CountOf(MemberStatus status) => Members.Count(member => member.Status == status);
}

/// <summary>Numbers about a pool, as <c>info</c> shows them.</summary>
public readonly record struct PoolNumbers
{
    /// <summary>Whether messages are encrypted.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>How unwell this member thinks it is itself: 0 is well, 7 the worst.</summary>
    public int HealthScore { get; init; }

    public ulong MemberTime { get; init; }

    public ulong EventTime { get; init; }

    public ulong QueryTime { get; init; }

    /// <summary>Intents that wait to be told on.</summary>
    public int IntentQueue { get; init; }

    /// <summary>Events that wait to be told on.</summary>
    public int EventQueue { get; init; }

    /// <summary>Queries that wait to be told on.</summary>
    public int QueryQueue { get; init; }

    /// <summary>How often this member's place had to begin anew.</summary>
    public int CoordinateResets { get; init; }
}
