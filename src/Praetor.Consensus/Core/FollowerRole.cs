using Praetor.Consensus.Driver;
using Praetor.Foundation;

namespace Praetor.Consensus.Core;

/// <summary>A server that takes what its leader sends, and campaigns when it hears of none for too long.</summary>
internal sealed class FollowerRole : RoleState
{
    private readonly RaftCore _core;
    private ServerId? _leader;
    private TimeSpan? _heardAt;
    private TimeSpan _campaignAt;

    /// <param name="isStart">
    /// The process has just started. It may have promised its silence to a leader just before (whose lease rests on it)
    /// and have forgotten; so it acts as if it had heard a leader now.
    /// </param>
    public FollowerRole(RaftCore core, ServerId? leader, bool isStart)
    {
        _core = core;
        _leader = leader;
        _heardAt = isStart || leader is not null ? core.Now : null;

        // A group of one has nobody to wait for.
        _campaignAt = isStart && core.IsOnlyVoter ? core.Now : core.Now + core.RandomElectionTimeout();
    }

    public override RaftRole Kind => RaftRole.Follower;

    public override ServerId? Leader => _leader;

    /// <summary>When the leader was last heard; null if never.</summary>
    public TimeSpan? HeardAt => _leader is null ? null : _heardAt;

    public bool HeardWithin(TimeSpan span) => _heardAt is { } heardAt && _core.Now - heardAt < span;

    public void PostponeElection() => _campaignAt = _core.Now + _core.RandomElectionTimeout();

    public override void Tick()
    {
        if (_core.Now < _campaignAt)
        {
            return;
        }

        if (!_core.Configurations.MayLead(_core.Self))
        {
            // Not ours to lead. If the leader is gone, say so to those who ask.
            _leader = null;
            PostponeElection();
            return;
        }

        _core.Become(new CandidateRole(_core, isPreVote: !_core.IsOnlyVoter, isTransfer: false));
    }

    public override void Receive(RaftMessage message)
    {
        switch (message)
        {
            case RaftMessage.AppendEntries append:
                Heard(append.From);
                Append(append);
                break;
            case RaftMessage.TimeoutNow when _core.Configurations.MayLead(_core.Self):
                _core.Become(new CandidateRole(_core, isPreVote: false, isTransfer: true));
                break;
            default:
                break; // Answers to what this server was before.
        }
    }

    /// <summary>The leader of the current term was heard.</summary>
    public void Heard(ServerId leader)
    {
        Invariant.Check(_leader is null || _leader == leader, "One leader in a term.");
        _leader = leader;
        _heardAt = _core.Now;
        PostponeElection();
    }

    /// <summary>The answer to entries that do not fit, or come from an old leader.</summary>
    public static RaftMessage.AppendReply Refusal(RaftCore core, RaftMessage.AppendEntries append)
    {
        var conflict = append.Term == core.Term ? core.Log.TermAt(append.Previous) : null;
        return new RaftMessage.AppendReply(core.Self, append.From, core.Term)
        {
            IsSuccess = false,
            Index = append.Previous,
            LastLog = core.Log.Last,
            ConflictTerm = conflict ?? default,
            ConflictFirst = conflict is null ? default : core.Log.FirstOfTermAt(append.Previous),
            Round = append.Round,
        };
    }

    /// <remarks>
    /// 1. The entry before must match, or nothing is taken (5.3). What our snapshot stands for is committed and matches.
    /// 2. Entries that we have are skipped, whatever comes behind them: a message may be old, and truncating what it
    ///    does not mention would lose what was acknowledged since. Only a real conflict truncates.
    /// 3. The commit index goes no further than what this message proves to match.
    /// 4. The answer claims durability, and waits for it.
    /// </remarks>
    private void Append(RaftMessage.AppendEntries append)
    {
        var log = _core.Log;
        if (append.Previous >= log.Previous && log.TermAt(append.Previous) != append.PreviousTerm)
        {
            Invariant.Check(append.Previous > _core.Commit, "A leader has every committed entry.");
            _core.Send(Refusal(_core, append));
            return;
        }

        foreach (var entry in append.Entries)
        {
            if (entry.Index <= log.Previous || log.TermAt(entry.Index) == entry.Term)
            {
                continue;
            }

            if (entry.Index <= log.Last)
            {
                _core.TruncateFrom(entry.Index);
            }

            _core.Append(entry);
        }

        var proven = LogIndex.Min(append.LeaderCommit, append.Last);
        if (proven > _core.Commit)
        {
            _core.CommitTo(proven);
        }

        _core.SendWhenDurable(
            new RaftMessage.AppendReply(_core.Self, append.From, _core.Term)
            {
                IsSuccess = true,
                Index = append.Last,
                LastLog = log.Last,
                Round = append.Round,
            }
        );
    }
}
