using Praetor.Consensus.Log;
using Praetor.Foundation;
using Praetor.Foundation.Wire;

namespace Praetor.Consensus.Core;

/// <summary>
/// Raft (Ongaro and Ousterhout, extended version; Ongaro's thesis for pre-vote, membership, leadership transfer and
/// reads): what all roles share, and who is asked for what. No clock, lock, await or I/O: input in, effects out.
/// </summary>
/// <remarks>
/// The driver steps a batch of inputs, calls <see cref="Flush"/> once, and performs the effects in the order that
/// <see cref="RaftEffects"/> states. What claims durability is held back here until the log's writer has confirmed it.
/// </remarks>
internal sealed class RaftCore
{
    private readonly DurabilityQueue _durability = new();
    private LogIndex _handedOver;

    /// <param name="options">Fixed for the core's life.</param>
    /// <param name="recovered">What the disk holds.</param>
    /// <param name="random">For election timeouts.</param>
    /// <param name="now">The time of the start; votes are refused for an election timeout from it, see <see cref="FollowerRole"/>.</param>
    public RaftCore(CoreOptions options, RecoveredLog recovered, Random random, TimeSpan now)
    {
        Options = options;
        Random = random;
        Log = recovered.Tail;
        Configurations = recovered.Configurations;
        Snapshot = recovered.Snapshot;
        State = recovered.State.Term >= Log.LastTerm ? recovered.State : new HardState(Log.LastTerm, null);
        Commit = _handedOver = Snapshot.Index;
        Now = now;
        Role = new FollowerRole(this, leader: null, isStart: true);
    }

    public CoreOptions Options { get; }

    public Random Random { get; }

    public LogTail Log { get; }

    public ConfigurationHistory Configurations { get; }

    public ServerConfiguration Configuration => Configurations.Latest;

    public HardState State { get; private set; }

    public Term Term => State.Term;

    public LogIndex Commit { get; private set; }

    /// <summary>The newest durable snapshot on this server.</summary>
    public SnapshotMark Snapshot { get; private set; }

    public RoleState Role { get; private set; }

    public ServerId Self => Options.LocalId;

    /// <summary>The time of the step; valid during one.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>
    /// What the driver's wall clock says, for the entries that a leader appends. Nothing is decided by it.
    /// </summary>
    public GoTime WallClock { get; set; } = GoTime.Zero;

    /// <summary>What the step asks for; valid during one.</summary>
    public RaftEffects Effects { get; private set; } = new();

    /// <summary>The newest write that is durable.</summary>
    public ulong PersistedSequence => _durability.Persisted;

    /// <summary>The newest write that was asked for.</summary>
    public ulong LastSequence => _durability.Last;

    /// <summary>How long the disk has owed us its oldest write.</summary>
    public TimeSpan DiskOwes => _durability.OldestSince is { } since ? Now - since : TimeSpan.Zero;

    /// <summary>Whether this leader has told another to campaign: its lease is worth nothing then.</summary>
    public bool IsTransferring => (Role as LeaderRole)?.HasAbdicated ?? false;

    public bool IsOnlyVoter => Configuration.VoterCount == 1 && Configuration.IsVoter(Self);

    /// <param name="input">What happened.</param>
    /// <param name="now">Monotonic time since the driver started.</param>
    /// <param name="effects">Where the effects of this batch are gathered.</param>
    public void Step(RaftInput input, TimeSpan now, RaftEffects effects)
    {
        Invariant.Check(now >= Now, "Time does not run backwards.");
        (Now, Effects) = (now, effects);
        switch (input)
        {
            case RaftInput.Tick:
                Role.Tick();
                break;
            case RaftInput.Received received:
                Receive(received.Message);
                break;
            case RaftInput.Persisted persisted:
                OnPersisted(persisted.Sequence);
                break;
            case RaftInput.SnapshotTaken taken:
                OnSnapshotTaken(taken.Mark);
                break;
            case RaftInput.SnapshotReceived received:
                SnapshotTransfer.Received(this, received);
                break;
            case RaftInput.LogWasRead or RaftInput.SnapshotSent:
                // An answer that comes when the leadership is gone is for nobody.
                (Role as LeaderRole)?.Feeding(input);
                break;
            case RaftRequest request when Role is LeaderRole leader:
                leader.Requested(request);
                break;
            case RaftRequest request:
                End(request, RequestEnd.NotLeader);
                break;
            default:
                throw new InvariantException($"Unhandled input {input}.");
        }
    }

    /// <summary>Ends a batch of steps: ships what is new to followers, and hands over what is committed.</summary>
    public void Flush(TimeSpan now, RaftEffects effects)
    {
        (Now, Effects) = (now, effects);
        (Role as LeaderRole)?.Flush();
        if (Commit > _handedOver)
        {
            effects.CommittedTo = Commit;
            Log.CopyKept(_handedOver.Next, Commit, effects.Committed);
            _handedOver = Commit;
            Configurations.CommittedTo(Commit);
        }

        Log.Evict(_handedOver, Options);
        Invariant.Check(Commit <= Log.Last, "Only what is in the log is committed.");
        Invariant.Check(Commit >= Snapshot.Index, "What a snapshot stands for is committed.");
    }

