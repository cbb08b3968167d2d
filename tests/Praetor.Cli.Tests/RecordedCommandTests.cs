using Praetor.Cli.Tests.Running;
using Xunit;

namespace Praetor.Cli.Tests;

/// <summary>Every command line does what Consul did: what it asks the agent, what it says where, and its exit code.</summary>
public sealed class RecordedCommandTests
{
    public static TheoryData<string, string> Cases { get; } =
        new(
            ((string[])["help.json", "kv.json", "catalog.json"]).SelectMany(file =>
                RecordedCase.Load(file).Select(recorded => (file, recorded.Name))
            )
        );

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_command_line_does_what_Consul_did(string file, string name)
    {
        var recorded = RecordedCase.Load(file).Single(recorded => recorded.Name == name);

        var run = await CliRun.OfAsync(recorded.Line, recorded.Exchanges, recorded.Environment, recorded.Input);

        Assert.Empty(run.Agent.Surprises);
        Assert.Empty(run.Agent.Missing);
        Assert.Equal(recorded.Error, run.Error);
        Assert.Equal(recorded.Output, run.Output);
        Assert.Equal(recorded.Exit, run.Exit);
    }
}
