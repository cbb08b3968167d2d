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

    private readonly Dictionary<string, MemberEntry> _byName = new(StringComparer.Ordinal);

    // In the order they became known, so that every run enumerates alike.
    private readonly List<MemberEntry> _order = [];
    private readonly Dictionary<string, Intent> _intents = new(StringComparer.Ordinal);

    public IReadOnlyList<MemberEntry> All => _order;

    /// <summary>Grows whenever something a reader may see has changed.</summary>
    public long Version { get; private set; }

    public int Count => _order.Count;

    public MemberEntry? Find(string name) => _byName.GetValueOrDefault(name);

    public int CountOf(MemberStatus status) => _order.Count(entry => entry.Status == status);

    /// <summary>The protocol says that a node is there.</summary>
    public void Joined(SwimMember node)
    {
        var entry = Find(node.Name);
        if (entry is null)
        {
            entry = new MemberEntry(node.Name) { Status = MemberStatus.Alive };
            _byName.Add(node.Name, entry);
            _order.Add(entry);
            if (_intents.Remove(node.Name, out var intent))
            {
                entry.StatusTime = intent.Time;
                entry.Status = intent.IsLeave ? MemberStatus.Leaving : MemberStatus.Alive;
            }
        }
        else
        {
            entry.Status = MemberStatus.Alive;
        }

        entry.Take(node);
        Version++;
        core.Report(MemberChange.Joined, entry);
    }

    /// <summary>The protocol says that a node is there no longer.</summary>
    public void Gone(SwimMember node)
    {
        if (Find(node.Name) is not { } entry)
        {
            return;
        }

        Version++;
        switch (entry.Status)
        {
            case MemberStatus.Leaving:
                (entry.Status, entry.GoneAt) = (MemberStatus.Left, core.Now);
                core.Report(MemberChange.Left, entry);
                break;
            case MemberStatus.Alive:
                (entry.Status, entry.GoneAt) = (MemberStatus.Failed, core.Now);
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
            entry.Take(node);
            Version++;
            core.Report(MemberChange.Updated, entry);
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

        entry.StatusTime = leave.Time;
        Version++;
        if (entry.Status == MemberStatus.Alive)
        {
            entry.Status = MemberStatus.Leaving;
        }
        else if (entry.Status == MemberStatus.Failed)
        {
            entry.Status = MemberStatus.Left;
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

        entry.StatusTime = join.Time;
        if (entry.Status == MemberStatus.Leaving)
        {
            Version++;
            entry.Status = MemberStatus.Alive;
        }

        return true;
    }

    /// <summary>Forgets members that are gone for long enough, and old intents.</summary>
    public void Reap()
    {
        foreach (var entry in _order.ToArray())
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
            entry.IsPruned = true;
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

        _byName.Remove(entry.Name);
        _order.Remove(entry);
        Version++;
        core.Forget(entry.Name);
        core.Report(MemberChange.Reaped, entry);
    }

    private readonly record struct Intent(ulong Time, bool IsLeave, TimeSpan HeardAt);
}

/// <summary>What the core knows of a member. Only the core writes to it.</summary>
internal sealed class MemberEntry(string name)
{
    public string Name { get; } = name;

    public GossipAddress Address { get; private set; }

    public IReadOnlyDictionary<string, string> Tags { get; private set; } = WireMap<string>.Empty;

    public ProtocolVersions Versions { get; private set; }

    public MemberStatus Status { get; set; }

    /// <summary>The time, on the clock of members, of the intent that counts.</summary>
    public ulong StatusTime { get; set; }

    /// <summary>Since when it has left or failed.</summary>
    public TimeSpan GoneAt { get; set; }

    /// <summary>Whether it is to be forgotten when it has left.</summary>
    public bool IsPruned { get; set; }

    public void Take(SwimMember node)
    {
        (Address, Versions) = (node.Address, node.Versions);
        Tags = TagsCodec.Decode(node.Meta);
    }

    public SerfMember ToMember() =>
        new(Name, Address.Address, Address.Port, Status) { Tags = Tags, Versions = Versions };
}
