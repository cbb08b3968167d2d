using Praetor.Consensus.Driver;
using Praetor.Consensus.Log;
using Praetor.Foundation;

namespace Praetor.Consensus.Core;

/// <summary>
/// A server that orders the log of its term: takes proposals, feeds followers, commits what a majority holds durably,
/// and gives up when it cannot be sure of its majority or of its disk.
/// </summary>
internal sealed class LeaderRole : RoleState
{
    private readonly RaftCore _core;
    private readonly SortedDictionary<ServerId, Progress> _followers = new(ServerId.Ordinal);
    private readonly LeaderReads _reads;
    private readonly LeadershipTransfer _transfer;
    private readonly LogIndex _firstOfTerm;

    public LeaderRole(RaftCore core)
    {
        _core = core;
        _reads = new LeaderReads(core);
        _transfer = new LeadershipTransfer(core);
        _firstOfTerm = core.Log.Last.Next;
    }

    public override RaftRole Kind => RaftRole.Leader;

    public override ServerId? Leader => _core.Self;

    /// <summary>Whether an entry of this term is committed: before, what earlier leaders committed is not known.</summary>
    public bool IsReady => _core.Commit >= _firstOfTerm;

    /// <summary>Whether another was told to campaign, in this term.</summary>
    public bool HasAbdicated => _transfer.WasTold;

    /// <summary>What is known of the followers, in the order of their ids.</summary>
    public IReadOnlyDictionary<ServerId, Progress> Followers => _followers;

    public override void Enter()
    {
        FollowConfiguration();

        // Commits what predecessors left behind: only entries of the own term commit by counting (5.4.2).
        Append(LogEntryType.Noop, default, default);
    }

    public override void Tick()
    {
        if (!IsMajorityAnswering() || _core.DiskOwes > _core.Options.DiskStallMax)
        {
            // Who cannot reach a majority, or cannot write, makes room for another (6.2 of the thesis; raft.md rule 6).
            _core.BecomeFollower(_core.Term, leader: null);
            return;
        }

        _transfer.Tick();
        foreach (var (id, follower) in _followers)
        {
            if (_core.Now - _core.Options.HeartbeatInterval >= follower.LastSent)
            {
                SendHeartbeat(id, follower);
            }
        }
    }

    public override void Receive(RaftMessage message)
    {
        Invariant.Check(message is not RaftMessage.AppendEntries, "One leader in a term.");
        if (message is not RaftMessage.AppendReply reply || !_followers.TryGetValue(reply.From, out var follower))
        {
            return; // Late votes, or the answer of a server that has left.
        }

        follower.Answered(_core.Now, reply.Round);
        if (reply.IsSuccess)
        {
            Invariant.Check(reply.Index <= _core.Log.Last, "A follower matches no more than there is.");
            follower.Matched(reply.Index);
            AdvanceCommit();
        }
        else
        {
            follower.Refused(reply.Index, RetryAt(reply));
        }

        _reads.Answered(_followers);
    }

    /// <summary>Our own disk is a voter like the others, counted at what it holds durably.</summary>
    public override void Persisted() => AdvanceCommit();

    public void Requested(RaftRequest request)
    {
        switch (request)
        {
            case ReadRequest read:
                _reads.Ask(read, LogIndex.Max(_core.Commit, _firstOfTerm), _followers);
                break;
            case TransferRequest transfer:
                _transfer.Begin(transfer, _followers);
                break;
            case MembershipRequest change:
                Change(change);
                break;
            case ProposeRequest propose when propose.Data.Length > _core.Options.EntryBytesMax:
                _core.End(request, RequestEnd.TooLarge);
                break;
            case ProposeRequest propose when CanTake:
                Append(propose.Type, propose.Data, propose.Extensions);
                _core.Effects.Accepted.Add((request, _core.Log.Last, _core.Term));
                break;
            default:
                _core.End(request, RequestEnd.Busy);
                break;
        }
    }

    /// <summary>Answers from the driver about what it was asked to fetch or to ship.</summary>
    public void Feeding(RaftInput input)
    {
        switch (input)
        {
            case RaftInput.LogWasRead read when _followers.TryGetValue(read.Peer, out var follower):
                ShipOldEntries(read, follower);
                break;
            case RaftInput.SnapshotSent sent when _followers.TryGetValue(sent.Peer, out var follower):
                SnapshotTransfer.Sent(sent, follower);
                break;
        }
    }

    /// <summary>Ships what the batch has brought.</summary>
    public void Flush()
    {
        _transfer.Flush(_followers);
        var isRoundDue = _reads.BeginRound();
        foreach (var (id, follower) in _followers)
        {
            var wasSent = false;
            while (follower.CanSend && follower.Next <= _core.Log.Last && ShipNext(id, follower))
            {
                wasSent = true;
            }

            // Followers apply what is committed as soon as they know: tell those who would otherwise wait for a heartbeat.
            if (!wasSent && (isRoundDue || (_core.Commit > follower.CommitSent && follower.Match == _core.Log.Last)))
            {
                SendHeartbeat(id, follower);
            }
        }
    }

    public override void Leave()
    {
        _reads.Lost();
        _transfer.Lost();
    }

    private bool CanTake =>
        !_transfer.IsUnderWay && _core.Log.Last.Value - _core.Commit.Value < (ulong)_core.Options.UncommittedMax;

