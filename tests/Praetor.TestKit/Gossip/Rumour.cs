using System.Net;
using Praetor.Gossip.Serf;
using Praetor.Gossip.Wire;

namespace Praetor.TestKit.Gossip;

/// <summary>What somebody says of a member who is not there: packets for <see cref="SilentTransport.Deliver"/>.</summary>
public static class Rumour
{
    /// <summary>It is there, and such.</summary>
    public static byte[] Alive(
        string name,
        string address,
        IReadOnlyDictionary<string, string> tags,
        uint incarnation
    ) =>
        SwimMessageCodec.Encode(
            new SwimMessage.Alive(incarnation, name, new GossipAddress(IPAddress.Parse(address), 8301))
            {
                Meta = TagsCodec.Encode(tags),
                Versions = ProtocolVersions.Serf,
            }
        );

    /// <summary>It does not answer.</summary>
    public static byte[] Failed(string name, uint incarnation) =>
        SwimMessageCodec.Encode(new SwimMessage.Dead(incarnation, name, "somebody"));

    /// <summary>It means to leave; once it is gone as well, it has left.</summary>
    /// <param name="name">Who.</param>
    /// <param name="time">Since when, by the pool's time: newer than all that was said of it.</param>
    public static byte[] Leaves(string name, ulong time) =>
        SwimMessageCodec.Encode(
            new SwimMessage.User(SerfCodec.Encode(new SerfMessage.Leave(time, name, Prune: false)))
        );
}
