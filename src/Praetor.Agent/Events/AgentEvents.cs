using System.Text;
using Microsoft.Extensions.Logging;
using Praetor.Agent.Local;
using Praetor.Foundation.Ids;
using Praetor.Foundation.Wire;
using Praetor.Gossip.Serf;
using Praetor.Model.Events;
using Praetor.Model.Rpc;

namespace Praetor.Agent.Events;

/// <summary>
/// What the datacenter's pool tells all agents: events that users fire, and that another server leads. The pool's event loop
/// calls <see cref="Receive"/>; the rest may be called from any thread.
/// </summary>
/// <param name="nodeName">This agent's name.</param>
/// <param name="local">Its services, for events that are for those alone who have them.</param>
/// <param name="server">The way to a server, which tells the pool.</param>
/// <param name="leaderChanged">Called when another server leads; must not wait.</param>
/// <param name="seams">The clock, and IDs for events fired here.</param>
/// <param name="logger">For what is told.</param>
public sealed partial class AgentEvents(
    string nodeName,
    LocalState local,
    IServerLink server,
    Action leaderChanged,
    EventSeams seams,
    ILogger<AgentEvents> logger
)
{
    /// <summary>The newest form of events that is understood, and the one they are fired in.</summary>
    private const int Version = 1;

    /// <summary>How much of what a leader says of itself goes into the log: the longest name of a node.</summary>
    private const int LeaderNameBytesMax = 128;

    private readonly RecentEvents _recent = new();

    /// <summary>An event arrived. Does not wait.</summary>
    public void Receive(SerfEvent.User told)
    {
        if (told.Name == PoolEventNames.NewLeader)
        {
            var name = told.Payload ?? [];
            LogNewLeader(logger, Encoding.UTF8.GetString(name.AsSpan(0, Math.Min(name.Length, LeaderNameBytesMax))));
            leaderChanged();
        }
        else if (told.Name.StartsWith(PoolEventNames.UserPrefix, StringComparison.Ordinal))
        {
            ReceiveUser(told);
        }
        else
        {
            LogUnknown(logger, told.Name);
        }
    }

    /// <summary>Tells all agents of an event, by way of a server.</summary>
    /// <param name="wanted">Its name, payload and filters; the rest is filled in.</param>
    /// <param name="datacenter">Whose agents are told.</param>
    /// <param name="token">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The event as it was told; its time is not known yet.</returns>
    public async ValueTask<RpcResult<UserEvent>> FireAsync(
        UserEvent wanted,
        string datacenter,
        string token,
        CancellationToken cancellationToken
    )
    {
        if (EventFilters.Refuse(wanted) is { } fault)
        {
            return new RpcError(RpcErrorKind.Invalid, fault);
        }

        var it = wanted with { ID = seams.Ids.NewUuid(), Version = Version };
        var request = new EventFireRequest
        {
            Datacenter = datacenter,
            Name = it.Name,
            Payload = UserEventCodec.Encode(it),
            Token = token,
            // Any server reaches the pool, not only the leader.
            AllowStale = true,
        };
        var result = await server.CallAsync(ServerMethods.InternalEventFire, request, cancellationToken);
        return result.Error is { } error ? error : it;
    }

    /// <summary>The newest events that were for this agent, oldest first.</summary>
    /// <param name="isWanted">Which of them.</param>
    /// <param name="knownIndex">Wait while they have this index (<see cref="EventIndex"/>); 0 not to wait.</param>
    /// <param name="waitMax">How long to wait for that.</param>
    /// <param name="cancellationToken">The client is gone.</param>
    public async ValueTask<IReadOnlyList<UserEvent>> ListAsync(
        Func<UserEvent, bool> isWanted,
        ulong knownIndex,
        TimeSpan waitMax,
        CancellationToken cancellationToken
    )
    {
        var began = seams.Time.GetTimestamp();
        while (true)
        {
            var newest = _recent.Newest;
            IReadOnlyList<UserEvent> wanted = [.. newest.Where(isWanted)];
            var left = waitMax - seams.Time.GetElapsedTime(began);
            if (
                knownIndex == 0
                || left <= TimeSpan.Zero
                || EventIndex.Of(wanted) != knownIndex
                || !await _recent.WaitForChangeAsync(newest, left, seams.Time, cancellationToken)
            )
            {
                return wanted;
            }
        }
    }

    /// <summary>Answers everybody who waits for an event with what there is: the agent is about to stop.</summary>
    public void EndWaits() => _recent.EndWaits();

    private void ReceiveUser(SerfEvent.User told)
    {
        UserEvent it;
        try
        {
            it = UserEventCodec.Decode(told.Payload, told.Time);
        }
        catch (WireFormatException malformed)
        {
            // Whoever fired it is no agent of Consul; others are told of it all the same.
            LogMalformed(logger, malformed.Message);
            return;
        }

        if (it.Version > Version)
        {
            LogTooNew(logger, it.Version, it.ID);
        }
        else if (EventFilters.Fit(it, nodeName, local.View) && _recent.TryAdd(it))
        {
            LogReceived(logger, it.ID);
        }
    }

    [LoggerMessage(EventId = 11701, Level = LogLevel.Information, Message = "New leader elected: payload={Payload}")]
    private static partial void LogNewLeader(ILogger logger, string payload);

    [LoggerMessage(EventId = 11702, Level = LogLevel.Debug, Message = "new event: event_id={Id}")]
    private static partial void LogReceived(ILogger logger, string id);

    [LoggerMessage(
        EventId = 11703,
        Level = LogLevel.Warning,
        Message = "A user event is read over, since it cannot be read: error={Fault}"
    )]
    private static partial void LogMalformed(ILogger logger, string fault);

    [LoggerMessage(
        EventId = 11704,
        Level = LogLevel.Warning,
        Message = "A user event is read over, since only newer agents understand it: version={Version} event_id={Id}"
    )]
    private static partial void LogTooNew(ILogger logger, int version, string id);

    [LoggerMessage(
        EventId = 11705,
        Level = LogLevel.Debug,
        Message = "An event of the pool is read over, since nobody here knows it: name={Name}"
    )]
    private static partial void LogUnknown(ILogger logger, string name);
}

/// <summary>What events are given of the world.</summary>
/// <param name="Time">For those who wait.</param>
/// <param name="Ids">For events fired here.</param>
public sealed record EventSeams(TimeProvider Time, IIdSource Ids);
