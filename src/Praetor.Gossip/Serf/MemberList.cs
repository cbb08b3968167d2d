using System.Collections.Immutable;
using Praetor.Foundation.Wire;
using Praetor.Gossip.Swim;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Serf;

/// <summary>
/// Who is a member, and in what state. The protocol below tells who is there; intents, ordered by a clock, tell whether
/// those who are not have left or failed.
/// </summary>
internal sealed class MemberList(SerfCore core)
{
    /// <summary>Intents for nodes not known yet; a flood of names costs no more.</summary>
    private const int IntentsMax = 4096;

    private readonly Dictionary<string, Intent> _intents = new(StringComparer.Ordinal);

    /// <summary>The members by name, as they are now: this does not change, and can be read by anybody as long as they like.</summary>
    public ImmutableSortedDictionary<string, MemberEntry> ByName { get; private set; } =
        ImmutableSortedDictionary.Create<string, MemberEntry>(StringComparer.Ordinal);

    /// <summary>The members, in the order of their names.</summary>
    public IEnumerable<MemberEntry> All => ByName.Values;

    public int Count => ByName.Count;

    public MemberEntry? Find(string name) => ByName.GetValueOrDefault(name);

    public int CountOf(MemberStatus status) => All.Count(entry => entry.Status == status);

    /// <summary>Knows the members that another list knows, and no others.</summary>
    public void CopyFrom(MemberList other) => ByName = other.ByName;

    /// <summary>The protocol says that a node is there.</summary>
    public void Joined(SwimMember node)
    {
        var known = Find(node.Name);
        // Whom somebody meant to have forgotten is here again.
        var entry = (known ?? new MemberEntry(node.Name)) with
        {
            Status = MemberStatus.Alive,
            IsPruned = false,
        };
        if (known is null && _intents.Remove(node.Name, out var intent))
        {
            entry = entry with
            {
                StatusTime = intent.Time,
                Status = intent.IsLeave ? MemberStatus.Leaving : MemberStatus.Alive,
            };
        }

        core.Report(MemberChange.Joined, Keep(entry.Of(node)));
    }

    /// <summary>The protocol says that a node is there no longer.</summary>
    public void Gone(SwimMember node)
    {
        if (Find(node.Name) is not { } entry)
        {
            return;
        }

        switch (entry.Status)
        {
            case MemberStatus.Leaving:
                entry = Keep(entry with { Status = MemberStatus.Left, GoneAt = core.Now });
                core.Report(MemberChange.Left, entry);
                break;
            case MemberStatus.Alive:
                entry = Keep(entry with { Status = MemberStatus.Failed, GoneAt = core.Now });
                core.Report(MemberChange.Failed, entry);
                break;
        }

        if (entry.IsPruned)
        {
            Erase(entry);
        }
    }

    /// <summary>A member says something else of itself.</summary>
    public void Updated(SwimMember node)
    {
        if (Find(node.Name) is { } entry)
        {
            core.Report(MemberChange.Updated, Keep(entry.Of(node)));
        }
    }

    /// <summary>A node means to leave. Says whether that is news, and to be told on.</summary>
    public bool Intend(SerfMessage.Leave leave)
    {
        core.Clock.Witness(leave.Time);
        if (Find(leave.Node) is not { } entry)
        {
            return Remember(leave.Node, new Intent(leave.Time, IsLeave: true, core.Now));
        }

        if (leave.Time <= entry.StatusTime)
        {
            return false;
        }

        if (leave.Node == core.Options.Name && !core.IsLeaving)
        {
            // Of a former life, or someone's force-leave: this member is here.
            core.TellJoin(core.Clock.Time);
            return false;
        }

        var hadFailed = entry.Status == MemberStatus.Failed;
        var status = entry.Status switch
        {
            MemberStatus.Alive => MemberStatus.Leaving,
            MemberStatus.Failed => MemberStatus.Left,
            var same => same,
        };
        entry = Keep(entry with { StatusTime = leave.Time, Status = status });
        if (hadFailed)
        {
            core.Report(MemberChange.Left, entry);
        }

        if (leave.Prune)
        {
            Prune(entry);
        }

        return true;
    }

