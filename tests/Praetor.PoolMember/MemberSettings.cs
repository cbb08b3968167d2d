using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Praetor.Gossip.Encryption;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Wire;
using Praetor.Platform.Ids;
using Praetor.Platform.Network;
using Praetor.Platform.Storage;

namespace Praetor.PoolMember;

/// <summary>
/// The command line, after serf's: <c>-node</c> name, <c>-bind</c> address:port, <c>-advertise</c> address:port, <c>-tag</c>
/// key=value, <c>-encrypt</c> key in base64, <c>-keyring-file</c> and <c>-snapshot</c> paths, <c>-disable-compression=true</c>,
/// <c>-rejoin=true</c>, <c>-allow</c> network/bits. Each flag has a value, behind an equals sign or as the next argument.
/// </summary>
internal sealed class MemberSettings
{
    private readonly List<KeyValuePair<string, string>> _flags = [];
    private readonly Keyring? _keyring;

    private MemberSettings(string[] args)
    {
        for (var at = 0; at < args.Length; at++)
        {
            var equals = args[at].IndexOf('=', StringComparison.Ordinal);
            _flags.Add(
                equals > 0
                    ? KeyValuePair.Create(args[at][..equals], args[at][(equals + 1)..])
                    : KeyValuePair.Create(args[at], args[++at])
            );
        }

        var keys =
            Value("-keyring-file") is { } path && File.Exists(path)
                ? JsonSerializer.Deserialize<string[]>(File.ReadAllText(path)) ?? []
            : Value("-encrypt") is { } key ? [key]
            : Array.Empty<string>();
        if (keys.Length > 0)
        {
            _keyring = Keyring
                .Create(Convert.FromBase64String(keys[0]), keys.Skip(1).Select(Convert.FromBase64String))
                .Ring;
        }
    }

    public string Name => Value("-node") ?? throw new ArgumentException("-node is missing");

    private IPEndPoint Bind => IPEndPoint.Parse(Value("-bind") ?? throw new ArgumentException("-bind is missing"));

    public static MemberSettings Parse(string[] args) => new(args);

    public PoolOptions ToOptions()
    {
        var address = Value("-advertise") is { } advertised ? IPEndPoint.Parse(advertised) : Bind;
        return new PoolOptions
        {
            Pool = "lan",
            Member = new SerfOptions
            {
                Name = Name,
                Address = GossipAddress.Of(address),
                LeavePropagateDelay = TimeSpan.FromSeconds(1),
                ReconnectInterval = TimeSpan.FromSeconds(1),
                Tags = _flags
                    .Where(flag => flag.Key == "-tag")
                    .Select(flag => flag.Value.Split('=', 2))
                    .ToDictionary(tag => tag[0], tag => tag[1], StringComparer.Ordinal),
            },
            Layers = new LayerOptions { Keyring = _keyring, IsCompressing = Value("-disable-compression") is null },
            KeepKeys = Value("-keyring-file") is { } path ? keys => KeepAsync(path, keys) : null,
            SnapshotPath = Value("-snapshot") is { } snapshot ? Path.GetFileName(snapshot) : null,
            AllowedNetworks = Value("-allow") is { } network ? [IPNetwork.Parse(network)] : [],
            RejoinsAfterLeave = Value("-rejoin") is not null,
        };
    }

    public PoolSeams ToSeams(ILoggerFactory logs, IMeterFactory meters) =>
        new()
        {
            Transport = SocketTransport.Bind(Bind, TimeProvider.System),
            Names = new SystemResolver(),
            Disk = Value("-snapshot") is { } snapshot ? new FileDisk(Path.GetDirectoryName(snapshot)!) : null, // Absolute.
            Time = TimeProvider.System,
            Random = new Random(),
            Entropy = new SystemEntropy(),
            Loggers = logs,
            Meters = meters,
        };

    private static ValueTask KeepAsync(string path, IReadOnlyList<byte[]> keys) =>
        new(File.WriteAllTextAsync(path, JsonSerializer.Serialize(keys.Select(Convert.ToBase64String))));

    private string? Value(string flag) => _flags.LastOrDefault(it => it.Key == flag).Value;
}
