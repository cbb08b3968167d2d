using System.Collections.Immutable;
using Praetor.Gossip.Serf;

namespace Praetor.Gossip.Pool;

/// <summary>
/// The core's members at one moment, in the form for readers. Made into that form when somebody first reads them: while a
/// thousand members come one after another, nobody reads a thousand lists.
/// </summary>
internal sealed class PoolMembers(ImmutableSortedDictionary<string, MemberEntry> byName)
{
    private readonly Lazy<ImmutableArray<SerfMember>> _all = new(() =>
        [.. byName.Values.Select(static entry => entry.ToMember())]
    );

    /// <summary>All, in the order of names; the same each time.</summary>
    public ImmutableArray<SerfMember> All => _all.Value;

    /// <summary>Whether these are the core's.</summary>
    public bool Are(ImmutableSortedDictionary<string, MemberEntry> current) => ReferenceEquals(byName, current);

    /// <summary>A member, or null.</summary>
    public SerfMember? Find(string name) => byName.GetValueOrDefault(name)?.ToMember();
}
