using System.Text;
using Praetor.Consensus.Core;
using Praetor.Consensus.Log;

namespace Praetor.Consensus.Tests.Core;

/// <summary>One core on the bench: what goes in is written by hand, what comes out is looked at.</summary>
internal sealed class CoreBench
{
    public static readonly ServerId Me = new("a");
    private readonly RaftEffects _effects = new();
    private TimeSpan _now;

    /// <param name="voters">The group; the core is "a", if it is among them.</param>
    /// <param name="term">The term on disk.</param>
    /// <param name="entryTerms">The terms of the log's entries on disk, of which the first is the configuration.</param>
    /// <param name="vote">The vote on disk.</param>
    /// <param name="trailing">How many entries stay behind a snapshot.</param>
    public CoreBench(
        string voters = "abc",
        ulong term = 1,
        ulong[]? entryTerms = null,
        string? vote = null,
        int trailing = 10240
    )
    {
        entryTerms ??= [1];
        var configuration = new ServerConfiguration([
            .. voters.Select(id => new RaftServer(new ServerId($"{id}"), $"{id}:8300", Suffrage.Voter)),
        ]);
        var terms = entryTerms
            .Select((entryTerm, at) => (First: new LogIndex((ulong)at + 1), Term: new Term(entryTerm)))
            .DistinctBy(entry => entry.Term);
        Core = new RaftCore(
            new CoreOptions { LocalId = Me, TrailingLogs = trailing },
            new RecoveredLog
            {
                State = new HardState(new Term(term), vote is null ? null : new ServerId(vote)),
                Snapshot = SnapshotMark.None,
                Tail = new LogTail(default, default, terms, new LogIndex((ulong)entryTerms.Length)),
                Configurations = new ConfigurationHistory(
                    (default, ServerConfiguration.Empty),
                    [(new LogIndex(1), configuration)]
                ),
            },
            new Random(1),
            _now
        );
    }

    public RaftCore Core { get; }

    /// <summary>The messages of the last step, in order.</summary>
    public List<RaftMessage> Sent { get; } = [];

    /// <summary>The entries committed by the last step.</summary>
    public List<LogEntry> Committed { get; } = [];

    public List<(RaftRequest Request, RequestEnd End, LogIndex Index)> Ended { get; } = [];

    /// <summary>Whether the last step asked for anything to be made durable.</summary>
    public LogWrite? Write { get; private set; }

    /// <summary>The only message of a kind that the last step sent to somebody.</summary>
    public T Only<T>(string? to = null)
        where T : RaftMessage => Sent.OfType<T>().Single(message => to is null || message.To.Value == to);

    public CoreBench Step(RaftInput input)
    {
        _effects.Clear();
        Core.Step(input, _now, _effects);
        Core.Flush(_now, _effects);
        (Write, var sent) = (_effects.Write, _effects.Messages);
        Sent.Clear();
        Sent.AddRange(sent);
        Committed.Clear();
        Committed.AddRange(_effects.Committed);
        Ended.Clear();
        Ended.AddRange(_effects.Ended);
        return this;
    }

    /// <summary>An input in the middle of a batch; its effects are of no interest.</summary>
    public void StepWithoutFlush(RaftInput input) => Core.Step(input, _now, new RaftEffects());

    public CoreBench Receive(RaftMessage message) => Step(new RaftInput.Received(message));

    /// <summary>The disk confirms everything it was asked for.</summary>
    public CoreBench Persist() => Step(new RaftInput.Persisted(Core.LastSequence));

    /// <summary>Time passes, and the core is told.</summary>
    public CoreBench Tick(double seconds)
    {
        _now += TimeSpan.FromSeconds(seconds);
        return Step(RaftInput.Tick.Instance);
    }

    /// <summary>Makes the core ask for votes in earnest: past the pre-vote, with its own vote on disk.</summary>
    public CoreBench Campaign()
    {
        Tick(2.5);
        if (Core.Role.Kind == Consensus.Driver.RaftRole.PreCandidate)
        {
            Receive(Vote("b", Core.Term.Next.Value, isPreVote: true));
        }

        return Persist();
    }

    /// <summary>Makes the core a leader whose no-op is on its own disk.</summary>
    public CoreBench Lead()
    {
        Campaign();
        if (Core.Role is CandidateRole)
        {
            Receive(Vote("b", Core.Term.Value));
        }

        return Persist();
    }

    public CoreBench Propose(string command) =>
        Step(new ProposeRequest(LogEntryType.Command, Encoding.UTF8.GetBytes(command)));

    public CoreBench Match(string from, ulong index, ulong round = 0) =>
        Receive(
            new RaftMessage.AppendReply(new ServerId(from), Me, Core.Term)
            {
                IsSuccess = true,
                Index = new LogIndex(index),
                LastLog = new LogIndex(index),
                Round = round,
            }
        );

    public static RaftMessage.VoteReply Vote(string from, ulong term, bool isPreVote = false, bool isGranted = true) =>
        new(new ServerId(from), Me, new Term(term)) { IsGranted = isGranted, IsPreVote = isPreVote };

    public static RaftMessage.RequestVote AskedBy(
        string from,
        ulong term,
        ulong lastLog,
        ulong lastTerm,
        bool isPreVote = false,
        bool isTransfer = false
    ) =>
        new(new ServerId(from), Me, new Term(term))
        {
            LastLog = new LogIndex(lastLog),
            LastLogTerm = new Term(lastTerm),
            IsPreVote = isPreVote,
            IsTransfer = isTransfer,
        };

    public static RaftMessage.AppendEntries Entries(
        string from,
        ulong term,
        ulong previous,
        ulong previousTerm,
        ulong commit,
        params ulong[] entryTerms
    ) =>
        new(new ServerId(from), Me, new Term(term))
        {
            Previous = new LogIndex(previous),
            PreviousTerm = new Term(previousTerm),
            LeaderCommit = new LogIndex(commit),
            Round = 0,
            Entries =
            [
                .. entryTerms.Select(
                    (entryTerm, at) =>
                        new LogEntry
                        {
                            Index = new LogIndex(previous + (ulong)at + 1),
                            Term = new Term(entryTerm),
                            Type = LogEntryType.Command,
                            Data = Encoding.UTF8.GetBytes($"{entryTerm}"),
                        }
                ),
            ],
        };
}
