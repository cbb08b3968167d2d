namespace Praetor.Gossip.Wire;

/// <summary>Why bytes of a peer were refused; each is counted on its own.</summary>
internal enum GossipFault
{
    /// <summary>The bytes are no message.</summary>
    Malformed,

    /// <summary>A length, count or size is over its bound.</summary>
    TooLarge,

    /// <summary>The checksum is not that of the bytes.</summary>
    Checksum,

    /// <summary>The label is not the pool's.</summary>
    Label,

    /// <summary>No key of the ring opens it.</summary>
    Key,

    /// <summary>It is plain and must be encrypted, or encrypted and cannot be.</summary>
    Encryption,
}

/// <summary>
/// Bytes from a peer that are refused. The boundary catches it: a packet is dropped, a stream is closed, and the fault is
/// counted.
/// </summary>
/// <param name="fault">What to count it as.</param>
/// <param name="message">What is wrong, for people.</param>
internal sealed class GossipFormatException(GossipFault fault, string message) : Exception(message)
{
    /// <summary>What to count it as.</summary>
    public GossipFault Fault { get; } = fault;
}
