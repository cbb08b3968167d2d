using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Praetor.Gossip.Coordinates;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;
using Praetor.TestKit.Metrics;

namespace Praetor.PoolMember;

/// <summary>
/// What a test and the member say to each other: a line of standard input is a JSON array of words and is answered by one line
/// of standard output, "= " and JSON. Events and questions that
/// arrive are told in lines that begin with "! ". Questions are answered as the
/// handler of a serf agent under test does.
/// </summary>
internal sealed class Conversation(
    GossipPool pool,
    MemberSettings settings,
    Measurements measurements,
    TextWriter output
)
{
    private readonly TextWriter _output = TextWriter.Synchronized(output);

    public async Task ListenAsync(TextReader input)
    {
        _output.WriteLine("= ready");
        while (await input.ReadLineAsync(CancellationToken.None) is { } line)
        {
            var words = JsonSerializer.Deserialize<string[]>(line) ?? [];
            _output.WriteLine($"= {(await AnswerAsync(words)).ToJsonString()}");
        }
    }

    public async Task PassEventsAsync(CancellationToken stopping)
    {
        while (await pool.Events.WaitToReadAsync(stopping))
        {
            while (pool.Events.TryRead(out var happened))
            {
                if (happened is SerfEvent.User user)
                {
                    _output.WriteLine($"! user {user.Name} {Text(user.Payload)}");
                }
                else if (happened is SerfEvent.Asked asked)
                {
                    _output.WriteLine($"! query {asked.Ticket.Name} {Text(asked.Payload)}");
                    await pool.AnswerAsync(
                        asked.Ticket,
                        Encoding.UTF8.GetBytes($"answer from {settings.Name}"),
                        stopping
                    );
                }
            }
        }
    }

    private async Task<JsonNode> AnswerAsync(string[] words)
    {
        switch (words)
        {
            case ["members"]:
                return Members();
            case ["join", var address]:
                var joined = await pool.JoinAsync([address], ignoresOldEvents: false, CancellationToken.None);
                return string.Join("; ", joined.Errors);
            case ["leave"]:
                await pool.LeaveAsync(CancellationToken.None);
                return "";
            case ["force-leave", var name, var prune]:
                await pool.ForceLeaveAsync(name, prune == "prune", CancellationToken.None);
                return "";
            case ["event", var name, var payload]:
                return await pool.FireEventAsync(name, Encoding.UTF8.GetBytes(payload), false, CancellationToken.None)
                    ?? "";
            case ["query", ..]:
                return await QueryAsync(words);
            case ["keys", var operation, var key]:
                return Describe(
                    await pool.ChangeKeysAsync(
                        Enum.Parse<KeyOperation>(operation),
                        Convert.FromBase64String(key),
                        relayFactor: 0,
                        CancellationToken.None
                    )
                );
            case ["tag", var name, var value]:
                var tags = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value };
                return await pool.SetTagsAsync(tags, CancellationToken.None) ?? "";
            case ["measure"]:
                return new JsonObject
                {
                    ["refused"] = measurements["praetor.gossip.refused"],
                    ["bytes"] = GC.GetTotalMemory(forceFullCollection: true),
                };
            case ["rtt", var one, var other]:
                return RoundTrip(one, other);
            default:
                throw new ArgumentException($"Nobody knows what {string.Join(' ', words)} means.");
        }
    }

    private JsonObject Members()
    {
        var members = new JsonObject();
        foreach (var member in pool.View.Members)
        {
            var tags = new JsonObject();
            foreach (var (key, value) in member.Tags)
            {
                tags[key] = value;
            }

            members[member.Name] = new JsonObject
            {
                ["status"] = member.Status.ToString().ToLowerInvariant(),
                ["address"] = $"{member.Address}:{member.Port}",
                ["tags"] = tags,
            };
        }

        return members;
    }

    private async Task<JsonNode> QueryAsync(string[] words)
    {
        // query NAME PAYLOAD RELAYS NODES TAG=REGEX..., with NODES divided by commas or empty.
        var result = await pool.QueryAsync(
            new PoolQuery
            {
                Name = words[1],
                Payload = Encoding.UTF8.GetBytes(words[2]),
                RelayFactor = byte.Parse(words[3], System.Globalization.CultureInfo.InvariantCulture),
                Nodes = words[4].Length == 0 ? null : words[4].Split(','),
                Tags =
                    words.Length == 5
                        ? null
                        : words[5..].Select(tag => tag.Split('=', 2)).ToDictionary(tag => tag[0], tag => tag[1]),
                WantsAcks = true,
                Timeout = TimeSpan.FromSeconds(1),
            },
            CancellationToken.None
        );
        var answers = new JsonObject();
        foreach (var (from, payload) in result.Answers)
        {
            answers[from] = Text(payload);
        }

        return new JsonObject
        {
            ["error"] = result.Error,
            ["acks"] = new JsonArray([.. result.Acks.Order(StringComparer.Ordinal).Select(ack => (JsonNode)ack)]),
            ["answers"] = answers,
        };
    }

    private static JsonObject Describe(KeyringResult result)
    {
        var keys = new JsonObject();
        foreach (var (key, members) in result.Keys)
        {
            keys[key] = members;
        }

        return new JsonObject
        {
            ["error"] = result.Error,
            ["keys"] = keys,
            ["primary"] = string.Join(' ', result.PrimaryKeys.Keys),
        };
    }

    /// <summary>The estimate in seconds; null while one of the two has no place.</summary>
    private JsonNode RoundTrip(string one, string other)
    {
        var view = pool.View;
        return PlaceOf(one) is { } from && PlaceOf(other) is { } to ? from.SecondsTo(to) : "unknown";

        Coordinate? PlaceOf(string name) => name == settings.Name ? view.Place : view.Places.GetValueOrDefault(name);
    }

    private static string Text(byte[]? payload) => Encoding.UTF8.GetString(payload ?? []);
}
