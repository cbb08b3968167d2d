using Microsoft.Extensions.Logging;
using Praetor.Agent;
using Praetor.Agent.Configuration;
using Praetor.Agent.Membership;
using Praetor.Foundation.Loops;
using Praetor.Foundation.Network;
using Praetor.Foundation.Storage;
using Praetor.Gossip.Pool;
using Praetor.Platform.Ids;
using Praetor.Platform.Network;
using Praetor.Server;

namespace Praetor.Composition;

/// <summary>A server's gossip pools with the loops around them.</summary>
internal sealed class NodePools(AgentConfig config, ILoggerFactory loggers)
{
    /// <summary>Opens the pools' sockets.</summary>
    /// <exception cref="StartException">An address is taken, or not ours.</exception>
    /// <exception cref="StorageException">The disk fails, or holds something else than it should.</exception>
    public async ValueTask<AgentPools> OpenAsync(string nodeId, IDisk disk)
    {
        try
        {
            return await AgentPools.OpenAsync(
                config,
                nodeId,
                new PoolWorld
                {
                    Bind = static address => SocketTransport.Bind(address, TimeProvider.System),
                    Names = new SystemResolver(),
                    Disk = disk,
                    Time = TimeProvider.System,
                    Random = new Random(),
                    Entropy = new SystemEntropy(),
                    Loggers = loggers,
                }
            );
        }
        catch (TransportException taken)
        {
            throw new StartException($"Failed to create memberlist: {taken.Message}");
        }
    }

    /// <summary>Passes on what the pools tell.</summary>
    public void RunEvents(
        AgentPools pools,
        PraetorServer server,
        LocalAgent agent,
        Background background,
        CancellationToken stopping
    )
    {
        Action membersChanged = server.MembersChanged;
        if (pools.Wan is { } wan)
        {
            var flood = new WanFlood(
                pools.Lan,
                wan,
                config.Node.Datacenter,
                TimeProvider.System,
                loggers.CreateLogger<WanFlood>()
            );
            membersChanged += flood.MembersChanged;
            background.Run("wan flood", flood.RunAsync, stopping);
            var wanEvents = new PoolEventLoop(wan, static () => { }, static _ => { });
            background.Run("wan events", wanEvents.RunAsync, stopping);
        }

        var lanEvents = new PoolEventLoop(pools.Lan, membersChanged, agent.Events.Receive);
        background.Run("lan events", lanEvents.RunAsync, stopping);
    }

    /// <summary>Joins whom the configuration names.</summary>
    /// <param name="pools">The pools.</param>
    /// <param name="giveUp">Called when a last attempt failed.</param>
    /// <param name="background">Owns the loops.</param>
    /// <param name="stopping">Ends them.</param>
    public void RunJoins(AgentPools pools, Action<string> giveUp, Background background, CancellationToken stopping)
    {
        var join = config.Join;
        Run(pools.Lan, "LAN", new JoinWish(join.RetryJoin, join.RetryInterval, join.RetryMax));
        if (pools.Wan is { } wan)
        {
            Run(wan, "WAN", new JoinWish(join.RetryJoinWan, join.RetryIntervalWan, join.RetryMaxWan));
        }

        void Run(GossipPool pool, string label, JoinWish wish)
        {
            var logger = loggers.CreateLogger<JoinLoop>();
            var loop = new JoinLoop(pool, label, wish, TimeProvider.System, giveUp, logger);
            background.Run($"join {label}", loop.RunAsync, stopping);
        }
    }
}
