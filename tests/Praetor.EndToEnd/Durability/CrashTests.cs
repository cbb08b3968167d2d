using System.Collections.Concurrent;
using Praetor.EndToEnd.Processes;

namespace Praetor.EndToEnd.Durability;

/// <summary>
/// Goal: what was acknowledged is there, whatever happens to the process.
/// Method: writers that note each acknowledgement, kill -9 in the middle, a restart, and a look at every noted key.
/// </summary>
public sealed class CrashTests
{
    private static readonly int Rounds = Repository.IsFull ? 100 : 5;
    private const int Writers = 8;
    private const int WritesBeforeKill = 300;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_agent_is_killed_under_writers()
    {
        var acknowledged = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await using var agent = new AgentProcess();
        for (var round = 0; round < Rounds; round++)
        {
            await agent.StartAsync();
            await LosesNothingAsync(agent, acknowledged, round);
            await WriteUntilKilledAsync(agent, acknowledged, round);
        }

        await agent.StartAsync();
        await LosesNothingAsync(agent, acknowledged, Rounds);
        Assert.True(acknowledged.Count >= Rounds * WritesBeforeKill, $"only {acknowledged.Count} writes were tried");
    }

    private static async Task WriteUntilKilledAsync(
        AgentProcess agent,
        ConcurrentDictionary<string, string> acknowledged,
        int round
    )
    {
        var before = acknowledged.Count;
        var enough = new TaskCompletionSource();
        var writers = Enumerable
            .Range(0, Writers)
            .Select(writer =>
                WriteAsync(
                    agent,
                    acknowledged,
                    $"r{round}/w{writer}",
                    () =>
                    {
                        if (acknowledged.Count - before >= WritesBeforeKill)
                        {
                            enough.TrySetResult();
                        }
                    }
                )
            )
            .ToArray();
        await Task.WhenAny(enough.Task, Task.WhenAll(writers));
        await agent.KillAsync();
        await Task.WhenAll(writers);
    }

    private static async Task WriteAsync(
        AgentProcess agent,
        ConcurrentDictionary<string, string> acknowledged,
        string prefix,
        Action wrote
    )
    {
        for (var i = 0; ; i++)
        {
            var (key, value) = ($"{prefix}/{i}", $"{i * 7919}");
            try
            {
                using var answer = await agent.Http.PutAsync($"/v1/kv/{key}", new StringContent(value));
                if (!answer.IsSuccessStatusCode || await answer.Content.ReadAsStringAsync() != "true")
                {
                    return;
                }
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException)
            {
                // Killed: this write was not acknowledged, and may or may not be there.
                return;
            }

            acknowledged[key] = value;
            wrote();
        }
    }

    private static async Task LosesNothingAsync(
        AgentProcess agent,
        ConcurrentDictionary<string, string> acknowledged,
        int round
    )
    {
        if (acknowledged.IsEmpty)
        {
            return;
        }

        var entries = await agent.GetJsonAsync("/v1/kv/r?recurse");
        var found = entries
            .AsArray()
            .ToDictionary(
                entry => entry!["Key"]!.GetValue<string>(),
                entry =>
                    System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(entry!["Value"]!.GetValue<string>()))
            );
        var lost = acknowledged
            .Where(write => !found.TryGetValue(write.Key, out var value) || value != write.Value)
            .ToList();
        Assert.True(
            lost.Count == 0,
            $"after kill {round}, {lost.Count} acknowledged writes are gone, such as {(lost.Count > 0 ? lost[0].Key : "")}"
        );
    }
}
