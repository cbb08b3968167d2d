using Praetor.Consensus.Core;
using Praetor.Consensus.Driver;
using Praetor.Foundation;
using Xunit;
using static Praetor.Consensus.Tests.Core.CoreBench;

namespace Praetor.Consensus.Tests.Core;

/// <summary>Elections, a test for each sentence: sections 5.1, 5.2 and 5.4.1 of the paper, 4.2.3, 6.4 and 9.6 of the thesis.</summary>
public sealed class ElectionPaperTests
{
    [Fact] // 5.1: If a server receives a request with a stale term number, it rejects the request.
    public void Follower_ignores_a_vote_from_an_older_term()
    {
        var bench = new CoreBench(term: 5).Tick(1.0);
        bench.Receive(AskedBy("b", term: 4, lastLog: 9, lastTerm: 4));
        Assert.False(bench.Only<RaftMessage.VoteReply>().IsGranted);
        Assert.Equal(new Term(5), bench.Only<RaftMessage.VoteReply>().Term);
    }

    [Fact] // 5.1: If a candidate or leader discovers that its term is out of date, it immediately reverts to follower state.
    public void Leader_steps_down_before_a_higher_term()
    {
        var bench = new CoreBench().Lead();
        bench.Receive(
            new RaftMessage.AppendReply(new ServerId("c"), Me, new Term(9))
            {
                IsSuccess = false,
                Index = default,
                LastLog = default,
                Round = 0,
            }
        );
        Assert.Equal((RaftRole.Follower, new Term(9)), (bench.Core.Role.Kind, bench.Core.Term));
    }

    [Fact] // 5.2: A server remains in follower state as long as it receives valid RPCs from a leader or candidate.
    public void Follower_that_hears_its_leader_does_not_campaign()
    {
        var bench = new CoreBench();
        for (var n = 0; n < 50; n++)
        {
            bench.Receive(Entries("b", term: 1, previous: 1, previousTerm: 1, commit: 1)).Tick(0.9);
        }

        Assert.Equal(RaftRole.Follower, bench.Core.Role.Kind);
        Assert.Equal(new ServerId("b"), bench.Core.Role.Leader);
    }

    [Fact] // 5.2, with the pre-vote of 9.6: it asks first, and its term stays.
    public void Follower_that_hears_nothing_asks_whether_it_would_be_elected()
    {
        var bench = new CoreBench(term: 3);
        bench.Tick(0.9);
        Assert.Equal(RaftRole.Follower, bench.Core.Role.Kind);
        bench.Tick(1.2);
        Assert.Equal((RaftRole.PreCandidate, new Term(3)), (bench.Core.Role.Kind, bench.Core.Term));
        Assert.Null(bench.Write);
        Assert.Equal(["b", "c"], bench.Sent.Select(message => message.To.Value));
        Assert.All(bench.Sent, message => Assert.Equal(new Term(4), message.Term));
        Assert.All(bench.Sent.Cast<RaftMessage.RequestVote>(), request => Assert.True(request.IsPreVote));
    }

    [Fact] // 5.2: To begin an election, a follower increments its current term and votes for itself; that is durable first.
    public void Candidate_asks_only_when_its_own_vote_is_on_disk()
    {
        var bench = new CoreBench(term: 3).Tick(2.5).Receive(Vote("b", 4, isPreVote: true));
        Assert.Equal((RaftRole.Candidate, new Term(4)), (bench.Core.Role.Kind, bench.Core.Term));
        Assert.Equal(Me, bench.Write?.State?.Vote);
        Assert.Empty(bench.Sent);
        bench.Persist();
        Assert.Equal(["b", "c"], bench.Sent.Cast<RaftMessage.RequestVote>().Select(request => request.To.Value));
    }

    [Fact] // 5.2: A candidate wins an election if it receives votes from a majority; its own counts when it is on disk.
    public void Candidate_of_two_does_not_win_by_the_others_vote_alone()
    {
        var bench = new CoreBench(voters: "ab").Tick(2.5).Receive(Vote("b", 2, isPreVote: true));
        bench.Receive(Vote("b", 2));
        Assert.Equal(RaftRole.Candidate, bench.Core.Role.Kind);
        bench.Persist();
        Assert.Equal(RaftRole.Leader, bench.Core.Role.Kind);
    }

