namespace Praetor.TestKit.Gossip;

/// <summary>What went over a simulated network. Bytes are a packet's or a stream's own, without the headers below them.</summary>
internal sealed class GossipTraffic
{
    public long Sent { get; private set; }

    public long BytesSent { get; private set; }

    public long Received { get; private set; }

    public long BytesReceived { get; private set; }

    public void CountSent(byte[] bytes)
    {
        Sent++;
        BytesSent += bytes.Length;
    }

    public void CountReceived(byte[] bytes)
    {
        Received++;
        BytesReceived += bytes.Length;
    }

    /// <summary>Begins to count anew.</summary>
    public void Clear() => (Sent, BytesSent, Received, BytesReceived) = (0, 0, 0, 0);
}
