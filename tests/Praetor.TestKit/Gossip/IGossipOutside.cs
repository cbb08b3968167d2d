using Praetor.Gossip.Wire;

namespace Praetor.TestKit.Gossip;

/// <summary>The real network around a simulated one. Called on the simulated network's one thread, and answers on it.</summary>
internal interface IGossipOutside
{
    /// <summary>Sends a packet from a member's own address.</summary>
    void Send(GossipMember from, GossipAddress to, byte[] packet);

    /// <summary>Says something over a stream; an answer is handed over if one comes in time.</summary>
    void Exchange(GossipMember from, GossipAddress to, byte[] request, TimeSpan timeout, Action<byte[]> answered);
}