    [Fact]
    public void Candidate_of_five_needs_three()
    {
        var bench = new CoreBench(voters: "abcde").Tick(2.5);
        bench.Receive(Vote("b", 2, isPreVote: true));
        Assert.Equal(RaftRole.PreCandidate, bench.Core.Role.Kind);
        bench.Receive(Vote("b", 2, isPreVote: true));
        Assert.Equal(RaftRole.PreCandidate, bench.Core.Role.Kind);
        bench.Receive(Vote("c", 2, isPreVote: true)).Persist();
        bench.Receive(Vote("d", 2)).Receive(Vote("d", 2)).Receive(Vote("e", 1));
        Assert.Equal(RaftRole.Candidate, bench.Core.Role.Kind);
        bench.Receive(Vote("c", 2));
        Assert.Equal(RaftRole.Leader, bench.Core.Role.Kind);
    }

    [Fact] // 5.2: Each server will vote for at most one candidate in a given term, on a first-come-first-served basis.
    public void Voter_gives_one_vote_in_a_term_and_again_only_to_the_same()
    {
        var bench = new CoreBench().Tick(1.0);
        bench.Receive(AskedBy("b", 2, 1, 1)).Persist();
        Assert.True(bench.Only<RaftMessage.VoteReply>("b").IsGranted);
        bench.Receive(AskedBy("c", 2, 1, 1));
        Assert.False(bench.Only<RaftMessage.VoteReply>("c").IsGranted);
        bench.Receive(AskedBy("b", 2, 1, 1));
        Assert.True(bench.Only<RaftMessage.VoteReply>("b").IsGranted);
    }

    [Fact] // raft.md, rule 2.
    public void Vote_is_on_disk_before_it_is_given()
    {
        var bench = new CoreBench().Tick(1.0).Receive(AskedBy("b", 2, 1, 1));
        Assert.Empty(bench.Sent);
        Assert.Equal((new Term(2), new ServerId("b")), (bench.Write!.State!.Term, bench.Write.State.Vote!.Value));
        bench.Persist();
        Assert.True(bench.Only<RaftMessage.VoteReply>().IsGranted);
    }

    [Fact]
    public void Vote_on_disk_binds_after_a_restart()
    {
        var bench = new CoreBench(term: 2, vote: "c").Tick(1.0);
        bench.Receive(AskedBy("b", 2, 1, 1));
        Assert.False(bench.Only<RaftMessage.VoteReply>().IsGranted);
    }

    [Theory] // 5.4.1: The voter denies its vote if its own log is more up-to-date than that of the candidate.
    [InlineData(3, 3, true)]
    [InlineData(2, 4, true)] // Shorter, of a later term.
    [InlineData(2, 3, false)]
    [InlineData(9, 2, false)] // Longer, of an earlier term.
    public void Voter_denies_a_candidate_whose_log_is_older(ulong lastLog, ulong lastTerm, bool isGranted)
    {
        foreach (var isPreVote in (bool[])[true, false])
        {
            var bench = new CoreBench(term: 4, entryTerms: [1, 2, 3]).Tick(1.0);
            bench.Receive(AskedBy("b", 5, lastLog, lastTerm, isPreVote));
            if (isGranted && !isPreVote)
            {
                bench.Persist();
            }

            Assert.Equal(isGranted, bench.Only<RaftMessage.VoteReply>().IsGranted);
        }
    }

    [Fact] // 4.2.3: A server that hears from a leader does not update its term or grant its vote.
    public void Follower_of_a_living_leader_keeps_its_term_before_a_disturber()
    {
        var bench = new CoreBench().Receive(Entries("b", 1, 1, 1, 1)).Persist();
        bench.Tick(0.5).Receive(AskedBy("c", 7, 9, 6));
        Assert.False(bench.Only<RaftMessage.VoteReply>().IsGranted);
        Assert.Equal(new Term(1), bench.Core.Term);
        bench.Tick(0.6).Receive(AskedBy("c", 7, 9, 6)).Persist();
        Assert.True(bench.Only<RaftMessage.VoteReply>().IsGranted);
    }

