using System.Net;
using Praetor.Cli.Output;
using Praetor.Cli.Running;
using Praetor.Cli.Tests.Running;
using Xunit;

namespace Praetor.Cli.Tests.Kv;

public sealed class KvRawOutputTests
{
    [Fact]
    public async Task A_value_that_is_no_text_comes_out_byte_by_byte()
    {
        // /wCA is FF 00 80.
        const string Body = """[{"LockIndex":0,"Key":"a","Flags":0,"Value":"/wCA","CreateIndex":1,"ModifyIndex":1}]""";
        using var output = new MemoryStream();
        using var agent = new FakeAgent([new Exchange("GET /v1/kv/a", HttpStatusCode.OK, Body)]);
        var context = new CommandContext
        {
            Output = new CommandOutput(output),
            Error = new CommandOutput(Stream.Null),
            Input = Stream.Null,
            Environment = _ => null,
            Clock = TimeProvider.System,
            Network = agent,
        };

        await new CommandRunner(Commands.With([])).RunAsync(
            context,
            ["kv", "get", "a"],
            TestContext.Current.CancellationToken
        );

        Assert.Equal([0xff, 0x00, 0x80, (byte)'\n'], output.ToArray());
    }
}
