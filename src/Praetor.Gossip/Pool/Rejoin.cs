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
    private readonly string[] _addresses = AddressesOf(remembered, options.Member.Name, seams.Random);

    public async Task RunAsync(CancellationToken stopping)
    {
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

    /// <summary>
    /// Taken at the start: from then on the snapshot goes on with what happens, and the random numbers are the core's alone.
    /// </summary>
    private static string[] AddressesOf(SnapshotState? remembered, string self, Random random)
    {
        if (remembered is null)
        {
            return [];
        }

        string[] addresses =
        [
            .. remembered.Members.Where(member => member.Key != self).Select(static member => member.Value.ToString()),
        ];

        // In random order, so that a pool that starts as a whole does not fall upon one.
        random.Shuffle(addresses);
        return addresses;
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
