namespace Praetor.Consensus.Core;

/// <summary>
/// Confirms the leadership for reads: a question is answered when a majority has answered a message sent after it
/// (thesis, 6.4), or at once while the lease of an earlier answer lasts.
/// </summary>
internal sealed class LeaderReads(RaftCore core)
{
    private readonly List<(ReadRequest Request, LogIndex Index, ulong Round)> _waiting = [];

    // When each round that a majority has not answered yet was begun.
    private readonly Queue<(ulong Round, TimeSpan BegunAt)> _open = new();
    private TimeSpan? _confirmedAt;
    private bool _isAsked;

    /// <summary>The round that messages carry.</summary>
    public ulong CurrentRound { get; private set; }

    /// <param name="index">What a state must have applied to answer the read.</param>
    public void Ask(ReadRequest request, LogIndex index, IReadOnlyDictionary<ServerId, Progress> followers)
    {
        if (core.IsOnlyVoter || (request.IsLeaseEnough && HasLease()))
        {
            core.End(request, RequestEnd.Confirmed, index);
            return;
        }

        // The round that the next flush begins: a message that is already out was sent before the question.
        _waiting.Add((request, index, CurrentRound + 1));
        _isAsked = true;
        Answered(followers);
    }

    /// <summary>Begins a round, if somebody asks; then all followers must be sent something.</summary>
    public bool BeginRound()
    {
        if (!_isAsked)
        {
            return false;
        }

        _isAsked = false;
        _open.Enqueue((++CurrentRound, core.Now));
        return true;
    }

    /// <summary>A follower has answered.</summary>
    public void Answered(IReadOnlyDictionary<ServerId, Progress> followers)
    {
        if (_open.Count == 0)
        {
            return;
        }

        var confirmed = CommitRule.ReachedByMajority(
            core.Configuration,
            id => id == core.Self ? ulong.MaxValue : followers[id].Round
        );
        while (_open.TryPeek(out var open) && open.Round <= confirmed)
        {
            _confirmedAt = _open.Dequeue().BegunAt;
        }

        foreach (var (request, index, round) in _waiting)
        {
            if (round <= confirmed)
            {
                core.End(request, RequestEnd.Confirmed, index);
            }
        }

        _waiting.RemoveAll(waiting => waiting.Round <= confirmed);
    }

    /// <summary>The leadership is over.</summary>
    public void Lost()
    {
        foreach (var (request, _, _) in _waiting)
        {
            core.End(request, RequestEnd.LeadershipLost);
        }

        _waiting.Clear();
    }

    // Followers who answered a message sent then refuse their votes for an election timeout from it. Half of one leaves
    // room for clocks that run at different speeds. A transfer overrides their refusal, so it ends the lease.
    private bool HasLease() =>
        !core.IsTransferring && _confirmedAt is { } at && core.Now - at < core.Options.ElectionTimeout / 2;
}