    /// <summary>Follows a leader, or nobody yet, in a term not below the current one.</summary>
    public void BecomeFollower(Term term, ServerId? leader)
    {
        Invariant.Check(term >= Term, "Terms never fall.");
        if (term > Term)
        {
            SaveState(new HardState(term, null));
        }

        Become(new FollowerRole(this, leader, isStart: false));
    }

    public void Become(RoleState role)
    {
        Role.Leave();
        Role = role;
        role.Enter();
    }

    public void SaveState(HardState state)
    {
        Invariant.Check(state.Term >= Term, "Terms never fall.");
        Invariant.Check(state.Term > Term || State.Vote is null || State.Vote == state.Vote, "One vote in a term.");
        State = state;
        Write().State = state;
    }

    public void Append(LogEntry entry)
    {
        Log.Append(entry);
        Write().Operations.Add(new LogOperation.Append(entry));
        _durability.Appended(entry.Index);
        if (entry.Type == LogEntryType.Configuration)
        {
            Configurations.Append(entry.Index, ConfigurationCodec.Decode(entry.Data.Span));
        }
    }

    public void TruncateFrom(LogIndex index)
    {
        Invariant.Check(index > Commit, "A committed entry is never truncated.");
        Log.TruncateFrom(index);
        Configurations.TruncateFrom(index);
        Write().Operations.Add(new LogOperation.TruncateFrom(index, Log.LastTerm));
        _durability.TruncatedFrom(index);
    }

    /// <summary>Takes over a leader's snapshot, which is durable here already.</summary>
    public void Restore(SnapshotMark mark)
    {
        Invariant.Check(mark.Index > Commit, "A snapshot that we are past is not taken over.");
        if (Log.TermAt(mark.Index) == mark.Term)
        {
            Log.CompactTo(mark.Index);
            Write().Operations.Add(new LogOperation.CompactTo(mark.Index));
        }
        else
        {
            Log.Reset(mark.Index, mark.Term);
            Write().Operations.Add(new LogOperation.Reset(mark.Index, mark.Term));
            _durability.TruncatedFrom(mark.Index.Next);
            Configurations.TruncateFrom(new LogIndex(1));
        }

        Snapshot = mark;
        Configurations.Reset(mark);
        Commit = _handedOver = mark.Index;

        // Entries committed earlier in this batch are in the snapshot.
        Effects.CommittedTo = null;
        Effects.Committed.Clear();
        Effects.Restore = mark;
    }

    public void CommitTo(LogIndex index)
    {
        Invariant.Check(index >= Commit, "What is committed stays committed.");
        Invariant.Check(index <= Log.Last, "Only what is in the log is committed.");
        Commit = index;
    }

    public void Send(RaftMessage message) => Effects.Messages.Add(message);

    /// <summary>Sends once everything asked of the disk so far is on it, if the term is still the same then.</summary>
    public void SendWhenDurable(RaftMessage message)
    {
        if (_durability.IsIdle)
        {
            Send(message);
        }
        else
        {
            _durability.HoldBack(message);
        }
    }

    public void End(RaftRequest request, RequestEnd end, LogIndex index = default) =>
        Effects.Ended.Add((request, end, index));

    /// <summary>From one to two election timeouts, so that two servers seldom campaign at once.</summary>
    public TimeSpan RandomElectionTimeout() => Options.ElectionTimeout * (1 + Random.NextDouble());

    private void Receive(RaftMessage message)
    {
        if (message.To != Self)
        {
            return; // Meant for a server that had this address before.
        }

        switch (message)
        {
            case RaftMessage.RequestVote request:
                Voting.Requested(this, request);
                return;
            case RaftMessage.VoteReply { IsPreVote: true, IsGranted: true } granted:
                Role.Receive(granted);
                return;
            case RaftMessage.AppendEntries append when append.Term < Term:
                // The answer's term makes an old leader step down, whose log may be behind a partition's.
                Send(FollowerRole.Refusal(this, append));
                return;
        }

        if (message.Term > Term)
        {
            BecomeFollower(message.Term, (message as RaftMessage.AppendEntries)?.From);
        }

        if (message.Term == Term)
        {
            Role.Receive(message);
        }
    }

    private void OnPersisted(ulong sequence)
    {
        if (_durability.Complete(sequence) is { } durable)
        {
            Log.Durable = LogIndex.Max(Log.Durable, durable);
        }

        Invariant.Check(Log.Durable <= Log.Last, "Only what is in the log is durable.");
        while (_durability.TryRelease(out var message))
        {
            if (message.Term == Term)
            {
                Send(message);
            }
        }

        Role.Persisted();
    }

    private void OnSnapshotTaken(SnapshotMark mark)
    {
        if (mark.Index <= Snapshot.Index)
        {
            return; // A leader's snapshot has come in between.
        }

        Invariant.Check(mark.Index <= Commit, "A snapshot stands for committed entries only.");
        Snapshot = mark;
        var keepFrom =
            mark.Index.Value > (ulong)Options.TrailingLogs ? mark.Index.Plus(-Options.TrailingLogs) : default;
        if (keepFrom > Log.Previous)
        {
            Log.CompactTo(keepFrom);
            Write().Operations.Add(new LogOperation.CompactTo(keepFrom));
        }
    }

    private LogWrite Write()
    {
        Effects.Write ??= new LogWrite(_durability.Begin(Now));
        return Effects.Write;
    }
}
