using System.Net;
using Microsoft.Extensions.Logging;
using Praetor.Agent.Configuration;
using Praetor.Foundation.Ids;
using Praetor.Foundation.Loops;
using Praetor.Foundation.Network;
using Praetor.Foundation.Storage;
using Praetor.Foundation.Text;
using Praetor.Gossip.Encryption;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;
using Praetor.Model.Coordinates;

namespace Praetor.Agent.Membership;

/// <summary>The gossip pools this agent is a member of.</summary>
/// <param name="Lan">That of its datacenter.</param>
/// <param name="Wan">That of the servers of all datacenters; null for a client, or where it is switched off.</param>
public sealed record AgentPools(GossipPool Lan, GossipPool? Wan) : IAsyncDisposable
{
    private const string LanKeyring = "serf/local.keyring";
    private const string WanKeyring = "serf/remote.keyring";

    /// <summary>Opens the sockets and reads keys and snapshots; nothing runs yet.</summary>
    /// <exception cref="TransportException">An address is taken, or not ours.</exception>
    /// <exception cref="StorageException">The disk fails, or holds something else than it should.</exception>
    public static async ValueTask<AgentPools> OpenAsync(AgentConfig config, string nodeId, PoolWorld world)
    {
        var lanKeys = await KeysAsync(config, world, LanKeyring);
        var lan = Open(
            PoolSettings.Lan(config, nodeId, lanKeys) with
            {
                KeepKeys = Keep(config, world, LanKeyring),
            },
            new IPEndPoint(config.Addresses.SerfLanBind, config.Ports.SerfLan),
            world
        );
        if (config.Ports.SerfWan <= 0 || !config.Node.Server)
        {
            return new AgentPools(lan, Wan: null);
        }

        try
        {
            var wanKeys = await KeysAsync(config, world, WanKeyring);
            var wan = Open(
                PoolSettings.Wan(config, nodeId, wanKeys) with
                {
                    KeepKeys = Keep(config, world, WanKeyring),
                },
                new IPEndPoint(config.Addresses.SerfWanBind, config.Ports.SerfWan),
                world
            );
            return new AgentPools(lan, wan);
        }
        catch (Exception failure) when (failure is TransportException or StorageException)
        {
            await lan.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where this agent is in its datacenter; null where places are switched off.</summary>
    public NetworkCoordinate? Place => Lan.View.Place is { } place ? NetworkPlace.Of(place) : null;

    /// <summary>
    /// The datacenters whose servers the pool between them knows, and this agent's own: in the order of their names.
    /// </summary>
    public IReadOnlyList<string> Datacenters() =>
        [
            .. (Wan ?? Lan)
                .View.Members.Where(static member => member.Status != MemberStatus.Left)
                .Select(static member => member.Tags.GetValueOrDefault("dc", ""))
                .Where(static datacenter => datacenter.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Joins the pool of another agent.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="isWan">Whether the pool between datacenters is meant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Why not, in Consul's layout; null if it is done.</returns>
    public async ValueTask<string?> JoinAsync(string address, bool isWan, CancellationToken cancellationToken)
    {
        if ((isWan ? Wan : Lan) is not { } pool)
        {
            return "This agent is not in the pool between datacenters: it is no server, or ports.serf_wan is off";
        }

        var result = await pool.JoinAsync([address], ignoresOldEvents: true, cancellationToken);
        return result.Joined > 0 ? null : MultiError.Format(result.Errors);
    }

    /// <summary>Has a member that failed count as left: in both pools, or only in that between datacenters.</summary>
    /// <param name="name">Its name in the datacenter; in the other pool also that with the datacenter after it.</param>
    /// <param name="prunes">Whether it is forgotten at once.</param>
    /// <param name="isWanOnly">Whether the datacenter's pool is left alone.</param>
    /// <param name="datacenter">This agent's datacenter.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there is such a member.</returns>
    public async ValueTask<bool> ForceLeaveAsync(
        string name,
        bool prunes,
        bool isWanOnly,
        string datacenter,
        CancellationToken cancellationToken
    )
    {
        var isKnown = false;
        if (!isWanOnly && Lan.View.Find(name) is not null)
        {
            isKnown = true;
            await Lan.ForceLeaveAsync(name, prunes, cancellationToken);
        }

        if (Wan is { } wan && (wan.View.Find(name) ?? wan.View.Find($"{name}.{datacenter}")) is { } member)
        {
            isKnown = true;
            await wan.ForceLeaveAsync(member.Name, prunes, cancellationToken);
        }

        return isKnown;
    }

    /// <summary>Starts the pools' loops; they run until stopping.</summary>
    public void Run(Background background, CancellationToken stopping)
    {
        Lan.Run(background, stopping);
        Wan?.Run(background, stopping);
    }

    /// <summary>Leaves both pools at once, so that others do not take this agent for failed. Who has left has done so already.</summary>
    public async ValueTask LeaveAsync(CancellationToken cancellationToken)
    {
        var lan = Lan.LeaveAsync(cancellationToken).AsTask();
        await (Wan is null ? lan : Task.WhenAll(lan, Wan.LeaveAsync(cancellationToken).AsTask()));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Wan is not null)
        {
            await Wan.DisposeAsync();
        }

        await Lan.DisposeAsync();
    }

    private static GossipPool Open(PoolOptions options, IPEndPoint address, PoolWorld world) =>
        new(
            options,
            new PoolSeams
            {
                Transport = world.Bind(address),
                Names = world.Names,
                Disk = world.Disk,
                Time = world.Time,
                Random = new Random(world.Random.Next()),
                Entropy = world.Entropy,
                Loggers = world.Loggers,
            }
        );

    private static IDisk? KeyDisk(AgentConfig config, PoolWorld world) =>
        config.DevMode || config.Encryption.DisableKeyringFile ? null : world.Disk;

    private static async ValueTask<Keyring?> KeysAsync(AgentConfig config, PoolWorld world, string path)
    {
        var ring = await KeyringFile.LoadAsync(KeyDisk(config, world), path, config.Encryption.Key);
        KeyringFile.WarnOfOtherKeys(ring, config.Encryption.Key, path, world.Loggers.CreateLogger<GossipPool>());
        return ring;
    }

    private static Func<IReadOnlyList<byte[]>, ValueTask>? Keep(AgentConfig config, PoolWorld world, string path) =>
        KeyDisk(config, world) is { } disk ? keys => KeyringFile.SaveAsync(disk, path, keys) : null;
}

/// <summary>What the pools are given of the world.</summary>
public sealed record PoolWorld
{
    /// <summary>Opens the sockets of an address.</summary>
    /// <exception cref="TransportException">It is taken, or not ours.</exception>
    public required Func<IPEndPoint, ITransport> Bind { get; init; }

    /// <summary>For names in addresses to join.</summary>
    public required INameResolver Names { get; init; }

    /// <summary>Where snapshots and keys are kept.</summary>
    public required IDisk Disk { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>For the pools' choices.</summary>
    public required Random Random { get; init; }

    /// <summary>For the nonces of encrypted messages.</summary>
    public required IEntropy Entropy { get; init; }

    public required ILoggerFactory Loggers { get; init; }
}
