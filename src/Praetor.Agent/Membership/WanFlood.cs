using System.Globalization;
using Microsoft.Extensions.Logging;
using Praetor.Agent.Loops;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;
using Praetor.Model.Membership;

namespace Praetor.Agent.Membership;

/// <summary>
/// Brings the servers of this datacenter into the pool of all datacenters: one that was joined there is enough, and the others
/// follow. By level: looks at both pools whenever members of the datacenter changed, and now and then.
/// </summary>
/// <param name="lan">The pool of the datacenter.</param>
/// <param name="wan">The pool of all datacenters.</param>
/// <param name="datacenter">This one.</param>
/// <param name="time">For the pause.</param>
/// <param name="logger">For those that cannot be reached.</param>
public sealed partial class WanFlood(
    GossipPool lan,
    GossipPool wan,
    string datacenter,
    TimeProvider time,
    ILogger<WanFlood> logger
)
{
    /// <summary>Consul's interval.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(60);

    private readonly WakeSignal _changed = new(time);

    /// <summary>Members of the datacenter's pool changed. From any thread; does not wait.</summary>
    public void MembersChanged() => _changed.Raise();

    /// <summary>Looks until stopping.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            foreach (var server in Missing())
            {
                await JoinAsync(server, stopping);
            }

            await _changed.WaitAsync(Every, stopping);
        }
    }

    private IEnumerable<SerfMember> Missing()
    {
        var known = wan.View;
        return lan.View.Members.Where(member =>
            member.Status == MemberStatus.Alive
            && member.Name != lan.Name
            && member.Tags.GetValueOrDefault("role") == MemberRoles.Server
            && member.Tags.GetValueOrDefault("dc") == datacenter
            && known.Find($"{member.Name}.{datacenter}") is not { Status: MemberStatus.Alive }
        );
    }

    private async ValueTask JoinAsync(SerfMember server, CancellationToken stopping)
    {
        if (
            !ushort.TryParse(
                server.Tags.GetValueOrDefault("wan_join_port"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var port
            )
        )
        {
            // It has none: it keeps out of that pool.
            return;
        }

        var address = new System.Net.IPEndPoint(server.Address, port).ToString();
        var result = await wan.JoinAsync([address], ignoresOldEvents: true, stopping);
        if (result.Joined > 0)
        {
            LogJoined(logger, server.Name, address);
        }
        else
        {
            LogNotJoined(logger, server.Name, string.Join("; ", result.Errors));
        }
    }

    [LoggerMessage(
        EventId = 11611,
        Level = LogLevel.Debug,
        Message = "Successfully performed flood-join for server at address: server={Server} address={Address}"
    )]
    private static partial void LogJoined(ILogger logger, string server, string address);

    [LoggerMessage(
        EventId = 11612,
        Level = LogLevel.Debug,
        Message = "Failed to flood-join server at address, will try again: server={Server} error={Errors}"
    )]
    private static partial void LogNotJoined(ILogger logger, string server, string errors);
}
