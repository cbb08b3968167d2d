using Praetor.Consensus.Core;
using Praetor.Consensus.Driver;
using Praetor.Consensus.Log;
using Praetor.Foundation;
using Xunit;
using static Praetor.Consensus.Tests.Core.CoreBench;

namespace Praetor.Consensus.Tests.Core;

/// <summary>Replication and commitment, a test for each sentence: sections 5.3 and 5.4.2 of the paper, and raft.md's rules.</summary>
public sealed class ReplicationPaperTests
{
    [Fact] // 5.3: The leader appends the command to its log, then issues AppendEntries; its own write runs beside (10.2.1).
    public void Leader_ships_an_entry_before_it_is_on_its_own_disk()
    {
        var bench = new CoreBench().Lead().Match("b", 2).Match("c", 2).Propose("x");
        Assert.NotNull(bench.Write);
        Assert.Equal(["b", "c"], bench.Sent.Cast<RaftMessage.AppendEntries>().Select(append => append.To.Value));
        Assert.Equal(
            (2UL, 2UL),
            (
                bench.Only<RaftMessage.AppendEntries>("b").Previous.Value,
                bench.Only<RaftMessage.AppendEntries>("b").PreviousTerm.Value
            )
        );
    }

    [Fact] // raft.md, rule 2: the leader counts itself at its durable index.
    public void Leader_of_one_commits_only_what_is_on_its_disk()
    {
        var bench = new CoreBench(voters: "a").Lead().Propose("x");
        Assert.Empty(bench.Committed);
        bench.Persist();
        Assert.Equal("x", System.Text.Encoding.UTF8.GetString(Assert.Single(bench.Committed).Data.Span));
    }

    [Fact]
    public void Two_followers_commit_without_the_leaders_disk()
    {
        var bench = new CoreBench().Lead().Match("b", 2).Match("c", 2).Propose("x");
        bench.Match("b", 3);
        Assert.Empty(bench.Committed);
        bench.Match("c", 3);
        Assert.Equal(new LogIndex(3), bench.Core.Commit);
    }

    [Fact] // 5.3: A log entry is committed once the leader has replicated it on a majority of the servers.
    public void Two_of_five_commit_nothing()
    {
        var bench = new CoreBench(voters: "abcde").Tick(2.5);
        bench.Receive(Vote("b", 2, isPreVote: true)).Receive(Vote("c", 2, isPreVote: true)).Persist();
        bench.Receive(Vote("b", 2)).Receive(Vote("c", 2)).Persist();
        bench.Match("b", 2);
        Assert.Equal(default, bench.Core.Commit);
        bench.Match("b", 2).Match("b", 2);
        Assert.Equal(default, bench.Core.Commit);
        bench.Match("e", 2);
        Assert.Equal(new LogIndex(2), bench.Core.Commit);
    }

    [Fact] // 5.4.2: Only log entries from the leader's current term are committed by counting replicas.
    public void Entries_of_earlier_terms_are_committed_by_the_first_of_the_own()
    {
        var bench = new CoreBench(term: 2, entryTerms: [1, 2, 2]).Lead();
        bench.Match("b", 3).Match("c", 3);
        Assert.Equal(default, bench.Core.Commit);
        bench.Match("b", 4);
        Assert.Equal(new LogIndex(4), bench.Core.Commit);
    }

    [Fact] // 5.3: If the follower does not find an entry with the same index and term, it refuses the new entries.
    public void Follower_refuses_entries_behind_a_gap_and_says_where_it_ends()
    {
        var bench = new CoreBench().Receive(Entries("b", 1, previous: 5, previousTerm: 1, commit: 5, 1));
        var reply = bench.Only<RaftMessage.AppendReply>();
        Assert.Equal((false, 5UL, 1UL), (reply.IsSuccess, reply.Index.Value, reply.LastLog.Value));
        Assert.Equal(default, reply.ConflictTerm);
        Assert.Equal(default, bench.Core.Commit);
    }

    [Fact] // 5.3: The follower can include the term of the conflicting entry and the first index it stores for that term.
    public void Follower_refuses_a_conflict_with_the_term_and_its_first_index()
    {
        var bench = new CoreBench(term: 3, entryTerms: [1, 2, 2, 2]).Receive(Entries("b", 3, 4, 3, 0, 3));
        var reply = bench.Only<RaftMessage.AppendReply>();
        Assert.Equal((false, 2UL, 2UL), (reply.IsSuccess, reply.ConflictTerm.Value, reply.ConflictFirst.Value));
    }

