using Praetor.Consensus.Core;
using Praetor.Consensus.Driver;
using Praetor.Consensus.Log;
using Xunit;
using static Praetor.Consensus.Tests.Core.CoreBench;

namespace Praetor.Consensus.Tests.Core;

/// <summary>What the simulator has found in the core, each as the shortest run that shows it.</summary>
public sealed class RegressionTests
{
    /// <summary>
    /// Raft seed 49. A follower lost everything in flight, and the leader compacted its log beyond what was next for it.
    /// The heartbeat's place was not in the log any more, so it went out for the log's beginning, matched there, and the
    /// gap was never found: the pipeline stayed full for ever.
    /// </summary>
    [Fact]
    public void Follower_whose_flight_was_lost_before_a_compaction_gets_a_snapshot()
    {
        var bench = new CoreBench(trailing: 0).Lead().Match("b", 2).Match("c", 2);
        for (var n = 0; n < 20; n++)
        {
            bench.Propose("x").Persist().Match("c", bench.Core.Log.Last.Value);
        }

        var mark = new SnapshotMark(bench.Core.Commit, bench.Core.Term, bench.Core.Configuration, new LogIndex(1));
        bench.Step(new RaftInput.SnapshotTaken(mark));
        Assert.Equal(mark.Index, bench.Core.Log.Previous);
        var follower = ((LeaderRole)bench.Core.Role).Followers[new ServerId("b")];
        Assert.Equal(ProgressMode.Pipeline, follower.Mode);
        bench.Tick(0.2);
        Assert.Equal(ProgressMode.Snapshot, follower.Mode);
    }

    /// <summary>
    /// Raft seed 311. A leader appended its own demotion and nobody else had it: the demoted one did not campaign, being no
    /// voter by its own log, and gave no votes, its log being the longest. Nobody was elected.
    /// </summary>
    [Fact]
    public void Server_whose_demotion_is_not_committed_campaigns()
    {
        var bench = new CoreBench();
        var without = new ServerConfiguration([.. bench.Core.Configuration.Servers.Where(server => server.Id != Me)]);
        var entries = Entries("b", 1, 1, 1, 1, 1);
        bench
            .Receive(
                entries with
                {
                    Entries =
                    [
                        entries.Entries[0] with
                        {
                            Type = LogEntryType.Configuration,
                            Data = ConfigurationCodec.Encode(without),
                        },
                    ],
                }
            )
            .Persist()
            .Tick(2.5);
        Assert.Equal(RaftRole.PreCandidate, bench.Core.Role.Kind);
        Assert.Equal(["b", "c"], bench.Sent.Select(message => message.To.Value));
        bench.Receive(Vote("b", 2, isPreVote: true));
        Assert.Equal(RaftRole.PreCandidate, bench.Core.Role.Kind);
        bench.Receive(Vote("c", 2, isPreVote: true)).Persist().Receive(Vote("b", 2)).Receive(Vote("c", 2));
        Assert.Equal(RaftRole.Leader, bench.Core.Role.Kind);
    }

    /// <summary>Once the demotion is committed, the demoted one leaves elections to the others.</summary>
    [Fact]
    public void Server_whose_demotion_is_committed_does_not_campaign()
    {
        var bench = new CoreBench();
        var without = new ServerConfiguration([.. bench.Core.Configuration.Servers.Where(server => server.Id != Me)]);
        var entries = Entries("b", 1, 1, 1, commit: 2, 1);
        var demotion = entries.Entries[0] with
        {
            Type = LogEntryType.Configuration,
            Data = ConfigurationCodec.Encode(without),
        };
        bench.Receive(entries with { Entries = [demotion] }).Persist().Tick(60);
        Assert.Equal(RaftRole.Follower, bench.Core.Role.Kind);
    }
}
