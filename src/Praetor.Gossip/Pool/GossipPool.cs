using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Praetor.Foundation.Loops;
using Praetor.Foundation.Network;
using Praetor.Foundation.Storage;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Wire;

namespace Praetor.Gossip.Pool;

/// <summary>
/// A member of a gossip pool on a real or simulated network: owns the core, the sockets, the snapshot and their loops. First
/// <see cref="Run"/>; the rest may be called from any thread until the loops are told to stop, and is cancelled then.
/// </summary>
public sealed class GossipPool : IAsyncDisposable
{
    private readonly PoolOptions _options;
    private readonly PoolSeams _seams;
    private readonly PoolInbox _inbox = new();
    private readonly PoolMetrics _metrics;
    private readonly PacketLoop _packets;
    private readonly PoolStreams _streams;
    private readonly SnapshotLoop? _snapshot;
    private readonly PoolLoop _loop;
    private readonly Rejoin _rejoin;

    /// <summary>Makes the member, and reads what it knew in its former life.</summary>
    /// <exception cref="StorageException">The snapshot cannot be read, or is none.</exception>
    public GossipPool(PoolOptions options, PoolSeams seams)
    {
        var address = options.Member.Address;
        if (address.Port == 0)
        {
            var port = (ushort)seams.Transport.LocalAddress.Port;
            options = options with { Member = options.Member with { Address = address with { Port = port } } };
        }

        (_options, _seams) = (options, seams);
        _metrics = new PoolMetrics(options.Pool, seams.Meters);
        var logger = seams.Loggers.CreateLogger<GossipPool>();
        var file =
            options.SnapshotPath is { } path && seams.Disk is { } disk
                ? SnapshotFile.Open(disk, path, options.RejoinsAfterLeave)
                : null;
        _rejoin = new Rejoin(this, options, file?.State, seams, logger);
        _snapshot = file is null ? null : new SnapshotLoop(options.Pool, file, seams.Time, logger);
        _packets = new PacketLoop(options, seams, _inbox, _metrics, logger);
        _streams = new PoolStreams(options, seams, _inbox, _metrics, logger);
        _loop = new PoolLoop(options, seams, _inbox, _streams, _snapshot, file?.State, _metrics, logger);
    }

    /// <summary>The pool as this member sees it; never waits.</summary>
    public PoolView View => _loop.View;

    /// <summary>What this member is called.</summary>
    public string Name => _options.Member.Name;

    /// <summary>
    /// What happened, in order, for one reader that takes it at once. Members that changed are also in <see cref="View"/>:
    /// whoever compares levels misses nothing.
    /// </summary>
    public ChannelReader<SerfEvent> Events => _loop.Events;

    /// <summary>Starts the loops; they run until stopping. A member that is to be missed less calls <see cref="LeaveAsync"/> before.</summary>
    public void Run(Background background, CancellationToken stopping)
    {
        background.Run($"gossip {_options.Pool}", _loop.RunAsync, stopping);
        background.Run($"gossip {_options.Pool} packets", _packets.RunAsync, stopping);
        background.Run($"gossip {_options.Pool} streams", _streams.RunAsync, stopping);
        background.Run($"gossip {_options.Pool} rejoin", _rejoin.RunAsync, stopping);
        if (_snapshot is not null)
        {
            background.Run($"gossip {_options.Pool} snapshot", _snapshot.RunAsync, stopping);
        }
    }

    /// <summary>Exchanges everything with the nodes at addresses, each by itself.</summary>
    /// <param name="addresses"><c>host</c>, <c>host:port</c>, or these after <c>name/</c>.</param>
    /// <param name="ignoresOldEvents">Whether events from before are not wanted.</param>
    /// <param name="cancellationToken">Ends the wait, not what is under way.</param>
    public async ValueTask<JoinResult> JoinAsync(
        IReadOnlyList<string> addresses,
        bool ignoresOldEvents,
        CancellationToken cancellationToken
    )
    {
        var joined = 0;
        var errors = new List<string>();
        foreach (var text in addresses)
        {
            IReadOnlyList<GossipAddress> found;
            try
            {
                found = await JoinAddress.ResolveAsync(text, _options.DefaultPort, _seams.Names, cancellationToken);
            }
            catch (TransportException unknown)
            {
                errors.Add($"Failed to resolve {text}: {unknown.Message}");
                continue;
            }

            foreach (var address in found)
            {
                var error = await AskAsync<string?>(
                    done => new PoolInput.Join(address, ignoresOldEvents, done),
                    cancellationToken
                );
                if (error is null)
                {
                    joined++;
                }
                else
                {
                    errors.Add($"Failed to join {address}: {error}");
                }
            }
        }

        return new JoinResult(joined, errors);
    }