    private void Append(LogEntryType type, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> extensions) =>
        _core.Append(
            new LogEntry
            {
                Index = _core.Log.Last.Next,
                Term = _core.Term,
                Type = type,
                Data = data,
                Extensions = extensions,
                AppendedAt = _core.WallClock,
            }
        );

    /// <remarks>One change at a time, and the first only after an entry of this term is committed (Ongaro's erratum).</remarks>
    private void Change(MembershipRequest request)
    {
        if (!CanTake || !IsReady || _core.Configurations.LatestIndex > _core.Commit)
        {
            _core.End(request, RequestEnd.Busy);
            return;
        }

        if (request.Change.ApplyTo(_core.Configuration) is not { } after)
        {
            _core.End(request, RequestEnd.Refused);
            return;
        }

        Append(LogEntryType.Configuration, ConfigurationCodec.Encode(after), default);
        _core.Effects.Accepted.Add((request, _core.Log.Last, _core.Term));
        FollowConfiguration();
        AdvanceCommit();
    }

    private void FollowConfiguration()
    {
        var members = _core.Configuration.Servers.Select(server => server.Id).Where(id => id != _core.Self).ToList();
        foreach (var gone in _followers.Keys.Except(members).ToList())
        {
            _followers.Remove(gone);
        }

        foreach (var id in members)
        {
            _followers.TryAdd(id, new Progress(_core.Log.Last.Next, _core.Now));
        }
    }

    private bool IsMajorityAnswering() =>
        CommitRule.IsMajority(
            _core.Configuration,
            id => id == _core.Self || _core.Now - _followers[id].LastAnswer < _core.Options.LeaderLease
        );

    private void AdvanceCommit()
    {
        var reached = new LogIndex(
            CommitRule.ReachedByMajority(
                _core.Configuration,
                id => id == _core.Self ? _core.Log.Durable.Value : _followers[id].Match.Value
            )
        );
        if (reached <= _core.Commit || _core.Log.TermAt(reached) != _core.Term)
        {
            return;
        }

        _core.CommitTo(reached);
        if (reached >= _core.Configurations.LatestIndex && _core.Configuration.Find(_core.Self) is null)
        {
            // The group goes on without us, and now it knows.
            _core.BecomeFollower(_core.Term, leader: null);
        }
    }

    /// <summary>Where a refusal's hints say that the logs may meet, so that a term of lag costs one round and not each entry.</summary>
    private LogIndex RetryAt(RaftMessage.AppendReply reply)
    {
        if (reply.ConflictTerm == default)
        {
            return reply.LastLog.Next;
        }

        return _core.Log.LastOfTerm(reply.ConflictTerm) is { } last ? last.Next : reply.ConflictFirst;
    }

    private bool ShipNext(ServerId id, Progress follower)
    {
        var log = _core.Log;
        if (follower.Next <= log.Previous)
        {
            follower.BeginSnapshot();
            _core.Effects.SnapshotSends.Add(new SnapshotSend(id, _core.Term));
            return false;
        }

        if (follower.Next < log.FirstKept)
        {
            var last = LogIndex.Min(follower.Next.Plus(_core.Options.BatchEntriesMax - 1), log.FirstKept.Previous);
            follower.IsWaiting = true;
            _core.Effects.LogReads.Add(new LogRead(id, follower.Next, last));
            return false;
        }

        Ship(id, follower, log.Take(follower.Next, _core.Options.BatchEntriesMax, _core.Options.BatchBytesMax));
        return true;
    }

    private void ShipOldEntries(RaftInput.LogWasRead read, Progress follower)
    {
        follower.IsWaiting = false;
        if (follower.Mode == ProgressMode.Snapshot || follower.Next != read.From || read.From <= _core.Log.Previous)
        {
            return; // Settled otherwise since, or compacted: the next flush sees to it.
        }

        // A log that is no longer as it was when it was read (we lost and won the lead since) is read again.
        if (read.Entries is { Count: > 0 } entries && entries.All(entry => _core.Log.TermAt(entry.Index) == entry.Term))
        {
            Ship(read.Peer, follower, entries);
        }
    }

    private void SendHeartbeat(ServerId id, Progress follower)
    {
        // The place before the next entry shows gaps early. Where it is compacted that cannot be asked, and what is in
        // flight may be lost for good (regression: seed 49): begin again, which leads to a snapshot.
        if (follower.Mode == ProgressMode.Pipeline && follower.Next.Previous < _core.Log.Previous)
        {
            follower.BeginProbe(follower.Match.Next);
        }

        Ship(id, follower, []);
        if (follower.Mode == ProgressMode.Probe)
        {
            follower.IsWaiting = false; // Also the retry of a probe that was lost.
        }
    }

    private void Ship(ServerId id, Progress follower, IReadOnlyList<LogEntry> entries)
    {
        var previous = follower.Next.Previous;
        var previousTerm = follower.Mode == ProgressMode.Snapshot ? null : _core.Log.TermAt(previous);
        _core.Send(
            new RaftMessage.AppendEntries(_core.Self, id, _core.Term)
            {
                Previous = previousTerm is null ? default : previous,
                PreviousTerm = previousTerm ?? default,
                Entries = entries,
                LeaderCommit = _core.Commit,
                Round = _reads.CurrentRound,
            }
        );
        (follower.LastSent, follower.CommitSent) = (_core.Now, _core.Commit);
        if (entries.Count > 0)
        {
            follower.Sent(entries[^1].Index);
        }
    }
}
