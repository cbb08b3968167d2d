using System.Net;
using Xunit;

namespace Praetor.Cli.Tests.Running;

/// <summary>Commands about the agent itself, where no recording shows what they do.</summary>
public sealed class AgentCommandTests
{
    private static readonly string Members = """
        [{"Name":"b","Addr":"10.0.0.2","Port":1,"Tags":{"role":"node","build":"1.20.0:x","vsn":"2","dc":"dc1"},"Status":4},
        {"Name":"z","Addr":"fe80::1","Port":2,"Tags":{"role":"consul","dc":"dc1","segment":"s"},"Status":3},
        {"Name":"a","Addr":"10.0.0.1","Port":3,"Tags":{"role":"node","segment":"s"},"Status":1}]
        """;

    [Fact]
    public async Task Members_are_ordered_servers_first_and_then_by_segment_and_name()
    {
        var run = await CliRun.OfAsync(
            ["members"],
            [new Exchange("GET /v1/agent/members?segment=_all", HttpStatusCode.OK, Members)]
        );

        Assert.Equal(
            """
            Node  Address      Status  Type    Build   Protocol  DC   Partition  Segment
            z     [fe80::1]:2  left    server  < 0.3             dc1  default    <all>
            b     10.0.0.2:1   failed  client  1.20.0  2         dc1  default    <default>
            a     10.0.0.1:3   alive   client  < 0.3                  default    s

            """,
            run.Output
        );
    }

    [Fact]
    public async Task The_figures_of_an_agent_are_ordered_by_section_and_name()
    {
        const string Self = """{"Stats":{"raft":{"term":"2","state":"Leader"},"agent":{"checks":"0"}},"Unknown":1}""";

        var run = await CliRun.OfAsync(["info"], [new Exchange("GET /v1/agent/self", HttpStatusCode.OK, Self)]);

        Assert.Equal("agent:\n\tchecks = 0\nraft:\n\tstate = Leader\n\tterm = 2\n", run.Output);
    }

    [Fact]
    public async Task Leaving_takes_no_arguments()
    {
        var refused = await CliRun.OfAsync(["leave", "now"]);
        var left = await CliRun.OfAsync(["leave"], [new Exchange("PUT /v1/agent/leave", HttpStatusCode.OK, "")]);

        Assert.Equal((1, "<usage>"), (refused.Exit, refused.Error));
        Assert.Equal((0, "Graceful leave complete\n"), (left.Exit, left.Output));
    }

    [Fact]
    public async Task Every_key_is_new_and_fits_the_strongest_cipher()
    {
        var one = (await CliRun.OfAsync(["keygen"])).Output;
        var other = (await CliRun.OfAsync(["keygen", "extra"])).Output;

        Assert.Equal(32, Convert.FromBase64String(one).Length);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task The_time_between_two_nodes_is_their_distance_heights_and_adjustments()
    {
        const string Nodes = """
            [{"Node":"a","Segment":"","Coord":{"Vec":[0.003,0],"Error":1,"Adjustment":0.001,"Height":0.0005}},
            {"Node":"b","Segment":"","Coord":{"Vec":[0,0.004],"Error":1,"Adjustment":0,"Height":0.0005}}]
            """;

        var run = await CliRun.OfAsync(
            ["rtt", "a", "b"],
            [new Exchange("GET /v1/coordinate/nodes", HttpStatusCode.OK, Nodes)]
        );

        Assert.Equal("Estimated a <-> b rtt: 7.000 ms (using LAN coordinates)\n", run.Output);
    }

    [Fact]
    public async Task An_answer_that_is_no_JSON_is_a_failure()
    {
        var run = await CliRun.OfAsync(["info"], [new Exchange("GET /v1/agent/self", HttpStatusCode.OK, "<html>")]);

        Assert.Equal(1, run.Exit);
        Assert.Equal("Error querying agent: invalid character '<' looking for beginning of value\n", run.Error);
    }
}
