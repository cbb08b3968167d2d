using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Praetor.Gossip.Encryption;
using Praetor.Gossip.Pool;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Wire;

namespace Praetor.TestKit.Gossip;

/// <summary>A pool with one member, for tests of what is on top of it.</summary>
public static class LonePool
{
    /// <param name="name">The member.</param>
    /// <param name="tags">What it says of itself.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="keys">Its keys; null for a pool that is not encrypted.</param>
    public static GossipPool Of(
        string name,
        IReadOnlyDictionary<string, string> tags,
        TimeProvider time,
        Keyring? keys = null
    ) =>
        new(
            new PoolOptions
            {
                Pool = "lan",
                Member = new SerfOptions
                {
                    Name = name,
                    Address = new GossipAddress(IPAddress.Loopback, 8301),
                    Tags = tags,
                },
                Layers = new LayerOptions { Keyring = keys },
            },
            new PoolSeams
            {
                Transport = new SilentTransport(new IPEndPoint(IPAddress.Loopback, 8301)),
                Names = new SilentResolver(),
                Time = time,
                Random = new Random(1),
                Entropy = new SeededEntropy(new Random(1)),
                Loggers = NullLoggerFactory.Instance,
            }
        );
}