    /// <summary>Leaves the pool, and completes when others were told of it, or enough time for that has passed.</summary>
    public async ValueTask LeaveAsync(CancellationToken cancellationToken) =>
        await AskAsync<string?>(static done => new PoolInput.Leave(done), cancellationToken);

    /// <summary>Tells everybody that a failed member will not come back.</summary>
    /// <param name="name">Who.</param>
    /// <param name="prune">Whether to forget it at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask ForceLeaveAsync(string name, bool prune, CancellationToken cancellationToken) =>
        await RequestAsync(new SerfInput.ForceLeave(name, prune), cancellationToken);

    /// <summary>Tells everybody of an event; says in Serf's words what is wrong, if it is too large.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="payload">What it says, together with the name no more than <see cref="SerfOptions.UserEventBytesMax"/>.</param>
    /// <param name="coalesces">Whether who gets several of the name at once needs only the last.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<string?> FireEventAsync(
        string name,
        byte[]? payload,
        bool coalesces,
        CancellationToken cancellationToken
    ) => RequestAsync(new SerfInput.FireEvent(name, payload, coalesces), cancellationToken);

    /// <summary>Changes what this member says of itself; says in Serf's words what is wrong, if it is too much.</summary>
    public ValueTask<string?> SetTagsAsync(
        IReadOnlyDictionary<string, string> tags,
        CancellationToken cancellationToken
    ) => RequestAsync(new SerfInput.SetTags(tags), cancellationToken);

    /// <summary>Asks members, and waits until the question's time is over.</summary>
    public ValueTask<QueryResult> QueryAsync(PoolQuery query, CancellationToken cancellationToken) =>
        AskAsync<QueryResult>(done => new PoolInput.Ask(query, EndsWithLastAnswer: false, done), cancellationToken);

    /// <summary>Answers a question that <see cref="Events"/> told of; says in Serf's words what is wrong.</summary>
    public ValueTask<string?> AnswerAsync(QueryTicket ticket, byte[]? payload, CancellationToken cancellationToken) =>
        RequestAsync(new SerfInput.Answer(ticket, payload), cancellationToken);

    /// <summary>Has all members do something with their keys, and waits for all, or until the question's time is over.</summary>
    /// <param name="operation">What.</param>
    /// <param name="key">With which key; empty to list them.</param>
    /// <param name="relayFactor">By way of how many others answers come as well.</param>
    /// <param name="cancellationToken">Ends the wait, not what is under way.</param>
    public async ValueTask<KeyringResult> ChangeKeysAsync(
        KeyOperation operation,
        byte[] key,
        byte relayFactor,
        CancellationToken cancellationToken
    )
    {
        var query = new PoolQuery
        {
            Name = KeyringResult.QueryOf(operation),
            Payload = SerfCodec.Encode(new SerfMessage.KeyRequest(key)),
            RelayFactor = relayFactor,
        };
        return KeyringResult.Of(
            await AskAsync<QueryResult>(
                done => new PoolInput.Ask(query, EndsWithLastAnswer: true, done),
                cancellationToken
            )
        );
    }

    /// <summary>Closes the sockets and the snapshot, after the loops were told to stop and have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _seams.Transport.DisposeAsync();
        _snapshot?.Dispose();
        _metrics.Dispose();
    }

    private ValueTask<string?> RequestAsync(SerfInput input, CancellationToken cancellationToken) =>
        AskAsync<string?>(done => new PoolInput.Request(input, done), cancellationToken);

    private async ValueTask<T> AskAsync<T>(
        Func<TaskCompletionSource<T>, PoolInput> makeInput,
        CancellationToken cancellationToken
    )
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _inbox.AddAsync(makeInput(done), cancellationToken);
        return await Patience.WaitAsync(done, cancellationToken);
    }
}
