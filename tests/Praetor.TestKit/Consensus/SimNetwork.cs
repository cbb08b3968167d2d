using Praetor.Consensus;
using Praetor.Consensus.Core;
using Praetor.Consensus.Snapshots;

namespace Praetor.TestKit.Consensus;

/// <summary>A network that loses, delays, doubles and reorders, and falls into parts.</summary>
internal sealed class SimNetwork(SimCluster cluster)
{
    // Servers that can hear each other are in the same part; a one-way cut is a pair.
    private readonly SortedDictionary<string, int> _parts = new(StringComparer.Ordinal);
    private readonly SortedSet<(string From, string To)> _cuts = [];

    /// <summary>The share of messages that are lost.</summary>
    public double Loss { get; set; }

    /// <summary>The share of messages that arrive twice.</summary>
    public double Doubling { get; set; }

    public TimeSpan DelayMax { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The share of snapshot transfers that break off in the middle.</summary>
    public double Breaks { get; set; }

    public int Delivered { get; private set; }

    public void Send(IEnumerable<RaftMessage> messages)
    {
        foreach (var message in messages)
        {
            if (cluster.Random.NextDouble() < Loss)
            {
                continue;
            }

            Deliver(message);
            if (cluster.Random.NextDouble() < Doubling)
            {
                Deliver(message);
            }
        }
    }

    /// <summary>Ships a snapshot as a stream of its own, which may break.</summary>
    public void Ship(SimServer from, SnapshotSend send, SnapshotMeta meta, byte[] state)
    {
        var arrived = cluster.Random.NextDouble() < Breaks ? cluster.Random.Next(state.Length) : state.Length;
        cluster.After(
            cluster.Random.NextSpan(DelayMax * 4),
            cluster.Find(send.Peer),
            () =>
            {
                var isDelivered = false;
                try
                {
                    isDelivered =
                        CanReach(from.Id, send.Peer)
                        && cluster.Find(send.Peer) is { } peer
                        && peer.ReceiveSnapshot(from.Id, send.Term, meta, state, arrived);
                }
                finally
                {
                    cluster.Trace(
                        $"the snapshot {meta.Id} from {from.Id} to {send.Peer} {(isDelivered ? "arrives" : "is lost")}"
                    );

                    // Whatever becomes of the receiver, the sender learns that its stream has ended.
                    Ended(from, new RaftInput.SnapshotSent(send.Peer, meta.Index, isDelivered));
                }
            }
        );
    }

    /// <summary>Puts each server into a part by lot.</summary>
    public void Split(int parts)
    {
        foreach (var server in cluster.Servers)
        {
            _parts[server.Id.Value] = cluster.Random.Next(parts);
        }
    }

    /// <summary>What one says, the other does not hear; the way back is open.</summary>
    public void Cut(ServerId from, ServerId to) => _cuts.Add((from.Value, to.Value));

    public void Heal()
    {
        _parts.Clear();
        _cuts.Clear();
    }

    private void Ended(SimServer from, RaftInput.SnapshotSent end)
    {
        var life = from.Life;
        cluster.After(
            cluster.Random.NextSpan(DelayMax),
            from,
            () =>
            {
                if (from.Life == life)
                {
                    from.Step(end);
                }
            }
        );
    }

    private bool CanReach(ServerId from, ServerId to) =>
        _parts.GetValueOrDefault(from.Value) == _parts.GetValueOrDefault(to.Value)
        && !_cuts.Contains((from.Value, to.Value));

    private void Deliver(RaftMessage message) =>
        cluster.After(
            cluster.Random.NextSpan(DelayMax),
            cluster.Find(message.To),
            () =>
            {
                if (CanReach(message.From, message.To) && cluster.Find(message.To) is { } to)
                {
                    Delivered++;
                    to.Step(new RaftInput.Received(message));
                }
            }
        );
}

internal static class RandomSpans
{
    /// <summary>From nothing to a maximum, in whole ticks.</summary>
    public static TimeSpan NextSpan(this Random random, TimeSpan max) => new(random.NextInt64(max.Ticks + 1));
}