    [Fact] // 5.3: A conflicting entry and all that follow it are deleted.
    public void Follower_replaces_what_conflicts()
    {
        var bench = new CoreBench(term: 3, entryTerms: [1, 2, 2, 2]).Receive(Entries("b", 3, 2, 2, 0, 3));
        Assert.Equal((3UL, 3UL), (bench.Core.Log.Last.Value, bench.Core.Log.LastTerm.Value));
        Assert.IsType<LogOperation.TruncateFrom>(bench.Write!.Operations[0]);
        Assert.Empty(bench.Sent);
        bench.Persist();
        Assert.Equal(
            (true, 3UL),
            (bench.Only<RaftMessage.AppendReply>().IsSuccess, bench.Only<RaftMessage.AppendReply>().Index.Value)
        );
    }

    [Fact] // raft.md, rule 4: truncate only on a real conflict.
    public void Late_message_does_not_truncate_what_came_after_it()
    {
        var bench = new CoreBench().Receive(Entries("b", 1, 1, 1, 1, 1, 1, 1)).Persist();
        Assert.Equal(4UL, bench.Core.Log.Last.Value);
        bench.Receive(Entries("b", 1, 1, 1, 1, 1));
        Assert.Equal(4UL, bench.Core.Log.Last.Value);
        Assert.Null(bench.Write);
        Assert.Equal(2UL, bench.Only<RaftMessage.AppendReply>().Index.Value);
    }

    [Fact] // raft.md, rule 4: a follower's commit = min(leader's commit, prev + n).
    public void Follower_commits_no_more_than_the_message_proves()
    {
        // Entries 2 and 3 of term 2 may not be the leader's: it has only shown that entry 1 matches.
        var bench = new CoreBench(term: 2, entryTerms: [1, 2, 2]).Receive(Entries("b", 3, 1, 1, commit: 3));
        Assert.Equal(new LogIndex(1), bench.Core.Commit);
    }

    [Fact] // raft.md, rule 2: entries durable, then the acknowledgement.
    public void Follower_acknowledges_only_what_is_on_its_disk()
    {
        var bench = new CoreBench().Receive(Entries("b", 1, 1, 1, 1, 1, 1));
        Assert.Empty(bench.Sent);
        Assert.Equal(2, bench.Write!.Operations.Count);
        bench.Persist();
        Assert.Equal(3UL, bench.Only<RaftMessage.AppendReply>().Index.Value);
    }

    [Fact]
    public void Acknowledgement_to_a_deposed_leader_is_not_sent()
    {
        var bench = new CoreBench().Receive(Entries("b", 1, 1, 1, 1, 1)).Tick(1.0);
        bench.Receive(AskedBy("c", 2, 2, 1)).Persist();
        Assert.Equal(["c"], bench.Sent.Select(message => message.To.Value));
    }

    [Fact] // raft.md, F7: lag costs rounds, not entries.
    public void Leader_goes_back_a_whole_term_at_once()
    {
        var bench = new CoreBench(term: 3, entryTerms: [1, 1, 1, 3, 3, 3, 3, 3]).Lead();
        bench.Receive(
            new RaftMessage.AppendReply(new ServerId("b"), Me, bench.Core.Term)
            {
                IsSuccess = false,
                Index = new LogIndex(8),
                LastLog = new LogIndex(8),
                ConflictTerm = new Term(2),
                ConflictFirst = new LogIndex(4),
                Round = 0,
            }
        );
        Assert.Equal(new LogIndex(4), ((LeaderRole)bench.Core.Role).Followers[new ServerId("b")].Next);
    }

    [Fact] // raft.md, rule 4.
    public void Batches_are_bounded()
    {
        var bench = new CoreBench().Lead().Match("b", 2);
        for (var n = 0; n < 200; n++)
        {
            bench.StepWithoutFlush(new ProposeRequest(LogEntryType.Command, new byte[10]));
        }

        bench.Tick(0.1);
        Assert.Equal(
            64,
            bench
                .Sent.OfType<RaftMessage.AppendEntries>()
                .Where(append => append.To.Value == "b")
                .Max(append => append.Entries.Count)
        );
    }

    [Fact] // 6.4: A read is confirmed by answers to messages that were sent after it was asked.
    public void Read_is_not_confirmed_by_an_older_answer()
    {
        var bench = new CoreBench().Lead().Match("b", 2);
        bench.Step(new ReadRequest(IsLeaseEnough: false));
        var round = bench.Only<RaftMessage.AppendEntries>("b").Round;
        bench.Match("b", 2, round - 1);
        Assert.Empty(bench.Ended);
        bench.Match("c", 2, round);
        Assert.Equal((RequestEnd.Confirmed, 2UL), (bench.Ended[0].End, bench.Ended[0].Index.Value));
    }

