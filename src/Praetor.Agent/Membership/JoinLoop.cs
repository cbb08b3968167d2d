using Microsoft.Extensions.Logging;
using Praetor.Foundation.Text;
using Praetor.Gossip.Pool;

namespace Praetor.Agent.Membership;

/// <summary>Joins the configured addresses, again and again until one answers (<c>retry_join</c>).</summary>
/// <param name="pool">Which pool.</param>
/// <param name="label">What logs call it: LAN or WAN.</param>
/// <param name="wish">Whom to join, and how patiently.</param>
/// <param name="time">For the pauses.</param>
/// <param name="giveUp">Called when the last attempt failed; the agent ends.</param>
/// <param name="logger">For the outcome.</param>
public sealed partial class JoinLoop(
    GossipPool pool,
    string label,
    JoinWish wish,
    TimeProvider time,
    Action<string> giveUp,
    ILogger<JoinLoop> logger
)
{
    /// <summary>How addresses begin that a cloud's API must be asked for.</summary>
    private const string Discovery = "provider=";

    /// <summary>Joins, and ends when it is done, given up or told to stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        string[] addresses = [.. wish.Addresses.Where(IsJoinable)];
        for (var attempt = 1; addresses.Length > 0; attempt++)
        {
            LogJoining(logger, label, string.Join(", ", addresses));
            var result = await pool.JoinAsync(addresses, ignoresOldEvents: true, stopping);
            if (result.Joined > 0)
            {
                LogJoined(logger, label, result.Joined);
                return;
            }

            if (wish.AttemptsMax > 0 && attempt >= wish.AttemptsMax)
            {
                giveUp($"agent: max join retry exhausted, exiting ({label})");
                return;
            }

            LogNotJoined(logger, label, string.Join("; ", result.Errors), wish.Pause);
            await Task.Delay(wish.Pause.ToTimeSpan(), time, stopping);
        }
    }

    private bool IsJoinable(string address)
    {
        if (!address.Contains(Discovery, StringComparison.Ordinal))
        {
            return true;
        }

        LogNoDiscovery(
            logger,
            label,
            address.Split(' ').First(static part => part.Contains(Discovery, StringComparison.Ordinal))
        );
        return false;
    }

    [LoggerMessage(EventId = 11601, Level = LogLevel.Information, Message = "({Pool}) joining: addresses={Addresses}")]
    private static partial void LogJoining(ILogger logger, string pool, string addresses);

    [LoggerMessage(
        EventId = 11602,
        Level = LogLevel.Information,
        Message = "Join {Pool} completed. Synced with {Count} initial agents"
    )]
    private static partial void LogJoined(ILogger logger, string pool, int count);

    [LoggerMessage(
        EventId = 11603,
        Level = LogLevel.Warning,
        Message = "Join {Pool} failed, will retry: error={Errors} retry_interval={Pause}"
    )]
    private static partial void LogNotJoined(ILogger logger, string pool, string errors, GoDuration pause);

    [LoggerMessage(
        EventId = 11604,
        Level = LogLevel.Error,
        Message = "({Pool}) {Provider}: this version of Praetor cannot ask clouds for addresses; name addresses to join"
    )]
    private static partial void LogNoDiscovery(ILogger logger, string pool, string provider);
}

/// <summary>Whom to join, and how patiently.</summary>
/// <param name="Addresses">As people write them.</param>
/// <param name="Pause">Between attempts.</param>
/// <param name="AttemptsMax">0 for no end.</param>
public sealed record JoinWish(IReadOnlyList<string> Addresses, GoDuration Pause, int AttemptsMax);
