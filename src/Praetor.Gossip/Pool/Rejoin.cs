using Microsoft.Extensions.Logging;
using Praetor.Gossip.Serf;

namespace Praetor.Gossip.Pool;

/// <summary>Joins again, after a restart, one of those that were there before. Once: from then on gossip finds the rest.</summary>
internal sealed partial class Rejoin(
    GossipPool pool,
    PoolOptions options,
    SnapshotState? remembered,
    PoolSeams seams,
    ILogger logger
)
{
    // Taken at the start: the snapshot goes on with what happens from now on.
    private readonly string[] _addresses = remembered is null
        ? []
        :
        [
            .. remembered
                .Members.Where(member => member.Key != options.Member.Name)
                .Select(member => member.Value.ToString()),
        ];

    public async Task RunAsync(CancellationToken stopping)
    {
        // In random order, so that a pool that starts as a whole does not fall upon one.
        seams.Random.Shuffle(_addresses);
        foreach (var address in _addresses)
        {
            var result = await pool.JoinAsync([address], ignoresOldEvents: true, stopping);
            if (result.Joined > 0)
            {
                LogRejoined(logger, options.Pool, address);
                return;
            }
        }

        if (_addresses.Length > 0)
        {
            LogNotRejoined(logger, options.Pool);
        }
    }

    [LoggerMessage(
        EventId = 3051,
        Level = LogLevel.Information,
        Message = "serf: {Pool}: Re-joined to previously known node: {Address}"
    )]
    private static partial void LogRejoined(ILogger logger, string pool, string address);

    [LoggerMessage(
        EventId = 3052,
        Level = LogLevel.Warning,
        Message = "serf: {Pool}: Failed to re-join any previously known node"
    )]
    private static partial void LogNotRejoined(ILogger logger, string pool);
}
