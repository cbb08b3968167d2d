using System.Globalization;
using System.Text.Json.Nodes;
using Praetor.EndToEnd.Processes;

namespace Praetor.EndToEnd.Gossip;

/// <summary>
/// What an operator does with agents in a pool, on the command line: three of ours, encrypted, and one of serf's that says it is
/// a client agent of Consul.
/// </summary>
public sealed class AgentPoolTests : IAsyncDisposable
{
    private static readonly string Old = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly string New = Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray());

    private readonly MixedPool _serfs = new();
    private readonly SortedDictionary<string, AgentProcess> _agents = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _addresses = new(StringComparer.Ordinal);

    [Fact]
    public async Task Agents_join_tell_rotate_fail_come_back_and_leave()
    {
        await Task.WhenAll(StartAsync("alpha"), StartAsync("beta"), StartAsync("gamma"));
        var (alpha, beta, gamma) = (_agents["alpha"], _agents["beta"], _agents["gamma"]);
        var client = await StartSerfAsync();

        // Joined by hand, ours to ours and serf's to ours; and each knows all.
        await RunAsync("alpha", "join", AddressOf("beta"), AddressOf("gamma"));
        await client.JoinAsync(AddressOf("alpha"));
        await SeeAsync("alpha=alive beta=alive client=alive gamma=alive");

        // The servers followed into the pool of all datacenters.
        foreach (var agent in _agents.Values)
        {
            await MembersAsync(agent, "?wan=1", "alpha.dc1=alive beta.dc1=alive gamma.dc1=alive");
        }

        // The leader of each has registered them, with the health that gossip vouches for.
        await HealthAsync(alpha, "client", "passing");
        await HealthAsync(beta, "gamma", "passing");

        // An event reaches the agents it is for, and no other.
        await RunAsync("alpha", "event", "-name", "deploy", "-node", "^(beta|gamma)$", "v2");
        await EventsAsync(beta, "deploy");
        await EventsAsync(gamma, "deploy");
        await RunAsync("alpha", "event", "-name", "all");
        await EventsAsync(alpha, "all");

        await RotateAsync();

        // kill -9: seen as failed, and found again by its snapshot, with the new key from its keyring.
        await beta.KillAsync();
        await SeeAsync("alpha=alive beta=failed client=alive gamma=alive", "alpha", "gamma");
        await HealthAsync(alpha, "beta", "critical");
        await beta.StartAsync();
        await SeeAsync("alpha=alive beta=alive client=alive gamma=alive");
        await HealthAsync(alpha, "beta", "passing");

        // Who will not come back is forced out, and leaves the catalog.
        await client.KillAsync();
        await SeeAsync("alpha=alive beta=alive client=failed gamma=alive");
        await RunAsync("beta", "force-leave", "client");
        await SeeAsync("alpha=alive beta=alive client=left gamma=alive");
        await GoneAsync(alpha, "client");
        await RunAsync("beta", "force-leave", "-prune", "client");
        await SeeAsync("alpha=alive beta=alive gamma=alive");

        // Who leaves is not taken for failed.
        await RunAsync("gamma", "leave");
        await gamma.Process.ExitedAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, gamma.Process.ExitCode);
        await SeeAsync("alpha=alive beta=alive gamma=left", "alpha", "beta");
        await GoneAsync(alpha, "gamma");
    }

    [Fact]
    public async Task Agents_of_another_datacenter_and_without_the_key_are_not_let_in()
    {
        await Task.WhenAll(StartAsync("alpha"), StartAsync("other", it => it["datacenter"] = "dc2"));
        await using var refused = await EndedAsync("other", "join", AddressOf("alpha"));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Member 'alpha' part of wrong datacenter 'dc1'", refused.Errors, StringComparison.Ordinal);

        await StartAsync("open", it => it["encrypt"] = "");
        await using var plain = await EndedAsync("open", "join", AddressOf("alpha"));
        Assert.Equal(1, plain.ExitCode);
        await SeeAsync("alpha=alive", "alpha");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents.Values)
        {
            await agent.DisposeAsync();
        }

        await _serfs.DisposeAsync();
    }

    private async Task RotateAsync()
    {
        await RunAsync("alpha", "keyring", "-install", New);
        await RunAsync("beta", "keyring", "-use", New);
        await RunAsync("gamma", "keyring", "-remove", Old);
        var list = await RunAsync("alpha", "keyring", "-list");
        Assert.Contains($"{New} [4/4]", list, StringComparison.Ordinal);
        Assert.DoesNotContain(Old, list, StringComparison.Ordinal);
        foreach (var agent in _agents.Values)
        {
            var kept = await File.ReadAllTextAsync(Path.Combine(agent.DataFolder, "serf/local.keyring"));
            Assert.Equal($"[\n  \"{New}\"\n]", kept);
        }
    }

    private async Task StartAsync(string name, Action<JsonObject>? change = null)
    {
        var address = PoolAddresses.Next();
        var agent = new AgentProcess(_ =>
        {
            var config = new JsonObject
            {
                ["node_name"] = name,
                ["bind_addr"] = address,
                ["encrypt"] = Old,
                ["ports"] = new JsonObject { ["serf_lan"] = PoolAddresses.Port, ["serf_wan"] = PoolAddresses.Port + 1 },
            };
            change?.Invoke(config);
            return config;
        });
        lock (_agents)
        {
            _agents.Add(name, agent);
            _addresses.Add(name, $"{address}:{PoolAddresses.Port}");
        }

        await agent.StartAsync();
    }

    private async Task<IPoolMember> StartSerfAsync()
    {
        string[] tags = ["role=node", "dc=dc1", "segment=", "vsn=2", "build=1.16.4:praetor"];
        return await _serfs.StartAsync(
            Kind.Serf,
            "client",
            [
                "-keyring-file",
                KeyringWith(Old),
                "-tag",
                "id=11111111-2222-4333-8444-555555555555",
                .. tags.SelectMany(static tag => new[] { "-tag", tag }),
            ]
        );
    }

    private string KeyringWith(string key)
    {
        var path = _serfs.PathOf("client.keyring");
        File.WriteAllText(path, $"[\"{key}\"]");
        return path;
    }

    private string AddressOf(string name) => _addresses[name];

    /// <summary>Waits until agents see members as said; all agents, if none is named.</summary>
    private async Task SeeAsync(string members, params string[] by)
    {
        foreach (var name in by.Length > 0 ? by : [.. _agents.Keys])
        {
            await MembersAsync(_agents[name], "", members);
        }
    }

    private static Task MembersAsync(AgentProcess agent, string query, string members) =>
        Eventually.HoldsAsync(
            $"the agent sees {members}",
            async () =>
            {
                var seen = await agent.GetJsonAsync($"/v1/agent/members{query}");
                return string.Join(
                    ' ',
                    seen.AsArray()
                        .Select(static it => $"{it!["Name"]}={StatusOf(it["Status"]!.GetValue<int>())}")
                        .Order(StringComparer.Ordinal)
                );
            },
            seen => seen == members
        );

    private static string StatusOf(int status) =>
        status switch
        {
            1 => "alive",
            2 => "leaving",
            3 => "left",
            4 => "failed",
            _ => status.ToString(CultureInfo.InvariantCulture),
        };

    private static Task HealthAsync(AgentProcess agent, string node, string status) =>
        Eventually.HoldsAsync(
            $"the catalog holds {node} {status}",
            async () =>
            {
                var checks = await agent.GetJsonAsync($"/v1/health/node/{node}");
                var gossips = checks.AsArray().FirstOrDefault(static it => $"{it!["CheckID"]}" == "serfHealth");
                return $"{gossips?["Status"]}";
            },
            found => found == status
        );

    private static Task GoneAsync(AgentProcess agent, string node) =>
        Eventually.HoldsAsync(
            $"{node} is out of the catalog",
            async () => (await agent.GetJsonAsync("/v1/catalog/nodes")).AsArray().Any(it => $"{it!["Node"]}" == node),
            static isThere => !isThere
        );

    private static Task EventsAsync(AgentProcess agent, params string[] names) =>
        Eventually.HoldsAsync(
            $"the agent has heard of {string.Join(' ', names)} alone",
            async () =>
            {
                var events = await agent.GetJsonAsync("/v1/event/list");
                return string.Join(' ', events.AsArray().Select(static it => $"{it!["Name"]}"));
            },
            heard => heard == string.Join(' ', names)
        );

    private async Task<string> RunAsync(string agent, params string[] words)
    {
        await using var asked = await EndedAsync(agent, words);
        Assert.True(asked.ExitCode == 0, $"{string.Join(' ', words)} at {agent}: {asked.Errors}{asked.Output}");
        return asked.Output;
    }

    private async Task<Program> EndedAsync(string agent, params string[] words)
    {
        var http = $"-http-addr=127.0.0.1:{_agents[agent].HttpPort}";
        var asked = Program.Start(Repository.Binary, [words[0], http, .. words[1..]]);
        await asked.ExitedAsync(TimeSpan.FromSeconds(60));
        return asked;
    }
}
