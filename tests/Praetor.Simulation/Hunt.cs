using System.Diagnostics;
using System.Globalization;
using Praetor.TestKit.Consensus;

namespace Praetor.Simulation;

/// <summary>Runs a scenario over a range of seeds, on all processors, and stops at the first that fails.</summary>
internal sealed record Hunt(Func<int, SimulationReport> Scenario, int FirstSeed, int Seeds)
{
    /// <returns>Null if the command line makes no sense.</returns>
    public static Hunt? TryParse(string[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["--seed"] = "1", ["--seeds"] = "100" };
        for (var at = 0; at + 1 < args.Length; at += 2)
        {
            values[args[at]] = args[at + 1];
        }

        Func<int, SimulationReport>? scenario = values.GetValueOrDefault("--scenario") switch
        {
            "raft" => RaftScenario.Raft,
            "disk" => RaftScenario.Disk,
            _ => null,
        };
        return
            args.Length % 2 == 0
            && values.Count == 3
            && scenario is not null
            && int.TryParse(values["--seed"], CultureInfo.InvariantCulture, out var seed)
            && int.TryParse(values["--seeds"], CultureInfo.InvariantCulture, out var seeds)
            && seed >= 0
            && seeds > 0
            ? new Hunt(scenario, seed, seeds)
            : null;
    }

    public HuntOutcome Run()
    {
        var began = Stopwatch.GetTimestamp();
        var reports = new SimulationReport?[Seeds];
        SimulationException? failure = null;
        var done = Parallel.For(
            0,
            Seeds,
            (at, state) =>
            {
                try
                {
                    reports[at] = Scenario(FirstSeed + at);
                }
                catch (SimulationException caught)
                {
                    Interlocked.CompareExchange(ref failure, caught, null);
                    state.Stop();
                }
            }
        );
        return new HuntOutcome(
            failure,
            [.. reports.OfType<SimulationReport>()],
            Stopwatch.GetElapsedTime(began),
            done.IsCompleted
        );
    }
}

/// <summary>What a hunt found.</summary>
internal sealed record HuntOutcome(
    SimulationException? Failure,
    IReadOnlyList<SimulationReport> Reports,
    TimeSpan Took,
    bool IsComplete
)
{
    public string ToString(IFormatProvider format) =>
        Failure is not null
            ? "FAILED " + Failure.Message
            : string.Create(
                format,
                $"{Reports.Count} seeds, {Reports.Sum(report => (long)report.Steps)} steps, {Reports.Sum(report => report.Acknowledged)} writes acknowledged, {Reports.Sum(report => report.Elections)} elections, {Reports.Sum(report => report.Reads)} reads confirmed, {Took.TotalSeconds:F1} s: no property broken"
            );
}
