using Microsoft.Extensions.Logging;
using Praetor.Model.Coordinates;
using Praetor.Model.Rpc;

namespace Praetor.Agent.Coordinates;

/// <summary>
/// Tells the servers where this agent is, now and then. A coordinate that could not be sent is not sent again: by the next
/// time there is a newer one.
/// </summary>
internal sealed partial class CoordinateSync(
    CoordinateSyncSettings settings,
    CoordinateSource source,
    IServerLink link,
    TimeProvider time,
    Random random,
    ILogger<CoordinateSync> logger
)
{
    /// <summary>Sends until stopping.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            var wait = CoordinateTiming.Next(source.Members(), settings.PerSecond, settings.IntervalMin, random);
            await Task.Delay(wait, time, stopping);
            await SendAsync(stopping);
        }
    }

    private async ValueTask SendAsync(CancellationToken stopping)
    {
        if (source.Place() is not { } place)
        {
            return;
        }

        var request = new CoordinateUpdateRequest
        {
            Datacenter = settings.Datacenter,
            Node = settings.Node,
            Coord = place,
            Token = source.Token(),
        };
        var result = await link.CallAsync(ServerMethods.CoordinateUpdate, request, stopping);
        if (result.Error is { Kind: RpcErrorKind.PermissionDenied } denied)
        {
            LogDenied(logger, denied.Text);
        }
        else if (result.Error is { } error)
        {
            LogFailed(logger, error.Text);
        }
    }

    [LoggerMessage(
        EventId = 11501,
        Level = LogLevel.Warning,
        Message = "Coordinate update blocked by ACLs: the agent's token may not write its node: error={Fault}"
    )]
    private static partial void LogDenied(ILogger logger, string fault);

    [LoggerMessage(EventId = 11502, Level = LogLevel.Error, Message = "Coordinate update error: error={Fault}")]
    private static partial void LogFailed(ILogger logger, string fault);
}

/// <summary>Who sends, and how often.</summary>
internal sealed record CoordinateSyncSettings
{
    public required string Node { get; init; }

    public required string Datacenter { get; init; }

    /// <summary>How many coordinates all agents of a datacenter may send in a second.</summary>
    public required double PerSecond { get; init; }

    /// <summary>The least time between two of one agent.</summary>
    public required TimeSpan IntervalMin { get; init; }
}

/// <summary>What is to be known at each time: asked from the loop, answered at once.</summary>
/// <param name="Place">Where the agent is; null while its pool has not started.</param>
/// <param name="Members">How many agents the datacenter has.</param>
/// <param name="Token">What the agent presents.</param>
internal sealed record CoordinateSource(Func<NetworkCoordinate?> Place, Func<int> Members, Func<string> Token);
