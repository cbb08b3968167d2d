namespace Praetor.Gossip.Serf;

/// <summary>
/// Holds events back for a while, so that who takes them gets the outcome of a burst and not each step of it: of a member's
/// changes the last, of events that coalesce the last of each name. What is held goes on when nothing new has come for the
/// quiet time, or at the latest when the whole period is over. Serf's agents do so; Consul's do not.
/// </summary>
/// <param name="period">The longest that an event is held; zero switches it off.</param>
/// <param name="quiet">How long nothing new must have come; at most the period.</param>
internal sealed class EventCoalescer(TimeSpan period, TimeSpan quiet)
{
    // In the order of names, so that every run lets them go alike. At most as many as there are members.
    private readonly SortedDictionary<string, SerfEvent.Member> _members = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, MemberChange> _told = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<SerfEvent.User>> _users = new(StringComparer.Ordinal);
    private TimeSpan _endsAt = TimeSpan.MaxValue;
    private TimeSpan _quietAt = TimeSpan.MaxValue;

    /// <summary>When what is held goes on.</summary>
    public TimeSpan NextDeadline => _endsAt < _quietAt ? _endsAt : _quietAt;

    /// <summary>Takes events that may be held out of the list, and adds those whose time has come.</summary>
    public void Pass(List<SerfEvent> events, TimeSpan now)
    {
        if (period <= TimeSpan.Zero)
        {
            return;
        }

        if (events.RemoveAll(TryHold) > 0)
        {
            _quietAt = now + quiet;
            _endsAt = _endsAt == TimeSpan.MaxValue ? now + period : _endsAt;
        }

        if (now >= NextDeadline)
        {
            LetGo(events);
        }
    }

    private bool TryHold(SerfEvent happened)
    {
        switch (happened)
        {
            case SerfEvent.Member member:
                _members[member.Who.Name] = member;
                return true;
            case SerfEvent.User { Coalesces: true } user:
                Hold(user);
                return true;
            default:
                return false;
        }
    }

    private void Hold(SerfEvent.User user)
    {
        if (!_users.TryGetValue(user.Name, out var held) || held[0].Time < user.Time)
        {
            _users[user.Name] = [user];
        }
        else if (held[0].Time == user.Time)
        {
            // Nobody can say which of the two is the later.
            held.Add(user);
        }
    }

    private void LetGo(List<SerfEvent> events)
    {
        foreach (var (name, member) in _members)
        {
            // It failed and came back within the period: nothing has changed for who was told that it is there.
            if (
                member.Change == MemberChange.Updated
                || !_told.TryGetValue(name, out var before)
                || before != member.Change
            )
            {
                events.Add(member);
            }

            Remember(name, member.Change);
        }

        events.AddRange(_users.Values.SelectMany(static held => held));
        _members.Clear();
        _users.Clear();
        (_endsAt, _quietAt) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
    }

    private void Remember(string name, MemberChange change)
    {
        if (change == MemberChange.Reaped)
        {
            _told.Remove(name);
        }
        else if (change != MemberChange.Updated)
        {
            _told[name] = change;
        }
    }
}
