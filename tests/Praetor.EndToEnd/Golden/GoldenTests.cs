using Praetor.EndToEnd.Processes;

namespace Praetor.EndToEnd.Golden;

/// <summary>
/// Goal: clients cannot tell the agent from a real Consul.
/// Method: recorded requests replayed against the binary; the share of matching answers must not fall below its floor.
/// </summary>
public sealed class GoldenTests
{
    // What has to hold at every push; all owners on demand, with `tests/golden/run.py --all`.
    private static readonly string[] Owners = ["store", "gossip"];

    [Fact]
    public async Task Recorded_answers_match_and_their_share_only_rises()
    {
        string[] owners = [.. Owners.SelectMany(owner => new[] { "--owner", owner })];
        await using var replay = Program.Start(
            "python3",
            [Path.Combine(Repository.Root, "tests/golden/run.py"), "--binary", Repository.Binary, .. owners]
        );
        await replay.ExitedAsync(TimeSpan.FromMinutes(15));

        TestContext.Current.SendDiagnosticMessage(replay.Output);
        Assert.True(replay.ExitCode == 0, replay.Output + replay.Errors);
        await Console.Out.WriteLineAsync(replay.Output);
    }
}
