using System.Text.Json.Nodes;
using Praetor.EndToEnd.Processes;

namespace Praetor.EndToEnd.MainJob;

/// <summary>
/// Goal: what a person installs the agent for, with the programs people use.
/// Method: a service file as users write it, a real web server behind it, dig, curl and the npm consul client.
/// </summary>
public sealed class MainJobTests
{
    [Fact]
    public async Task Service_file_becomes_dns_and_http_and_health_follows_the_process()
    {
        var webPort = AgentProcess.FreePort();
        await using var agent = new AgentProcess(_ => ServiceFile(webPort));
        await using var first = WebServer.Start(webPort, agent.Folder);
        await agent.StartAsync();

        // dig finds it by address and by port.
        await DigFindsAsync(agent, ["127.0.0.1"]);
        var srv = await Dig.ShortAsync(agent.DnsPort, "web.service.consul", "SRV");
        Assert.Equal([$"1 1 {webPort} alpha.node.dc1.consul."], srv);

        // curl finds it by HTTP, and can fetch from it.
        var health = await Program.RunAsync(
            "curl",
            "-sf",
            $"http://127.0.0.1:{agent.HttpPort}/v1/health/service/web?passing"
        );
        Assert.Equal(webPort, JsonNode.Parse(health)![0]!["Service"]!["Port"]!.GetValue<int>());
        await Program.RunAsync("curl", "-sf", "-o", "/dev/null", $"http://127.0.0.1:{webPort}/");

        // The npm client registers a second instance and watches.
        var secondPort = AgentProcess.FreePort();
        await using var watcher = Watcher(agent, "web", secondPort);
        await WatcherSeesAsync(watcher, $"change {Join(webPort, secondPort)}");

        // The web server dies: DNS drops it and the watcher wakes.
        await first.KillAsync();
        await WatcherSeesAsync(watcher, $"change {secondPort}");
        Assert.Equal(
            [$"1 1 {secondPort} 7f000001.addr.dc1.consul."],
            await Dig.ShortAsync(agent.DnsPort, "web.service.consul", "SRV")
        );

        // It comes back: so does its place.
        var changes = watcher.Output.Length;
        await using var again = WebServer.Start(webPort, agent.Folder);
        await Eventually.HoldsAsync(
            "the watcher sees the web server come back",
            () => Task.FromResult(watcher.Output[changes..]),
            output => output.Contains($"change {Join(webPort, secondPort)}", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Killed_agent_comes_back_with_its_services_keys_and_locks()
    {
        var webPort = AgentProcess.FreePort();
        await using var agent = new AgentProcess(_ => ServiceFile(webPort));
        await using var web = WebServer.Start(webPort, agent.Folder);
        await agent.StartAsync();
        await DigFindsAsync(agent, ["127.0.0.1"]);
        Assert.True(await agent.PutAsync("/v1/kv/config/color", "blue"));
        using var created = await agent.Http.PutAsync(
            "/v1/session/create",
            new StringContent("""{"Name":"leader","LockDelay":"0s","TTL":"1h"}""")
        );
        var session = JsonNode.Parse(await created.Content.ReadAsStringAsync())!["ID"]!.GetValue<string>();
        Assert.True(await agent.PutAsync($"/v1/kv/lock?acquire={session}", "me"));
        await agent.PutAsync(
            "/v1/agent/service/register",
            """{"Name":"api","Port":1234,"Check":{"TTL":"1h","Status":"passing"}}"""
        );

        await agent.KillAsync();
        await agent.StartAsync();

        var key = await agent.GetJsonAsync("/v1/kv/config/color");
        Assert.Equal("Ymx1ZQ==", key[0]!["Value"]!.GetValue<string>());
        var held = await agent.GetJsonAsync("/v1/kv/lock");
        Assert.Equal(session, held[0]!["Session"]!.GetValue<string>());
        Assert.False(await agent.PutAsync($"/v1/kv/lock?acquire={await NewSessionAsync(agent)}", "other"));
        await DigFindsAsync(agent, ["127.0.0.1"]);
        var services = await agent.GetJsonAsync("/v1/agent/services");
        Assert.Equal(["api", "web"], services.AsObject().Select(it => it.Key).Order(StringComparer.Ordinal));
    }

    // As users write it, with the port of this run in it.
    private static JsonObject ServiceFile(int port) =>
        JsonNode
            .Parse(
                """{"service":{"name":"web","port":9999,"check":{"tcp":"127.0.0.1:9999","interval":"1s"}}}""".Replace(
                    "9999",
                    $"{port}",
                    StringComparison.Ordinal
                )
            )!
            .AsObject();

    private static async Task<string> NewSessionAsync(AgentProcess agent)
    {
        using var created = await agent.Http.PutAsync("/v1/session/create", new StringContent("{}"));
        return JsonNode.Parse(await created.Content.ReadAsStringAsync())!["ID"]!.GetValue<string>();
    }

    private static Program Watcher(AgentProcess agent, string service, int secondPort) =>
        Program.Start(
            "node",
            ["MainJob/watcher.js", $"{agent.HttpPort}", service, $"{secondPort}"],
            Path.Combine(Repository.Root, "tests/Praetor.EndToEnd")
        );

    private static Task WatcherSeesAsync(Program watcher, string line) =>
        Eventually.HoldsAsync(
            $"the watcher prints {line}",
            () => Task.FromResult(watcher.Output + watcher.Errors),
            output => output.Split('\n').Contains(line)
        );

    private static Task DigFindsAsync(AgentProcess agent, IReadOnlyList<string> addresses) =>
        Eventually.HoldsAsync(
            $"dig finds {string.Join(' ', addresses)}",
            () => Dig.ShortAsync(agent.DnsPort, "web.service.consul", "A"),
            answers => answers.SequenceEqual(addresses)
        );

    private static string Join(params int[] ports) => string.Join(',', ports.Order());
}
