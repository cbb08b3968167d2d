using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Praetor.EndToEnd.Processes;

namespace Praetor.EndToEnd.Gossip;

/// <summary>Praetor's pool in tests/Praetor.PoolMember, spoken to over its standard input and output.</summary>
internal sealed class OwnMember : IPoolMember
{
    private static readonly string Binary = Path.Combine(
        AppContext.BaseDirectory.Replace("Praetor.EndToEnd", "Praetor.PoolMember", StringComparison.Ordinal),
        "Praetor.PoolMember"
    );

    private readonly string[] _flags;
    private readonly ConcurrentQueue<string> _happened = new();

    // Answers come in the order of questions: one asks at a time.
    private readonly SemaphoreSlim _turn = new(1);
    private Channel<string> _answers = Channel.CreateUnbounded<string>();
    private Program? _program;

    /// <param name="name">Its name.</param>
    /// <param name="flags">More flags, which are serf's.</param>
    public OwnMember(string name, params string[] flags)
    {
        (Name, _flags) = (name, flags);
        Address = $"{PoolAddresses.Next()}:{PoolAddresses.Port}";
    }

    public string Name { get; }

    public string Address { get; }

    public IReadOnlyList<string> Happened => [.. _happened];

    public string Log => _program?.Errors ?? "";

    public async Task StartAsync()
    {
        _answers = Channel.CreateUnbounded<string>();
        _program = Program.Start(
            Binary,
            ["-node", Name, "-bind", Address, .. _flags],
            onLine: line => Hear(_answers.Writer, line)
        );
        Assert.Equal("ready", await AnswerAsync());
    }

    public Task KillAsync() => Started().KillAsync();

    public async Task<SortedDictionary<string, SeenMember>> MembersAsync()
    {
        var members = new SortedDictionary<string, SeenMember>(StringComparer.Ordinal);
        foreach (var (name, member) in (await AskAsync("members")).AsObject())
        {
            members[name] = new SeenMember(
                $"{member!["status"]}",
                $"{member["address"]}",
                member["tags"]!.AsObject().ToDictionary(tag => tag.Key, tag => $"{tag.Value}")
            );
        }

        return members;
    }

    public Task JoinAsync(string address) => DoAsync("join", address);

    public async Task LeaveAsync()
    {
        await DoAsync("leave");
        Started().CloseInput();
        await Started().ExitedAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, Started().ExitCode);
    }

    public Task ForceLeaveAsync(string name, bool prunes) => DoAsync("force-leave", name, prunes ? "prune" : "");

    public Task FireAsync(string name, string payload) => DoAsync("event", name, payload);

    public async Task<SeenAnswers> QueryAsync(Question question)
    {
        var answer = await AskAsync([
            "query",
            question.Name,
            question.Payload,
            question.Relays.ToString(CultureInfo.InvariantCulture),
            string.Join(',', question.Nodes),
            .. question.Tags,
        ]);
        Assert.Null(answer["error"]);
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (from, payload) in answer["answers"]!.AsObject())
        {
            answers[from] = $"{payload}";
        }

        return new SeenAnswers([.. answer["acks"]!.AsArray().Select(ack => $"{ack}")], answers);
    }

    public Task SetTagAsync(string name, string value) => DoAsync("tag", name, value);

    public async Task<SeenKeys> ChangeKeysAsync(KeyChange change, string key)
    {
        var answer = await AskAsync("keys", change.ToString(), key);
        var members = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (listed, count) in answer["keys"]!.AsObject())
        {
            members[listed] = count!.GetValue<int>();
        }

        return new SeenKeys($"{answer["error"]}", members);
    }

    public async Task<double?> RoundTripAsync(string one, string other)
    {
        var answer = await AskAsync("rtt", one, other);
        return answer.GetValueKind() == JsonValueKind.Number ? answer.GetValue<double>() : null;
    }

    /// <summary>How many packets and streams it has refused, and what it holds of memory.</summary>
    public async Task<(long Refused, long Bytes)> MeasureAsync()
    {
        var answer = await AskAsync("measure");
        return (answer["refused"]!.GetValue<long>(), answer["bytes"]!.GetValue<long>());
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        _turn.Dispose();
    }

    private void Hear(ChannelWriter<string> answers, string? line)
    {
        if (line is null)
        {
            answers.TryComplete();
        }
        else if (line.StartsWith("= ", StringComparison.Ordinal))
        {
            answers.TryWrite(line[2..]);
        }
        else if (line.StartsWith("! ", StringComparison.Ordinal))
        {
            _happened.Enqueue(line[2..]);
        }
    }

    private async Task DoAsync(params string[] words)
    {
        var error = (await AskAsync(words)).GetValue<string>();
        Assert.True(error.Length == 0, $"{string.Join(' ', words)} at {Name}: {error}\n{Log}");
    }

    private async Task<JsonNode> AskAsync(params string[] words)
    {
        await _turn.WaitAsync();
        try
        {
            await Started().WriteLineAsync(JsonSerializer.Serialize(words));
            return JsonNode.Parse(await AnswerAsync())!;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<string> AnswerAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            return await _answers.Reader.ReadAsync(deadline.Token);
        }
        catch (Exception missing) when (missing is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"{Name} has not answered:\n{Log}", missing);
        }
    }

    private Program Started() => _program ?? throw new InvalidOperationException($"{Name} is not started.");
}