    /// <summary>A node means to be here. Says whether that is news, and to be told on.</summary>
    public bool Intend(SerfMessage.Join join)
    {
        core.Clock.Witness(join.Time);
        if (Find(join.Node) is not { } entry)
        {
            return Remember(join.Node, new Intent(join.Time, IsLeave: false, core.Now));
        }

        if (join.Time <= entry.StatusTime)
        {
            return false;
        }

        var status = entry.Status == MemberStatus.Leaving ? MemberStatus.Alive : entry.Status;
        Keep(entry with { StatusTime = join.Time, Status = status, IsPruned = false });
        return true;
    }

    /// <summary>Forgets members that are gone for long enough, and old intents.</summary>
    public void Reap()
    {
        foreach (var entry in All)
        {
            var gone = core.Now - entry.GoneAt;
            var timeout = entry.Status switch
            {
                MemberStatus.Failed => core.Options.ReconnectTimeoutOf?.Invoke(entry.ToMember())
                    ?? core.Options.ReconnectTimeout,
                MemberStatus.Left => core.Options.TombstoneTimeout,
                _ => TimeSpan.MaxValue,
            };
            if (gone > timeout)
            {
                Erase(entry);
            }
        }

        foreach (var (name, intent) in _intents.ToArray())
        {
            if (core.Now - intent.HeardAt > core.Options.RecentIntentTimeout)
            {
                _intents.Remove(name);
            }
        }
    }

    private bool Remember(string node, Intent intent)
    {
        if (_intents.TryGetValue(node, out var known) ? intent.Time <= known.Time : _intents.Count >= IntentsMax)
        {
            return false;
        }

        _intents[node] = intent;
        return true;
    }

    private void Prune(MemberEntry entry)
    {
        if (entry.Status == MemberStatus.Leaving)
        {
            // It is still there; forgotten as soon as it is not.
            Keep(entry with { IsPruned = true });
        }
        else if (entry.Status is MemberStatus.Left or MemberStatus.Failed)
        {
            Erase(entry);
        }
    }

    private void Erase(MemberEntry entry)
    {
        // Others may say so, but a member does not forget itself.
        if (entry.Name == core.Options.Name)
        {
            return;
        }

        ByName = ByName.Remove(entry.Name);
        core.Forget(entry.Name);
        core.Report(MemberChange.Reaped, entry);
    }

    private MemberEntry Keep(MemberEntry entry)
    {
        ByName = ByName.SetItem(entry.Name, entry);
        return entry;
    }

    private readonly record struct Intent(ulong Time, bool IsLeave, TimeSpan HeardAt);
}

/// <summary>What the core knows of a member. Another takes its place when that changes.</summary>
internal sealed record MemberEntry(string Name)
{
    public GossipAddress Address { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = WireMap<string>.Empty;

    public ProtocolVersions Versions { get; init; }

    public MemberStatus Status { get; init; }

    /// <summary>The time, on the clock of members, of the intent that counts.</summary>
    public ulong StatusTime { get; init; }

    /// <summary>Since when it has left or failed.</summary>
    public TimeSpan GoneAt { get; init; }

    /// <summary>Whether it is to be forgotten when it has left.</summary>
    public bool IsPruned { get; init; }

    /// <summary>The same member with what it says of itself.</summary>
    public MemberEntry Of(SwimMember node) =>
        this with
        {
            Address = node.Address,
            Versions = node.Versions,
            Tags = TagsCodec.Decode(node.Meta),
        };

    public SerfMember ToMember() =>
        new(Name, Address.Address, Address.Port, Status) { Tags = Tags, Versions = Versions };
}
