using System.Globalization;
using System.Text.Json.Nodes;
using Praetor.EndToEnd.Processes;

namespace Praetor.EndToEnd.Gossip;

/// <summary>
/// Debian's serf agent, asked by its own command line. It has the pace of a LAN, as ours: the local profile gives a stream one
/// second, which a busy machine does not keep, and tells two others of a thing, so that of six one often does not hear.
/// </summary>
internal sealed class SerfAgent : IPoolMember
{
    private readonly string _rpc;
    private readonly string _happened;
    private readonly string _handler;
    private readonly string _config;
    private readonly string[] _flags;
    private readonly string _address = PoolAddresses.Next();
    private Program? _program;

    /// <param name="name">Its name.</param>
    /// <param name="folder">For its handler and what it keeps.</param>
    /// <param name="flags">More flags of <c>serf agent</c>.</param>
    public SerfAgent(string name, string folder, params string[] flags)
    {
        (Name, _flags) = (name, flags);
        Address = $"{_address}:{PoolAddresses.Port}";
        _rpc = $"{_address}:{PoolAddresses.Port + 1}";
        _happened = Path.Combine(folder, $"{name}.happened");
        _config = Path.Combine(folder, $"{name}.json");
        _handler = Path.Combine(folder, $"{name}.handler");
        File.WriteAllText(
            _handler,
            $"""
            #!/bin/sh
            case "$SERF_EVENT" in
              user) echo "user $SERF_USER_EVENT $(cat)" >> {_happened} ;;
              query) echo "query $SERF_QUERY_NAME $(cat)" >> {_happened}; printf 'answer from %s' "$SERF_SELF_NAME" ;;
            esac
            """
        );
        File.WriteAllText(_happened, "");

        // As often as our members under test; its own is 30 s.
        File.WriteAllText(_config, """{"reconnect_interval": "1s"}""");
    }

    public string Name { get; }

    public string Address { get; }

    public IReadOnlyList<string> Happened => File.ReadAllLines(_happened);

    public string Log => _program?.Output + _program?.Errors;

    public async Task StartAsync()
    {
        _program = Program.Start(
            "serf",
            [
                "agent",
                "-node",
                Name,
                "-bind",
                Address,
                "-rpc-addr",
                _rpc,
                "-config-file",
                _config,
                "-log-level",
                "debug",
                "-event-handler",
                $"sh {_handler}",
                .. _flags,
            ]
        );
        await Eventually.HoldsAsync(
            $"{Name} answers",
            async () =>
            {
                Assert.False(_program.HasExited, $"{Name} ended:\n{Log}");
                await using var asked = await EndedAsync(["members"]);
                return asked.ExitCode;
            },
            static code => code == 0
        );
    }

    public Task KillAsync() => Started().KillAsync();

    public async Task<SortedDictionary<string, SeenMember>> MembersAsync()
    {
        var answer = JsonNode.Parse(await RunAsync("members", "-format", "json"));
        var members = new SortedDictionary<string, SeenMember>(StringComparer.Ordinal);
        foreach (var member in answer!["members"]!.AsArray())
        {
            members[$"{member!["name"]}"] = new SeenMember(
                $"{member["status"]}",
                $"{member["addr"]}",
                member["tags"]!.AsObject().ToDictionary(tag => tag.Key, tag => $"{tag.Value}")
            );
        }

        return members;
    }

    public Task JoinAsync(string address) => RunAsync("join", address);

    public async Task LeaveAsync()
    {
        await RunAsync("leave");
        await Started().ExitedAsync(TimeSpan.FromSeconds(30));
    }

    public Task ForceLeaveAsync(string name, bool prunes) =>
        prunes ? RunAsync("force-leave", "-prune", name) : RunAsync("force-leave", name);

    public Task FireAsync(string name, string payload) => RunAsync("event", "-coalesce=false", name, payload);

    public async Task<SeenAnswers> QueryAsync(Question question)
    {
        string[] filters =
        [
            .. question.Nodes.SelectMany(static node => new[] { "-node", node }),
            .. question.Tags.SelectMany(static tag => new[] { "-tag", tag }),
        ];
        var answer = JsonNode.Parse(
            await RunAsync([
                "query",
                "-format",
                "json",
                "-timeout",
                "1s",
                "-relay-factor",
                question.Relays.ToString(CultureInfo.InvariantCulture),
                .. filters,
                question.Name,
                question.Payload,
            ])
        );
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (from, payload) in answer!["Responses"]!.AsObject())
        {
            answers[from] = $"{payload}";
        }

        return new SeenAnswers(
            [.. answer["Acks"]!.AsArray().Select(ack => $"{ack}").Order(StringComparer.Ordinal)],
            answers
        );
    }

    public Task SetTagAsync(string name, string value) => RunAsync("tags", "-set", $"{name}={value}");

    public async Task<SeenKeys> ChangeKeysAsync(KeyChange change, string key)
    {
        var flag = change == KeyChange.List ? "-list" : $"-{change.ToString().ToLowerInvariant()}={key}";
        await using var asked = await EndedAsync(["keys", flag]);
        var members = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in change == KeyChange.List ? asked.Output.Split('\n') : [])
        {
            // "  KEY [2/2]"
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is [var listed, ['[', .. var counts]])
            {
                members[listed] = int.Parse(counts.Split('/')[0], CultureInfo.InvariantCulture);
            }
        }

        return new SeenKeys(asked.ExitCode == 0 ? "" : asked.Output + asked.Errors, members);
    }

    public async Task<double?> RoundTripAsync(string one, string other)
    {
        // "Estimated a <-> b rtt: 0.123 ms"
        await using var asked = await EndedAsync(["rtt", one, other]);
        var words = asked.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.IndexOf(words, "rtt:");
        return at < 0 ? null : double.Parse(words[at + 1], CultureInfo.InvariantCulture) / 1000;
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }
    }

    /// <summary>What serf's own check of the network says: whether all members answer it.</summary>
    public async Task<string> ReachabilityAsync()
    {
        await using var asked = await EndedAsync(["reachability"]);
        return asked.Output;
    }

    private Program Started() => _program ?? throw new InvalidOperationException($"{Name} is not started.");

    private async Task<string> RunAsync(params string[] words)
    {
        await using var asked = await EndedAsync(words);
        Assert.True(
            asked.ExitCode == 0,
            $"serf {string.Join(' ', words)} at {Name}: {asked.Output}{asked.Errors}\n{Log}"
        );
        return asked.Output;
    }

    private async Task<Program> EndedAsync(string[] words)
    {
        var asked = Program.Start("serf", [words[0], "-rpc-addr", _rpc, .. words[1..]]);
        await asked.ExitedAsync(TimeSpan.FromSeconds(60));
        return asked;
    }
}
