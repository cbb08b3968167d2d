using Praetor.Foundation;

namespace Praetor.Consensus.Core;

/// <summary>How a leader feeds a follower.</summary>
internal enum ProgressMode
{
    /// <summary>The leader looks for the place where the logs meet: one message at a time.</summary>
    Probe,

    /// <summary>Batches are sent ahead of their answers.</summary>
    Pipeline,

    /// <summary>The entries it needs are compacted: a snapshot is on its way.</summary>
    Snapshot,
}

/// <summary>What a leader knows of one follower. Belongs to <see cref="LeaderRole"/>, for one term.</summary>
internal sealed class Progress
{
    // 16 batches of 64 entries keep a link of 10 ms busy at 100,000 entries a second.
    private const int InFlightMax = 16;

    // The last index of each batch sent and not answered, in order.
    private readonly Deque<LogIndex> _inFlight = new();

    public Progress(LogIndex next, TimeSpan now)
    {
        Next = next;
        LastAnswer = now;
    }

    public ProgressMode Mode { get; private set; } = ProgressMode.Probe;

    /// <summary>The logs are known to match, durably, up to here. It never falls within a term.</summary>
    public LogIndex Match { get; private set; }

    /// <summary>The next entry to send.</summary>
    public LogIndex Next { get; private set; }

    /// <summary>When it last answered anything in this term; for the check of the quorum.</summary>
    public TimeSpan LastAnswer { get; private set; }

    /// <summary>When it was last sent something; for heartbeats.</summary>
    public TimeSpan LastSent { get; set; } = TimeSpan.MinValue;

    /// <summary>The commit index it was last told.</summary>
    public LogIndex CommitSent { get; set; }

    /// <summary>The newest round it has answered.</summary>
    public ulong Round { get; private set; }

    /// <summary>A probe is out, or old entries are being read: wait for its answer, or the next heartbeat.</summary>
    public bool IsWaiting { get; set; }

    public bool CanSend =>
        Mode switch
        {
            ProgressMode.Probe => !IsWaiting,
            ProgressMode.Pipeline => !IsWaiting && _inFlight.Count < InFlightMax,
            _ => false,
        };

    public void Answered(TimeSpan now, ulong round)
    {
        LastAnswer = now;
        Round = Math.Max(Round, round);
    }

    /// <summary>A batch was sent that ends at this index.</summary>
    public void Sent(LogIndex last)
    {
        if (Mode == ProgressMode.Pipeline)
        {
            if (last >= Next)
            {
                _inFlight.Add(last);
                Next = last.Next;
            }
        }
        else
        {
            IsWaiting = true;
        }
    }

    /// <summary>The logs match up to an index; answers may come late and out of order.</summary>
    public void Matched(LogIndex index)
    {
        Match = LogIndex.Max(Match, index);
        Next = LogIndex.Max(Next, Match.Next);
        while (_inFlight.Count > 0 && _inFlight[0] <= index)
        {
            _inFlight.RemoveFirst();
        }

        // A snapshot under way is waited for: heartbeats match at the log's beginning, and that settles nothing.
        if (Mode == ProgressMode.Probe)
        {
            Mode = ProgressMode.Pipeline;
            IsWaiting = false;
        }
    }

    /// <summary>The follower refused a batch after <paramref name="previous"/>.</summary>
    /// <param name="retryAt">Where its hints say that the logs may meet.</param>
    public void Refused(LogIndex previous, LogIndex retryAt)
    {
        // Late answers to what has since been settled say nothing.
        if (Mode == ProgressMode.Snapshot || previous <= Match || (Mode == ProgressMode.Probe && previous.Next != Next))
        {
            return;
        }

        BeginProbe(LogIndex.Min(retryAt, previous));
    }

    public void BeginProbe(LogIndex next)
    {
        Mode = ProgressMode.Probe;
        Next = LogIndex.Max(next, Match.Next);
        IsWaiting = false;
        _inFlight.Clear();
        Invariant.Check(Next > Match, "What matches is not sent again.");
    }

    public void BeginSnapshot()
    {
        Mode = ProgressMode.Snapshot;
        IsWaiting = false;
        _inFlight.Clear();
    }
}
