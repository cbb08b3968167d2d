using System.Net;
using Praetor.Cli.Tests.Running;
using Xunit;

namespace Praetor.Cli.Tests.Services;

/// <summary>Services that files define reach the agent as its HTTP API wants them.</summary>
public sealed class ServiceFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("praetor-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task HCL_blocks_become_objects_and_names_lose_their_underscores()
    {
        var run = await RegisterAsync(
            "web.hcl",
            """
            service {
              name = "web"
              id = "web1"
              port = 80
              enable_tag_override = true
              meta { my_key = "v" }
              tagged_addresses { lan_v4 { address = "10.0.0.1" port = 1 } }
              check { deregister_critical_service_after = "1m" args = ["a", "b"] interval = "1s" }
              checks = [{ tls_skip_verify = false }]
            }
            """,
            """
            {"name":"web","id":"web1","port":80,"enabletagoverride":true,"meta":{"my_key":"v"},
            "taggedaddresses":{"lan_v4":{"address":"10.0.0.1","port":1}},
            "check":{"deregistercriticalserviceafter":"1m","args":["a","b"],"interval":"1s"},
            "checks":[{"tlsskipverify":false}]}
            """
        );

        Assert.Empty(run.Agent.Surprises);
        Assert.Equal("Registered service: web\n", run.Output);
    }

    [Fact]
    public async Task JSON_is_taken_as_it_is()
    {
        var run = await RegisterAsync(
            "svc.json",
            """{"Service":{"Name":"filed","Port":9,"Check":{"TTL":"1h"}}}""",
            """{"Name":"filed","Port":9,"Check":{"TTL":"1h"}}"""
        );

        Assert.Empty(run.Agent.Surprises);
        Assert.Equal(("Registered service: filed\n", 0), (run.Output, run.Exit));
    }

    [Fact]
    public async Task Every_service_of_a_folder_is_removed_by_ID_or_else_by_name()
    {
        Write("1.hcl", "services { name = \"h1\" }\nservices { name = \"h2\" id = \"two\" }\n");
        Write("2.json", """{"service":{"name":"h3"}}""");
        Write("3.txt", "no configuration");

        var run = await CliRun.OfAsync(
            ["services", "deregister", _folder],
            [
                new Exchange("PUT /v1/agent/service/deregister/h1", HttpStatusCode.OK, ""),
                new Exchange("PUT /v1/agent/service/deregister/two", HttpStatusCode.OK, ""),
                new Exchange("PUT /v1/agent/service/deregister/h3", HttpStatusCode.OK, ""),
            ]
        );

        Assert.Empty(run.Agent.Surprises);
        Assert.Equal("Deregistered service: h1\nDeregistered service: two\nDeregistered service: h3\n", run.Output);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_stops_everything()
    {
        var bad = Write("bad.json", "{");

        var broken = await CliRun.OfAsync(["services", "register", bad]);
        var missing = await CliRun.OfAsync(["services", "deregister", Write("a.json", "{}"), "extra"]);

        Assert.Equal((1, $"Error: failed to parse {bad}: unexpected end of JSON input\n"), (broken.Exit, broken.Error));
        Assert.Equal(
            (1, "Error: config: Open failed on extra. open extra: no such file or directory\n"),
            (missing.Exit, missing.Error)
        );
    }

    private async Task<CliRun> RegisterAsync(string name, string text, string json)
    {
        var sent = json.ReplaceLineEndings("").Trim();
        return await CliRun.OfAsync(
            ["services", "register", Write(name, text)],
            [new Exchange("PUT /v1/agent/service/register", HttpStatusCode.OK, "", sent)]
        );
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