    [Fact]
    public void Lease_answers_at_once_and_runs_out()
    {
        var bench = new CoreBench().Lead().Match("b", 2);
        bench.Step(new ReadRequest(IsLeaseEnough: true));
        Assert.Empty(bench.Ended);
        bench.Match("b", 2, bench.Only<RaftMessage.AppendEntries>("b").Round);
        Assert.Single(bench.Ended);
        bench.Step(new ReadRequest(IsLeaseEnough: true));
        Assert.Single(bench.Ended);
        bench.Tick(0.4).Match("b", 2).Tick(0.2);
        bench.Step(new ReadRequest(IsLeaseEnough: true));
        Assert.Empty(bench.Ended);
    }

    [Fact] // Thesis, 4.1: one change at a time, and only after an entry of the own term is committed.
    public void Members_change_one_at_a_time()
    {
        var bench = new CoreBench().Lead();
        var add = new MembershipChange.Put(new RaftServer(new ServerId("d"), "d:8300", Suffrage.Voter));
        bench.Step(new MembershipRequest(add));
        Assert.Equal(RequestEnd.Busy, bench.Ended.Single().End);
        bench.Match("b", 2).Step(new MembershipRequest(add));
        Assert.Equal(4, bench.Core.Configuration.VoterCount);
        bench.Step(new MembershipRequest(new MembershipChange.Remove(new ServerId("b"))));
        Assert.Equal(RequestEnd.Busy, bench.Ended.Single().End);

        // In force from its append: three of four are needed now.
        bench.Persist().Match("b", 3);
        Assert.Equal(new LogIndex(2), bench.Core.Commit);
        bench.Match("c", 3);
        Assert.Equal(new LogIndex(3), bench.Core.Commit);
    }

    [Fact]
    public void Configuration_that_is_truncated_is_out_of_force()
    {
        var bench = new CoreBench(term: 1);
        var add = new ServerConfiguration([
            .. bench.Core.Configuration.Servers,
            new RaftServer(new ServerId("d"), "d:8300", Suffrage.Voter),
        ]);
        var entries = Entries("b", 1, 1, 1, 1, 1);
        bench.Receive(
            entries with
            {
                Entries =
                [
                    entries.Entries[0] with
                    {
                        Type = LogEntryType.Configuration,
                        Data = ConfigurationCodec.Encode(add),
                    },
                ],
            }
        );
        Assert.Equal(4, bench.Core.Configuration.VoterCount);
        bench.Receive(Entries("c", 2, 1, 1, 1, 2));
        Assert.Equal(3, bench.Core.Configuration.VoterCount);
    }

    [Fact]
    public void Committed_entry_that_a_leader_contradicts_is_a_broken_invariant()
    {
        var bench = new CoreBench().Receive(Entries("b", 1, 1, 1, commit: 2, 1));
        Assert.Equal(new LogIndex(2), bench.Core.Commit);
        Assert.Throws<InvariantException>(() => bench.Receive(Entries("c", 2, 1, 1, 1, 2)));
    }

    [Fact] // 3.10
    public void Transfer_waits_until_the_target_has_everything_and_takes_no_proposals()
    {
        var bench = new CoreBench().Lead().Match("b", 2).Match("c", 2).Propose("x");
        bench.Step(new TransferRequest(new ServerId("c")));
        Assert.Empty(bench.Sent.OfType<RaftMessage.TimeoutNow>());
        bench.Propose("y");
        Assert.Equal(RequestEnd.Busy, bench.Ended.Single().End);
        bench.Match("c", 3);
        Assert.Equal("c", bench.Only<RaftMessage.TimeoutNow>().To.Value);
        bench.Receive(Entries("c", 3, 3, 2, 3));
        Assert.Equal(RequestEnd.Confirmed, bench.Ended.Single().End);
    }

    [Fact]
    public void Server_told_to_campaign_does_so_at_once()
    {
        var bench = new CoreBench()
            .Receive(Entries("b", 1, 1, 1, 1))
            .Receive(new RaftMessage.TimeoutNow(new ServerId("b"), Me, new Term(1)));
        Assert.Equal(RaftRole.Candidate, bench.Core.Role.Kind);
        bench.Persist();
        Assert.All(bench.Sent.Cast<RaftMessage.RequestVote>(), request => Assert.True(request.IsTransfer));
    }
}