    [Fact] // 3.10: Leadership transfer overrides that.
    public void Follower_of_a_living_leader_votes_for_whom_the_leader_has_sent()
    {
        var bench = new CoreBench().Receive(Entries("b", 1, 1, 1, 1)).Persist();
        bench.Receive(AskedBy("c", 2, 1, 1, isTransfer: true)).Persist();
        Assert.True(bench.Only<RaftMessage.VoteReply>().IsGranted);
    }

    [Fact] // 6.4: A lease holds across the restart of those who promised to respect it.
    public void Server_that_has_just_started_gives_no_vote_for_an_election_timeout()
    {
        var bench = new CoreBench().Tick(0.9).Receive(AskedBy("b", 2, 1, 1));
        Assert.False(bench.Only<RaftMessage.VoteReply>().IsGranted);
        bench.Tick(0.2).Receive(AskedBy("b", 2, 1, 1)).Persist();
        Assert.True(bench.Only<RaftMessage.VoteReply>().IsGranted);
    }

    [Fact] // 5.2: If the leader's term is at least as large as the candidate's, the candidate returns to follower state.
    public void Candidate_follows_the_winner_of_its_term()
    {
        var bench = new CoreBench().Campaign();
        bench.Receive(Entries("c", 2, 1, 1, 1));
        Assert.Equal((RaftRole.Follower, new ServerId("c")), (bench.Core.Role.Kind, bench.Core.Role.Leader!.Value));
    }

    [Fact] // 5.2: If votes are split, each candidate will time out and start a new election.
    public void Candidate_without_a_majority_tries_again()
    {
        var bench = new CoreBench().Campaign();
        bench.Receive(Vote("b", 2, isGranted: false)).Receive(Vote("c", 2, isGranted: false)).Tick(2.1);
        Assert.Equal((RaftRole.PreCandidate, new Term(2)), (bench.Core.Role.Kind, bench.Core.Term));
    }

    [Fact] // 6.2: A leader steps down if an election timeout elapses without a round of heartbeats to a majority.
    public void Leader_without_its_majority_steps_down_and_tells_who_waits()
    {
        var bench = new CoreBench().Lead();
        bench.Step(new ReadRequest(IsLeaseEnough: false));
        bench.Tick(0.4).Match("c", 1);
        bench.Tick(0.4);
        Assert.Equal(RaftRole.Leader, bench.Core.Role.Kind);
        bench.Tick(0.2);
        Assert.Equal(RaftRole.Follower, bench.Core.Role.Kind);
        Assert.Equal(RequestEnd.LeadershipLost, Assert.Single(bench.Ended).End);
    }

    [Fact] // raft.md, rule 6.
    public void Leader_with_a_stalled_disk_steps_down()
    {
        var bench = new CoreBench().Lead().Propose("a");
        for (var n = 0; n < 60 && bench.Core.Role is LeaderRole; n++)
        {
            bench.Tick(0.1).Match("b", 2).Match("c", 2);
        }

        Assert.Equal(RaftRole.Follower, bench.Core.Role.Kind);
    }

    [Fact] // 5.2: At most one candidate can win the election for a particular term.
    public void Two_leaders_in_a_term_are_a_broken_invariant()
    {
        var bench = new CoreBench().Lead();
        Assert.Throws<InvariantException>(() => bench.Receive(Entries("c", 2, 1, 1, 1)));
    }

    [Fact]
    public void Group_of_one_waits_for_nothing_but_its_disk()
    {
        var bench = new CoreBench(voters: "a").Tick(0);
        Assert.Equal(RaftRole.Candidate, bench.Core.Role.Kind);
        bench.Persist();
        Assert.Equal(RaftRole.Leader, bench.Core.Role.Kind);
        bench.Persist();
        Assert.Equal(bench.Core.Log.Last, bench.Core.Commit);
    }

    [Fact]
    public void Server_outside_the_group_does_not_campaign()
    {
        var bench = new CoreBench(voters: "bc").Tick(60);
        Assert.Equal(RaftRole.Follower, bench.Core.Role.Kind);
        Assert.Empty(bench.Sent);
    }
}
