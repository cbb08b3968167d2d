using System.Text;
using System.Text.RegularExpressions;
using Praetor.Cli.Output;
using Praetor.Cli.Running;
using Xunit;

namespace Praetor.Cli.Tests.Running;

/// <summary>What a command line did.</summary>
/// <param name="Output">Standard output; help texts are <c>&lt;usage&gt;</c>.</param>
/// <param name="Error">Standard error, likewise.</param>
internal sealed partial record CliRun(int Exit, string Output, string Error, FakeAgent Agent)
{
    /// <summary>Runs a command line in this process, before a scripted agent.</summary>
    public static async Task<CliRun> OfAsync(
        IReadOnlyList<string> line,
        IReadOnlyList<Exchange>? script = null,
        IReadOnlyDictionary<string, string>? environment = null,
        string input = ""
    )
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using var stdin = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using var agent = new FakeAgent(script ?? []);
        var context = new CommandContext
        {
            Output = new CommandOutput(output),
            Error = new CommandOutput(error),
            Input = stdin,
            Environment = name => environment?.GetValueOrDefault(name),
            Clock = TimeProvider.System,
            Network = agent,
        };
        var exit = await new CommandRunner(Commands.With([])).RunAsync(
            context,
            line,
            TestContext.Current.CancellationToken
        );
        return new CliRun(exit, Text(output), Text(error), agent);
    }

    private static string Text(MemoryStream stream) =>
        HelpText().Replace(Encoding.UTF8.GetString(stream.ToArray()), "<usage>");

    /// <summary>As the recordings have it: that a help text stands there counts, its words do not.</summary>
    [GeneratedRegex(@"^(?:Usage:|Available commands are:)[\s\S]*", RegexOptions.Multiline)]
    private static partial Regex HelpText();
}
