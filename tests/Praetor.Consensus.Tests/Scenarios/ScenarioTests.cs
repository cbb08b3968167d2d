using System.Runtime.CompilerServices;
using Xunit;

namespace Praetor.Consensus.Tests.Scenarios;

/// <summary>
/// Scripts with everything that is said, beside them. To write them anew after a change:
/// PRAETOR_WRITE_SCENARIOS=1. Commit only if you understand what caused the difference.
/// </summary>
public sealed class ScenarioTests
{
    [Theory]
    [InlineData("election")]
    [InlineData("commit-with-a-slow-leader-disk")]
    [InlineData("deposed-leader-loses-its-tail")]
    public void Script_goes_as_written(string name)
    {
        var path = Path.Combine(Folder(), name + ".txt");
        var written = File.ReadAllText(path);
        var trace = ScenarioScript.Run(written.Split('\n'));
        if (Environment.GetEnvironmentVariable("PRAETOR_WRITE_SCENARIOS") == "1")
        {
            File.WriteAllText(path, trace);
        }

        Assert.Equal(written, trace);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
