using Praetor.TestKit.Consensus;
using Xunit;

namespace Praetor.Consensus.Tests.Simulation;

/// <summary>
/// Groups of one, three and five under faults. Goal: no safety property breaks at any step, and the group works again
/// when the faults stop. Method: seeded runs of the real core, log and recovery. Long hunts: tests/Praetor.Simulation.
/// </summary>
public sealed class RaftSimulationTests
{
    [Fact]
    public void A_hundred_seeds_of_faults_break_no_property_and_leave_a_group_that_works()
    {
        var reports = Enumerable.Range(1, 100).AsParallel().Select(RaftScenario.Raft).ToList();

        // A simulation in which nothing happens proves nothing.
        Assert.True(reports.Sum(report => report.Acknowledged) > 20_000);
        Assert.True(reports.Sum(report => report.Elections) > 400);
        Assert.True(reports.Sum(report => report.Reads) > 1_000);
    }

    [Fact]
    public void Two_hundred_seeds_of_power_failures_lose_nothing_acknowledged()
    {
        var reports = Enumerable.Range(1, 200).AsParallel().Select(RaftScenario.Disk).ToList();
        Assert.True(reports.Sum(report => report.Acknowledged) > 5_000);
    }

    [Fact]
    public void A_run_is_a_function_of_its_seed() => Assert.Equal(RaftScenario.Raft(3), RaftScenario.Raft(3));
}
