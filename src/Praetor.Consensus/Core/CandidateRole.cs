using Praetor.Consensus.Driver;
using Praetor.Consensus.Log;

namespace Praetor.Consensus.Core;

/// <summary>A server that asks for votes: first whether it would get them, then for them.</summary>
internal sealed class CandidateRole : RoleState
{
    private readonly RaftCore _core;
    private readonly bool _isPreVote;
    private readonly bool _isTransfer;
    private readonly SortedSet<ServerId> _granted = new(ServerId.Ordinal);
    private ulong _ownVoteSequence;
    private TimeSpan _giveUpAt;

    /// <param name="isPreVote">Only asks; the term stays until a majority would vote for us (thesis, 9.6).</param>
    /// <param name="isTransfer">The leader asked us to campaign: there is no need to ask first.</param>
    public CandidateRole(RaftCore core, bool isPreVote, bool isTransfer)
    {
        _core = core;
        _isPreVote = isPreVote;
        _isTransfer = isTransfer;
    }

    public override RaftRole Kind => _isPreVote ? RaftRole.PreCandidate : RaftRole.Candidate;

    public override ServerId? Leader => null;

    public override void Enter()
    {
        _giveUpAt = _core.Now + _core.RandomElectionTimeout();
        if (_isPreVote)
        {
            _granted.Add(_core.Self);
        }
        else
        {
            // Our own vote is a vote: it counts, and the others are asked, when it is on disk.
            _core.SaveState(new HardState(_core.Term.Next, _core.Self));
            _ownVoteSequence = _core.LastSequence;
        }

        foreach (var server in _core.Configuration.Servers)
        {
            if (server.Suffrage == Suffrage.Voter && server.Id != _core.Self)
            {
                Ask(server.Id);
            }
        }
    }

    public override void Tick()
    {
        if (_core.Now >= _giveUpAt)
        {
            _core.Become(new CandidateRole(_core, isPreVote: !_core.IsOnlyVoter, isTransfer: false));
        }
    }

    public override void Receive(RaftMessage message)
    {
        switch (message)
        {
            case RaftMessage.VoteReply reply when reply.IsPreVote == _isPreVote && reply.IsGranted:
                if (reply.Term == (_isPreVote ? _core.Term.Next : _core.Term))
                {
                    _granted.Add(reply.From);
                    Count();
                }

                break;
            case RaftMessage.AppendEntries append:
                // Another has won this term.
                _core.BecomeFollower(append.Term, append.From);
                _core.Role.Receive(append);
                break;
            default:
                break; // Refusals: the deadline ends the wait.
        }
    }

    public override void Persisted()
    {
        if (!_isPreVote && _core.PersistedSequence >= _ownVoteSequence && _granted.Add(_core.Self))
        {
            Count();
        }
    }

    private void Ask(ServerId voter)
    {
        var request = new RaftMessage.RequestVote(_core.Self, voter, _isPreVote ? _core.Term.Next : _core.Term)
        {
            LastLog = _core.Log.Last,
            LastLogTerm = _core.Log.LastTerm,
            IsPreVote = _isPreVote,
            IsTransfer = _isTransfer,
        };
        if (_isPreVote)
        {
            _core.Send(request);
        }
        else
        {
            _core.SendWhenDurable(request);
        }
    }

    private void Count()
    {
        if (!CommitRule.IsMajority(_core.Configuration, _granted.Contains))
        {
            return;
        }

        if (_isPreVote)
        {
            _core.Become(new CandidateRole(_core, isPreVote: false, isTransfer: false));
        }
        else
        {
            _core.Become(new LeaderRole(_core));
        }
    }
}
